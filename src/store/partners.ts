import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { keyedHash, newId, newToken } from '../base/ids.js'
import {
  type ChangeSource,
  communeKey,
  type Contact,
  emailKey,
  type Ground,
  nameKey,
  type Papers,
  suppressionReason,
  type SuppressionReason,
  theProgram,
} from '../domain/index.js'
import type { Schema } from './schema.js'
import { narrowed } from './segments/narrow.js'
import type { ContactQuery } from './segments/people.js'
import { subscriptionRows } from './subscriptions.js'

export interface PartnerEntry {
  organisation: string | null
  kind: string | null
  commune: string | null
  contactName: string | null
  role: string | null
  email: string
  language: string
}

/** One line of an audience before it is frozen. */
export interface Subscriber extends Contact {
  emailKey: string
  papers: Papers
  unsubscribed: boolean
  opposed: SuppressionReason | false
  /** An earlier subscriber who may be written to has the same address. */
  duplicate: boolean
}

/** The directory of who may be written to. `hashKey` keys the hashes of the opposition list. */
export function partnerRows(db: Kysely<Schema>, clock: Clock, hashKey: string) {
  const now = () => stamp(clock.now())
  const addressHash = (emailKey: string) => keyedHash(hashKey, emailKey)

  async function organisationId(entry: PartnerEntry): Promise<string | null> {
    if (!entry.organisation) return null
    const keys = { name_key: nameKey(entry.organisation), commune_key: communeKey(entry.commune) }
    const known = await db
      .selectFrom('organisations')
      .select('id')
      .where('name_key', '=', keys.name_key)
      .where('commune_key', '=', keys.commune_key)
      .executeTakeFirst()
    if (known) return known.id
    const id = newId()
    await db
      .insertInto('organisations')
      .values({ id, name: entry.organisation, kind: entry.kind, commune: entry.commune, ...keys, created_at: now() })
      .execute()
    return id
  }

  async function opposedAmong(hashes: readonly string[]): Promise<Map<string, SuppressionReason>> {
    const rows = await db
      .selectFrom('suppressions')
      .select(['address_hash', 'reason'])
      .where('address_hash', 'in', [...hashes])
      .execute()
    return new Map(rows.map((row) => [row.address_hash, suppressionReason(row.reason)]))
  }

  return {
    /**
     * Enters a partner and subscribes it to `publications`. One mailbox, one wish: what was unsubscribed from with this
     * address stays so, whichever contact it was.
     */
    async enter(
      entry: PartnerEntry,
      publications: readonly string[],
      ground: Ground,
      source: ChangeSource = { who: theProgram, door: 'import' },
    ): Promise<'added' | 'unchanged'> {
      const organisation = await organisationId(entry)
      let query = db.selectFrom('contacts').select('id').where('email_key', '=', emailKey(entry.email))
      query = organisation
        ? query.where('organisation_id', '=', organisation)
        : query.where('organisation_id', 'is', null)
      const known = await query.executeTakeFirst()
      const contactId = known?.id ?? newId()
      if (!known) {
        await db
          .insertInto('contacts')
          .values({
            id: contactId,
            organisation_id: organisation,
            name: entry.contactName,
            role: entry.role,
            email: entry.email,
            email_key: emailKey(entry.email),
            language: entry.language,
            token: newToken(),
            created_at: now(),
          })
          .execute()
      }
      const ended = await db
        .selectFrom('subscriptions')
        .innerJoin('contacts', 'contacts.id', 'subscriptions.contact_id')
        .select('publication')
        .where('email_key', '=', emailKey(entry.email))
        .where('until', 'is not', null)
        .execute()
      const stopped = new Set(ended.map((row) => row.publication))
      const wanted = publications
        .filter((publication) => !stopped.has(publication))
        .map((publication) => ({ contactId, publication }))
      await subscriptionRows(db, clock).begin(wanted, ground, source)
      return known ? 'unchanged' : 'added'
    },

    async count(): Promise<number> {
      const row = await db
        .selectFrom('contacts')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return Number(row.count)
    },

    /**
     * Everyone who is or was subscribed to a publication, in the order of entry, `size` at a time. With `among`, from
     * `segments.contactsOf`, only those: the others are as if they were not there.
     */
    async *subscriberPages(
      publication: string,
      size = 1000,
      among: ContactQuery | null = null,
    ): AsyncGenerator<Subscriber[], undefined> {
      let after: { created_at: string; id: string } | null = null
      for (;;) {
        let query = db
          .selectFrom('contacts')
          .innerJoin('subscriptions', 'subscriptions.contact_id', 'contacts.id')
          .leftJoin('organisations', 'organisations.id', 'contacts.organisation_id')
          .select([
            'contacts.id',
            'contacts.organisation_id',
            'contacts.name',
            'organisations.name as organisation',
            'contacts.email',
            'contacts.email_key',
            'contacts.language',
            'contacts.token',
            'contacts.papers',
            'contacts.created_at',
            'subscriptions.until',
          ])
          .select((eb) =>
            eb
              .exists(
                eb
                  .selectFrom('contacts as earlier')
                  .innerJoin('subscriptions as held', 'held.contact_id', 'earlier.id')
                  .select('earlier.id')
                  .whereRef('earlier.email_key', '=', 'contacts.email_key')
                  .where('held.publication', '=', publication)
                  .where('held.until', 'is', null)
                  .where((is) =>
                    is(
                      is.refTuple('earlier.created_at', 'earlier.id'),
                      '<',
                      is.refTuple('contacts.created_at', 'contacts.id') as never,
                    ),
                  ),
              )
              .as('duplicate'),
          )
          .where('subscriptions.publication', '=', publication)
          .orderBy('contacts.created_at')
          .orderBy('contacts.id')
          .limit(size)
        if (after) {
          const { created_at, id } = after
          query = query.where((eb) =>
            eb(eb.refTuple('contacts.created_at', 'contacts.id'), '>', eb.tuple(created_at, id)),
          )
        }
        const found = await query.execute()
        if (found.length === 0) return undefined
        after = found.at(-1) ?? null
        const rows = among ? await narrowed(db, found, among, publication) : found
        if (rows.length === 0) continue
        const hashes = rows.map((row) => addressHash(row.email_key))
        const opposed = await opposedAmong(hashes)
        yield rows.map((row, index) => ({
          id: row.id,
          organisationId: row.organisation_id,
          name: row.name ?? row.organisation,
          email: row.email,
          emailKey: row.email_key,
          language: row.language,
          token: row.token,
          papers: row.papers,
          unsubscribed: row.until !== null,
          opposed: opposed.get(hashes[index] ?? '') ?? false,
          duplicate: Boolean(row.duplicate),
        }))
      }
    },

    /** Whether contacts may be written to about a publication at this moment, in the order asked. */
    async standings(
      contacts: readonly { contactId: string; emailKey: string }[],
      publication: string,
    ): Promise<('allowed' | 'unsubscribed' | SuppressionReason)[]> {
      if (contacts.length === 0) return []
      const hashes = contacts.map((contact) => addressHash(contact.emailKey))
      // One question: this is asked between all messages of a send. No id has the form of a hash.
      const rows = await db
        .selectFrom('subscriptions')
        .select(['contact_id as known', 'publication as reason'])
        .where('publication', '=', publication)
        .where('until', 'is', null)
        .where(
          'contact_id',
          'in',
          contacts.map((contact) => contact.contactId),
        )
        .unionAll(
          db.selectFrom('suppressions').select(['address_hash as known', 'reason']).where('address_hash', 'in', hashes),
        )
        .execute()
      const known = new Map(rows.map((row) => [row.known, row.reason]))
      return contacts.map(({ contactId }, index) => {
        const reason = known.get(hashes[index] ?? '')
        return reason !== undefined ? suppressionReason(reason) : known.has(contactId) ? 'allowed' : 'unsubscribed'
      })
    },
  }
}
