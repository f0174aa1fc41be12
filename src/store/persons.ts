import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { keyedHash } from '../base/ids.js'
import { type ChangeSource, emailKey, type Erasure, type PersonFile } from '../domain/index.js'
import { anonymiseDeliveries, anonymiseForwards } from './anonymise.js'
import { eraseFromOrders, ordersOfAddress } from './editions/erase-orders.js'
import { journalRows } from './journal.js'
import type { Schema } from './schema.js'

/** The rights of a person over what is known about an address: to see it, and to have it erased. */
export function personRows(db: Kysely<Schema>, clock: Clock, hashKey: string) {
  const journal = journalRows(db, clock)

  const opposition = async (key: string) =>
    (await db
      .selectFrom('suppressions')
      .select(['since', 'reason'])
      .where('address_hash', '=', keyedHash(hashKey, key))
      .executeTakeFirst()) ?? null

  const contactsOf = (key: string) =>
    db
      .selectFrom('contacts')
      .leftJoin('imports', 'imports.id', 'contacts.import_id')
      .selectAll('contacts')
      .select(['imports.file', 'imports.who'])
      .where('email_key', '=', key)
      .orderBy('created_at')
      .orderBy('contacts.id')
      .execute()

  /** Organisations that have contacts with this address and no other. */
  const onlyReachedAt = (key: string) =>
    db
      .selectFrom('organisations')
      .select(['organisations.id', 'organisations.name'])
      .where(({ exists, not, selectFrom }) => {
        const contacts = selectFrom('contacts').select('id').whereRef('organisation_id', '=', 'organisations.id')
        return exists(contacts.where('email_key', '=', key)).and(not(exists(contacts.where('email_key', '!=', key))))
      })
      .orderBy('organisations.name')
      .execute()

  return {
    /** The names of organisations that an erasure of this address would leave without a contact. */
    organisationsOnlyReachedAt: async (address: string): Promise<string[]> =>
      (await onlyReachedAt(emailKey(address))).map((one) => one.name),

    /** Everything that is known about an address (GDPR art. 15). Links and their secrets are no part of it. */
    async everythingAbout(address: string): Promise<PersonFile> {
      const key = emailKey(address)
      const contacts = await contactsOf(key)
      const ids = contacts.map((one) => one.id)
      const organisationIds = contacts.flatMap((one) => one.organisation_id ?? [])
      const organisations = await db
        .selectFrom('organisations')
        .select(['id', 'name', 'kind', 'commune'])
        .where('id', 'in', organisationIds.length > 0 ? organisationIds : [''])
        .execute()
      const organisationOf = (id: string | null) => {
        const found = organisations.find((one) => one.id === id)
        return found ? { name: found.name, kind: found.kind, commune: found.commune } : null
      }
      const subscriptions = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('contact_id', 'in', ids.length > 0 ? ids : [''])
        .orderBy('since')
        .execute()
      const signUps = await db
        .selectFrom('sign_ups')
        .selectAll()
        .where('email_key', '=', key)
        .orderBy('asked_at')
        .execute()
      const deliveries = await db
        .selectFrom('deliveries')
        .innerJoin('campaigns', 'campaigns.id', 'deliveries.campaign_id')
        .select([
          'campaigns.subject',
          'campaigns.kind',
          'deliveries.state',
          'deliveries.reason',
          'deliveries.attempt',
          'deliveries.reply',
          'deliveries.updated_at',
        ])
        .where('deliveries.email_key', '=', key)
        .orderBy('deliveries.updated_at')
        .execute()
      return {
        address: key,
        at: stamp(clock.now()),
        contacts: contacts.map((one) => ({
          name: one.name,
          role: one.role,
          email: one.email,
          language: one.language,
          papers: one.papers,
          since: one.created_at,
          list: one.file !== null && one.who !== null ? { file: one.file, who: one.who } : null,
          organisation: organisationOf(one.organisation_id),
        })),
        subscriptions: subscriptions.map(({ publication, ground, since, until, until_reason }) => ({
          publication,
          ground,
          since,
          until,
          why: until_reason,
        })),
        signUps: signUps.map((one) => ({
          publications: JSON.parse(one.publications) as string[],
          name: one.name,
          askedAt: one.asked_at,
          confirmedAt: one.confirmed_at,
          text: one.agreed_text,
        })),
        opposition: await opposition(key),
        deliveries: deliveries.map(({ subject, kind, state, reason, attempt, reply, updated_at }) => ({
          at: updated_at,
          subject,
          kind,
          state,
          reason,
          attempts: attempt,
          reply,
        })),
        bounces: await db
          .selectFrom('bounces')
          .select(['at', 'kind', 'reason'])
          .where('address_hash', '=', keyedHash(hashKey, key))
          .orderBy('at')
          .execute(),
        orders: await ordersOfAddress(db, key),
        journal: await journal.of(ids),
      }
    },

    /**
     * Erases an address (GDPR art. 17): contacts, subscriptions, sign-ups and their proof; lines of the ledger lose name
     * and address. An opposition that stands stays, as a keyed hash, or nobody could honour it (art. 21, and 17.3 b);
     * with `keepOpposition` one is entered, so that a list that comes again does not write to the address. An
     * organisation is no person and stays, unless `withOrganisations`: one without another contact may be named after
     * its owner. Call it inside a transaction.
     */
    async erase(
      address: string,
      {
        keepOpposition,
        withOrganisations = false,
        ...source
      }: ChangeSource & { keepOpposition: boolean; withOrganisations?: boolean },
    ): Promise<Erasure> {
      const key = emailKey(address)
      const organisations = withOrganisations ? (await onlyReachedAt(key)).map((one) => one.id) : []
      const ids = (await contactsOf(key)).map((one) => one.id)
      const mine = ids.length > 0 ? ids : ['']
      const subscriptions = await db.deleteFrom('subscriptions').where('contact_id', 'in', mine).executeTakeFirst()
      const lines = await db.deleteFrom('journal').where('contact_id', 'in', mine).executeTakeFirst()
      // What lists changed of them holds what it was before.
      await db
        .deleteFrom('import_changes')
        .where('row_id', 'in', [...mine, ...organisations])
        .execute()
      const signUps = await db.deleteFrom('sign_ups').where('email_key', '=', key).executeTakeFirst()
      const deliveries = await anonymiseDeliveries(db, (eb) => eb('email_key', '=', key))
      await anonymiseForwards(db, key)
      await eraseFromOrders(db, key)
      await db.deleteFrom('contacts').where('id', 'in', mine).execute()
      for (const id of organisations) await db.deleteFrom('organisations').where('id', '=', id).execute()
      await db.deleteFrom('bounces').where('address_hash', '=', keyedHash(hashKey, key)).execute()
      if (keepOpposition) {
        await db
          .insertInto('suppressions')
          .values({ address_hash: keyedHash(hashKey, key), reason: 'erased', since: stamp(clock.now()) })
          .onConflict((conflict) => conflict.column('address_hash').doNothing())
          .execute()
      }
      const opposed = (await opposition(key)) !== null
      // The line says that it was done and by whom, and no more about whom.
      await journal.write([{ what: 'erased', contactId: null }], { ...source, note: null, agreed: null })
      return {
        contacts: ids.length,
        subscriptions: Number(subscriptions.numDeletedRows),
        journalLines: Number(lines.numDeletedRows),
        signUps: Number(signUps.numDeletedRows),
        organisations: organisations.length,
        deliveries,
        opposed,
      }
    },
  }
}
