import type { Kysely } from 'kysely'
import { keyedHash } from '../base/ids.js'
import { type Contact, type Papers, suppressionReason, type SuppressionReason } from '../domain/index.js'
import type { Schema } from './schema.js'
import { narrowed } from './segments/narrow.js'
import type { ContactQuery } from './segments/people.js'

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
export function partnerRows(db: Kysely<Schema>, hashKey: string) {
  const addressHash = (emailKey: string) => keyedHash(hashKey, emailKey)

  async function opposedAmong(hashes: readonly string[]): Promise<Map<string, SuppressionReason>> {
    const rows = await db
      .selectFrom('suppressions')
      .select(['address_hash', 'reason'])
      .where('address_hash', 'in', [...hashes])
      .execute()
    return new Map(rows.map((row) => [row.address_hash, suppressionReason(row.reason)]))
  }

  return {
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
