import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { keyedHash, newId, newToken } from '../base/ids.js'
import { type Contact, emailKey, type Ground } from '../domain/index.js'
import type { Schema } from './schema.js'

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
  unsubscribed: boolean
  opposed: boolean
}

/** The directory of who may be written to. `hashKey` keys the hashes of the opposition list. */
export function partnerRows(db: Kysely<Schema>, clock: Clock, hashKey: () => Promise<string>) {
  const now = () => stamp(clock.now())
  const addressHash = async (emailKey: string) => keyedHash(await hashKey(), emailKey)

  async function organisationId(entry: PartnerEntry): Promise<string | null> {
    if (!entry.organisation) return null
    const known = await db
      .selectFrom('organisations')
      .select('id')
      .where('name', '=', entry.organisation)
      .where((eb) => (entry.commune ? eb('commune', '=', entry.commune) : eb('commune', 'is', null)))
      .executeTakeFirst()
    if (known) return known.id
    const id = newId()
    await db
      .insertInto('organisations')
      .values({ id, name: entry.organisation, kind: entry.kind, commune: entry.commune, created_at: now() })
      .execute()
    return id
  }

  return {
    /**
     * Enters a partner and subscribes it to `publications`. A contact that is already there keeps its choices:
     * who has unsubscribed stays so.
     */
    async enter(entry: PartnerEntry, publications: readonly string[], ground: Ground): Promise<'added' | 'unchanged'> {
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
      for (const publication of publications) {
        await db
          .insertInto('subscriptions')
          .values({ contact_id: contactId, publication, ground, since: now(), until: null, until_reason: null })
          .onConflict((conflict) => conflict.columns(['contact_id', 'publication']).doNothing())
          .execute()
      }
      return known ? 'unchanged' : 'added'
    },

    async count(): Promise<number> {
      const row = await db
        .selectFrom('contacts')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return Number(row.count)
    },

    /** Everyone who is or was subscribed to a publication, in the order of entry. */
    async subscribers(publication: string): Promise<Subscriber[]> {
      const opposed = new Set(
        (await db.selectFrom('suppressions').select('address_hash').execute()).map((row) => row.address_hash),
      )
      const key = await hashKey()
      const rows = await db
        .selectFrom('subscriptions')
        .innerJoin('contacts', 'contacts.id', 'subscriptions.contact_id')
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
          'subscriptions.until',
        ])
        .where('subscriptions.publication', '=', publication)
        .orderBy('contacts.created_at')
        .orderBy('contacts.id')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        organisationId: row.organisation_id,
        name: row.name ?? row.organisation,
        email: row.email,
        emailKey: row.email_key,
        language: row.language,
        token: row.token,
        unsubscribed: row.until !== null,
        opposed: opposed.size > 0 && opposed.has(keyedHash(key, row.email_key)),
      }))
    },

    /** Whether the contact may be written to about a publication at this moment. */
    async standing(
      contactId: string,
      emailKey: string,
      publication: string,
    ): Promise<'allowed' | 'unsubscribed' | 'opposed'> {
      const opposition = await db
        .selectFrom('suppressions')
        .select('reason')
        .where('address_hash', '=', await addressHash(emailKey))
        .executeTakeFirst()
      if (opposition) return 'opposed'
      const subscription = await db
        .selectFrom('subscriptions')
        .select('until')
        .where('contact_id', '=', contactId)
        .where('publication', '=', publication)
        .executeTakeFirst()
      return subscription && subscription.until === null ? 'allowed' : 'unsubscribed'
    },

    /** Whom a link's token belongs to, with the subscriptions, or null. */
    async byToken(token: string) {
      const contact = await db.selectFrom('contacts').selectAll().where('token', '=', token).executeTakeFirst()
      if (!contact) return null
      const subscriptions = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('contact_id', '=', contact.id)
        .execute()
      return { ...contact, subscriptions }
    },

    /**
     * Ends the subscription to `publication` of every contact with this contact's address (one mailbox, one wish).
     * Safe to repeat; the first date stays.
     */
    async unsubscribe(contactId: string, publication: string, reason: string): Promise<void> {
      await db
        .updateTable('subscriptions')
        .set({ until: now(), until_reason: reason })
        .where('publication', '=', publication)
        .where('until', 'is', null)
        .where('contact_id', 'in', (eb) =>
          eb
            .selectFrom('contacts')
            .select('id')
            .where('email_key', '=', (same) =>
              same.selectFrom('contacts').select('email_key').where('id', '=', contactId),
            ),
        )
        .execute()
    },

    /** Takes back an unsubscription: for who clicked by mistake. */
    async resubscribe(contactId: string, publication: string): Promise<void> {
      await db
        .updateTable('subscriptions')
        .set({ until: null, until_reason: null, ground: 'asked' })
        .where('contact_id', '=', contactId)
        .where('publication', '=', publication)
        .execute()
    },

    /** Enters an address in the opposition list, which outlives the contact. */
    async oppose(emailKey: string, reason: string): Promise<void> {
      await db
        .insertInto('suppressions')
        .values({ address_hash: await addressHash(emailKey), reason, since: now() })
        .onConflict((conflict) => conflict.column('address_hash').doNothing())
        .execute()
    },
  }
}
