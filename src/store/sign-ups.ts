import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId, newToken } from '../base/ids.js'
import { type AgreedText, emailKey, thePerson } from '../domain/index.js'
import { consentRows } from './consent.js'
import type { Schema } from './schema.js'
import { subscriptionRows } from './subscriptions.js'

export interface NewSignUp {
  email: string
  name: string | null
  language: string
  publications: readonly string[]
  agreed: AgreedText
  expiresAt: Temporal.Instant
}

export interface SignUp extends NewSignUp {
  id: string
  /** The secret of the link in the confirmation mail. */
  token: string
  askedAt: Temporal.Instant
  confirmedAt: Temporal.Instant | null
}

const signUpOf = (row: Schema['sign_ups']): SignUp => ({
  id: row.id,
  token: row.token,
  email: row.email,
  name: row.name,
  language: row.language,
  publications: JSON.parse(row.publications) as string[],
  agreed: { text: row.agreed_text, version: row.agreed_version },
  askedAt: Temporal.Instant.from(row.asked_at),
  expiresAt: Temporal.Instant.from(row.expires_at),
  confirmedAt: row.confirmed_at === null ? null : Temporal.Instant.from(row.confirmed_at),
})

/**
 * Forms that were filled in. They ask; the person's own click in the mail consents. What is kept as proof is the text,
 * the instants and the address that confirmed; no network address, since the click from the mailbox proves more, and
 * what proves nothing is not collected (GDPR art. 5.1 c).
 */
export function signUpRows(db: Kysely<Schema>, clock: Clock, hashKey: string) {
  return {
    /** Keeps a form as it was filled in; gives its id, which unlike the token is no secret. */
    async add({ email, name, language, publications, agreed, expiresAt }: NewSignUp): Promise<string> {
      const id = newId()
      await db
        .insertInto('sign_ups')
        .values({
          id,
          token: newToken(),
          email,
          email_key: emailKey(email),
          name,
          language,
          publications: JSON.stringify(publications),
          agreed_text: agreed.text,
          agreed_version: agreed.version,
          asked_at: stamp(clock.now()),
          expires_at: stamp(expiresAt),
          confirmed_at: null,
        })
        .execute()
      return id
    },

    /** How often an address was entered since an instant. */
    async countSince(email: string, since: Temporal.Instant): Promise<number> {
      const { count } = await db
        .selectFrom('sign_ups')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('email_key', '=', emailKey(email))
        .where('asked_at', '>=', stamp(since))
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    async byId(id: string): Promise<SignUp | null> {
      const row = await db.selectFrom('sign_ups').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? signUpOf(row) : null
    },

    async byToken(token: string): Promise<SignUp | null> {
      const row = await db.selectFrom('sign_ups').selectAll().where('token', '=', token).executeTakeFirst()
      return row ? signUpOf(row) : null
    },

    /**
     * The person confirms: the address is entered, subscribed, and taken off the opposition list, since this is a new
     * and explicit consent. Gives the token of the contact's own pages; null when there is no such sign-up, or its time
     * has passed. Safe to repeat. Call it inside a transaction.
     */
    async confirm(token: string): Promise<string | null> {
      const row = await db.selectFrom('sign_ups').selectAll().where('token', '=', token).executeTakeFirst()
      if (!row) return null
      const known = await db
        .selectFrom('contacts')
        .select(['id', 'token'])
        .where('email_key', '=', row.email_key)
        .orderBy('created_at')
        .orderBy('id')
        .executeTakeFirst()
      if (row.confirmed_at !== null) return known?.token ?? null
      if (row.expires_at < stamp(clock.now())) return null
      const contact = known ?? { id: newId(), token: newToken() }
      if (!known) {
        await db
          .insertInto('contacts')
          .values({
            ...contact,
            organisation_id: null,
            name: row.name,
            role: null,
            email: row.email,
            email_key: row.email_key,
            language: row.language,
            created_at: stamp(clock.now()),
          })
          .execute()
      }
      const agreed = { text: row.agreed_text, version: row.agreed_version }
      const source = { who: thePerson, door: 'sign-up' as const, agreed, note: `asked ${row.asked_at}` }
      for (const publication of JSON.parse(row.publications) as string[])
        await subscriptionRows(db, clock).ask(contact.id, publication, source)
      await consentRows(db, clock, hashKey).liftOpposition(row.email_key, source)
      await db
        .updateTable('sign_ups')
        .set({ confirmed_at: stamp(clock.now()) })
        .where('token', '=', token)
        .execute()
      return contact.token
    },
  }
}
