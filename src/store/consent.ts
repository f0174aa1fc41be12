import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { keyedHash } from '../base/ids.js'
import type { ChangeSource, Papers } from '../domain/index.js'
import { journalRows } from './journal.js'
import type { Schema } from './schema.js'
import { subscriptionRows } from './subscriptions.js'
import { suppressionRows } from './suppressions.js'

/** What a person may choose about the mail of an address. */
export interface Preferences {
  /** Those that the person wants, of those on the page. */
  publications: readonly string[]
  /** Those that stood on the page: what was not shown stays as it is. */
  shown: readonly string[]
  language: string
  papers: Papers
  name: string | null
}

/** What a person decides about the mail that an address gets. `hashKey` keys the hashes of the opposition list. */
export function consentRows(db: Kysely<Schema>, clock: Clock, hashKey: string) {
  const journal = journalRows(db, clock)
  const subscriptions = subscriptionRows(db, clock)
  const suppressions = suppressionRows(db, clock, hashKey)

  /** Ids of every contact with an address. */
  async function contactsOf(emailKey: string): Promise<string[]> {
    const rows = await db.selectFrom('contacts').select('id').where('email_key', '=', emailKey).execute()
    return rows.map((row) => row.id)
  }

  return {
    /** Whom a link's token belongs to, with the subscriptions and whether the address is opposed; or null. */
    async byToken(token: string) {
      const contact = await db.selectFrom('contacts').selectAll().where('token', '=', token).executeTakeFirst()
      if (!contact) return null
      const held = await db
        .selectFrom('subscriptions')
        .innerJoin('contacts', 'contacts.id', 'subscriptions.contact_id')
        .select(['contact_id', 'publication', 'ground', 'since', 'until'])
        .where('email_key', '=', contact.email_key)
        .execute()
      const opposition = await db
        .selectFrom('suppressions')
        .select('since')
        .where('address_hash', '=', keyedHash(hashKey, contact.email_key))
        .executeTakeFirst()
      return {
        ...contact,
        subscriptions: held.filter((one) => one.contact_id === contact.id),
        /** Publications that the address gets, by whichever of its contacts. */
        receives: new Set(held.filter((one) => one.until === null).map((one) => one.publication)),
        opposed: opposition !== undefined,
      }
    },

    /** Stores what a person chose, for the whole address; the name for this contact alone. Only what differs is written. */
    async prefer(contactId: string, wish: Preferences, source: ChangeSource): Promise<void> {
      const contact = await db.selectFrom('contacts').selectAll().where('id', '=', contactId).executeTakeFirstOrThrow()
      const { receives } = (await this.byToken(contact.token)) ?? { receives: new Set<string>() }
      for (const publication of wish.shown) {
        const wanted = wish.publications.includes(publication)
        if (wanted && !receives.has(publication)) await subscriptions.ask(contactId, publication, source)
        if (!wanted && receives.has(publication))
          await subscriptions.unsubscribe(contactId, publication, source.door, source.who)
      }
      const changed: string[] = []
      for (const key of ['language', 'papers'] as const) {
        if (contact[key] === wish[key]) continue
        await db
          .updateTable('contacts')
          .set({ [key]: wish[key] })
          .where('email_key', '=', contact.email_key)
          .execute()
        changed.push(`${key}: ${contact[key]} → ${wish[key]}`)
      }
      if (contact.name !== wish.name) {
        await db.updateTable('contacts').set({ name: wish.name }).where('id', '=', contactId).execute()
        changed.push(`name: ${contact.name ?? '–'} → ${wish.name ?? '–'}`)
      }
      if (changed.length > 0)
        await journal.write([{ what: 'changed', contactId }], { ...source, note: changed.join('; ') })
    },

    /** Ends every subscription of the address, and enters it in the opposition list (GDPR art. 21.2 and 21.3). */
    async stopEverything(emailKey: string, source: ChangeSource): Promise<void> {
      const ids = await contactsOf(emailKey)
      if (ids[0]) await subscriptions.remember(ids[0])
      const ended = await db
        .updateTable('subscriptions')
        .set({ until: stamp(clock.now()), until_reason: source.door })
        .where('until', 'is', null)
        .where('contact_id', 'in', ids.length > 0 ? ids : [''])
        .returning(['contact_id', 'publication'])
        .execute()
      await journal.write(
        ended.map((one) => ({ what: 'unsubscribed', contactId: one.contact_id, publication: one.publication })),
        source,
      )
      await suppressions.suppress(emailKey, 'opposed', source)
    },

    /**
     * Takes an address off the opposition list, whatever put it there: when the person has given a new consent of their
     * own, or staff say that they asked. False when it was not on it. Call it inside a transaction.
     */
    async liftOpposition(emailKey: string, source: ChangeSource): Promise<boolean> {
      const lifted = await suppressions.lift(emailKey)
      const ids = lifted ? await contactsOf(emailKey) : []
      await journal.write(
        ids.map((contactId) => ({ what: 'opposition-lifted', contactId })),
        source,
      )
      return lifted
    },
  }
}
