import { type Kysely, type Selectable, sql } from 'kysely'
import type { Engine } from '../engine/engine.js'
import type { ContactsTable, Schema } from '../schema.js'
import type { Line, OrganisationRow } from './details.js'

export type ContactRow = Pick<
  Selectable<ContactsTable>,
  'id' | 'organisation_id' | 'name' | 'role' | 'email_key' | 'language' | 'import_id' | 'found_by'
>

/** An unsubscription that holds for every contact with this address. */
export interface Ended {
  until: string | null
  until_reason: string | null
}

/** What the directory knows that some lines of a list may be about. */
export interface Known {
  organisations: Map<string, OrganisationRow>
  /** By `keysOf`. */
  byName: Map<string, OrganisationRow[]>
  bySiret: Map<string, OrganisationRow>
  /** By address as compared. */
  contacts: Map<string, ContactRow[]>
  /** By address as compared and publication. */
  ended: Map<string, Ended>
  /** What addresses receive, as `ended` is keyed. */
  running: Set<string>
  /** Addresses that have ended what they received, and receive nothing any more. */
  stopped: Set<string>
}

export const nothingKnown = (): Known => ({
  organisations: new Map(),
  byName: new Map(),
  bySiret: new Map(),
  contacts: new Map(),
  ended: new Map(),
  running: new Set(),
  stopped: new Set(),
})

/** A name and a commune as compared, in one text. */
export const keysOf = (name: string, commune: string) => `${name}\n${commune}`

/** Asks for all that a part of a list may match, with a few statements however long the part is. */
export async function lookUp(db: Kysely<Schema>, engine: Engine, lines: readonly Line[]): Promise<Known> {
  const texts = (values: Iterable<string>) =>
    engine.given(
      { key: 'text' },
      Array.from(values, (key) => ({ key })),
    )
  const emails = new Set(lines.map((line) => line.email_key))
  const sirets = new Set(lines.flatMap((line) => line.said.siret ?? []))
  const names = new Map(
    lines.filter((line) => line.name_key !== '').map((line) => [keysOf(line.name_key, line.commune_key), line]),
  )
  const contacts = await sql<ContactRow>`
    select contacts.id, organisation_id, name, role, email_key, language, import_id, found_by
    from ${texts(emails)} join contacts on email_key = given.key
    order by contacts.created_at, contacts.id`.execute(db)
  const found = [
    await sql<OrganisationRow>`
      select organisations.* from ${engine.given({ name_key: 'text', commune_key: 'text' }, [...names.values()])}
      join organisations on organisations.name_key = given.name_key and organisations.commune_key = given.commune_key
      order by organisations.id`.execute(db),
  ]
  if (sirets.size > 0)
    found.push(
      await sql<OrganisationRow>`
        select organisations.* from ${texts(sirets)} join organisations on siret = given.key
        order by organisations.id`.execute(db),
    )
  const owners = new Set(contacts.rows.flatMap((row) => row.organisation_id ?? []))
  if (owners.size > 0)
    found.push(
      await sql<OrganisationRow>`
        select organisations.* from ${texts(owners)} join organisations on organisations.id = given.key`.execute(db),
    )
  const addressOf = new Map(contacts.rows.map((row) => [row.id, row.email_key]))
  const held =
    addressOf.size === 0
      ? { rows: [] }
      : await sql<Ended & { contact_id: string; publication: string }>`
          select contact_id, publication, until, until_reason
          from ${texts(addressOf.keys())} join subscriptions on contact_id = given.key`.execute(db)
  const ended = new Map<string, Ended>()
  const running = new Set<string>()
  const stopped = new Set<string>()
  const receiving = new Set<string>()
  for (const row of held.rows) {
    const address = addressOf.get(row.contact_id) ?? ''
    const keys = keysOf(address, row.publication)
    if (row.until === null) {
      running.add(keys)
      receiving.add(address)
    } else {
      ended.set(keys, row)
      stopped.add(address)
    }
  }

  const known: Known = {
    ...nothingKnown(),
    ended,
    running,
    stopped: stopped.difference(receiving),
    contacts: Map.groupBy(contacts.rows, (row) => row.email_key),
  }
  for (const row of found.flatMap((one) => one.rows))
    if (!known.organisations.has(row.id)) learnOrganisation(known, row)
  return known
}

/** Lets later lines find an organisation. */
export function learnOrganisation(known: Known, row: OrganisationRow): void {
  known.organisations.set(row.id, row)
  const keys = keysOf(row.name_key, row.commune_key)
  const named = known.byName.get(keys)
  if (named) named.push(row)
  else known.byName.set(keys, [row])
  if (row.siret !== null && !known.bySiret.has(row.siret)) known.bySiret.set(row.siret, row)
}

/** Lets later lines find a contact. */
export function learnContact(known: Known, row: ContactRow): void {
  const others = known.contacts.get(row.email_key)
  if (others) others.push(row)
  else known.contacts.set(row.email_key, [row])
}
