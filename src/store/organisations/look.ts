import type { Selectable } from 'kysely'
import { keyedHash } from '../../base/ids.js'
import { type Ground, suppressionReason, type SuppressionReason } from '../../domain/index.js'
import { detailColumns, type OrganisationRow } from '../directory/details.js'
import type { ContactsTable } from '../schema.js'
import type { World } from '../segments/people.js'
import { versionOf } from './version.js'

export type DetailName = keyof typeof detailColumns
export const organisationDetails = Object.keys(detailColumns) as DetailName[]

/** What staff change of a contact. */
export const contactDetails = ['name', 'role', 'email', 'language', 'papers'] as const

export interface HeldSubscription {
  publication: string
  ground: Ground
  since: string
  until: string | null
}

export interface ContactCard extends Selectable<ContactsTable> {
  version: string
  subscriptions: HeldSubscription[]
  /** Why nothing is ever sent to the address, and since when; null when it is not on the opposition list. */
  opposed: { reason: SuppressionReason; since: string } | null
}

export interface Page {
  limit: number
  offset?: number
}

/** Whose changes: an organisation as the journal names it, and contacts. */
export interface About {
  subject: string | null
  contactIds: readonly string[]
}

export interface OrganisationCard {
  row: OrganisationRow
  version: string
  contacts: ContactCard[]
}

export const organisationVersion = (row: OrganisationRow) => versionOf(row, organisationDetails)
export const contactVersion = (row: Selectable<ContactsTable>) => versionOf(row, contactDetails)

/** An organisation with its contacts, or null. */
export async function organisationCard(world: World, id: string): Promise<OrganisationCard | null> {
  const row = await world.db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const contacts = await world.db
    .selectFrom('contacts')
    .selectAll()
    .where('organisation_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return { row, version: organisationVersion(row), contacts: await cards(world, contacts) }
}

/** A contact with what it receives, or null. */
export async function contactCard(world: World, id: string): Promise<ContactCard | null> {
  const row = await world.db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? ((await cards(world, [row]))[0] ?? null) : null
}

async function cards({ db, hashKey }: World, rows: Selectable<ContactsTable>[]): Promise<ContactCard[]> {
  if (rows.length === 0) return []
  const subscriptions = await db
    .selectFrom('subscriptions')
    .select(['contact_id', 'publication', 'ground', 'since', 'until'])
    .where(
      'contact_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('publication')
    .execute()
  const hashes = rows.map((row) => keyedHash(hashKey, row.email_key))
  const opposed = await db.selectFrom('suppressions').selectAll().where('address_hash', 'in', hashes).execute()
  return rows.map((row, index) => {
    const found = opposed.find((one) => one.address_hash === hashes[index])
    return {
      ...row,
      version: contactVersion(row),
      subscriptions: subscriptions
        .filter((one) => one.contact_id === row.id)
        .map(({ publication, ground, since, until }) => ({ publication, ground: ground as Ground, since, until })),
      opposed: found ? { reason: suppressionReason(found.reason), since: found.since } : null,
    }
  })
}

/** Where somebody works, as the directory has it now. */
export interface House {
  organisation: string | null
  phone: string | null
  /** The contact's address as it is now. */
  email: string
}

/** The houses of some contacts, by the contact's id; whoever is no longer in the directory is left out. */
export async function housesOf({ db }: World, contactIds: readonly string[]): Promise<Map<string, House>> {
  if (contactIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('contacts')
    .leftJoin('organisations', 'organisations.id', 'contacts.organisation_id')
    .select(['contacts.id', 'contacts.email', 'organisations.name as organisation', 'organisations.phone'])
    .where('contacts.id', 'in', [...new Set(contactIds)])
    .execute()
  return new Map(rows.map(({ id, ...house }) => [id, house]))
}

/** What some contacts were sent, the latest first. */
export async function deliveriesTo(
  { db }: World,
  contacts: readonly Pick<ContactCard, 'id' | 'email_key'>[],
  { limit, offset = 0 }: Page,
) {
  if (contacts.length === 0) return []
  return await db
    .selectFrom('deliveries')
    .innerJoin('campaigns', 'campaigns.id', 'deliveries.campaign_id')
    .select([
      'deliveries.id',
      'deliveries.campaign_id',
      'deliveries.email',
      'deliveries.state',
      'deliveries.reason',
      'deliveries.reply',
      'deliveries.updated_at',
      'campaigns.subject',
    ])
    .where('deliveries.email_key', 'in', [...new Set(contacts.map((one) => one.email_key))])
    .where(
      'deliveries.contact_id',
      'in',
      contacts.map((one) => one.id),
    )
    .orderBy('deliveries.updated_at', 'desc')
    .orderBy('deliveries.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
}

/** What was changed in an organisation and its contacts, the latest first. */
export async function changesOf({ db }: World, { subject, contactIds }: About, limit = 100) {
  return await db
    .selectFrom('journal')
    .select(['id', 'at', 'who', 'what', 'door', 'contact_id', 'publication', 'ground', 'note'])
    .where((eb) =>
      eb.or([
        ...(subject === null ? [] : [eb('subject', '=', subject)]),
        ...(contactIds.length === 0 ? [] : [eb('contact_id', 'in', contactIds)]),
      ]),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
