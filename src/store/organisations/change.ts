import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import { newId, newToken } from '../../base/ids.js'
import { type ChangeSource, communeKey, emailKey, nameKey, type Papers, sortKey } from '../../domain/index.js'
import type { OrganisationRow } from '../directory/details.js'
import { journalRows } from '../journal.js'
import type { Schema } from '../schema.js'
import { contactDetails, contactVersion, type DetailName, organisationDetails, organisationVersion } from './look.js'

/** An organisation's details as columns: lists as JSON, `poster` as 1 or 0. */
export type DetailValues = Pick<OrganisationRow, DetailName>

export interface ContactValues {
  name: string | null
  role: string | null
  /** As `normalAddress` gives it. */
  email: string
  language: string
  papers: Papers
}

/** One value that a change replaces. */
export interface ValueChange {
  column: string
  before: unknown
  after: unknown
}

/** What came of a form: stale where the row has changed since it was looked at. */
export type SaveOutcome = 'saved' | 'unchanged' | 'unknown' | 'stale' | 'taken'

/** Writes down changes in words, for the journal. */
type InWords = (changes: ValueChange[]) => string

/**
 * Changes of the directory by hand, one row at a time, each with its line in the journal. Lines about an organisation
 * name it; those about a contact go with the contact when it is erased. Call them inside a transaction.
 */
export function changeRows(db: Kysely<Schema>, clock: Clock) {
  const journal = journalRows(db, clock)
  const tellOrganisation = (id: string, source: ChangeSource, note: string) =>
    journal.write([{ what: 'changed', contactId: null, subject: `organisation/${id}` }], { ...source, note })
  const tellContact = (contactId: string, source: ChangeSource, note: string) =>
    journal.write([{ what: 'changed', contactId }], { ...source, note })

  const sameIn = (organisationId: string | null, key: string) =>
    db
      .selectFrom('contacts')
      .select('id')
      .where('email_key', '=', key)
      .where('organisation_id', organisationId === null ? 'is' : '=', organisationId)

  return {
    /** Enters an organisation by hand; gives its id. */
    async addOrganisation(values: DetailValues, source: ChangeSource): Promise<string> {
      const id = newId()
      const row = { id, ...columnsOf(values), created_at: stamp(clock.now()), import_id: null, found_by: null }
      await db.insertInto('organisations').values(row).execute()
      await tellOrganisation(id, source, source.note ?? values.name)
      return id
    },

    /** Writes what differs, if the row is still what `version` stands for. */
    async saveOrganisation(
      id: string,
      version: string,
      values: DetailValues,
      source: ChangeSource,
      inWords: InWords,
    ): Promise<SaveOutcome> {
      const row = await db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return 'unknown'
      const changes = differences(row, values, organisationDetails)
      if (changes.length === 0) return 'unchanged'
      if (organisationVersion(row) !== version) return 'stale'
      await db.updateTable('organisations').set(columnsOf(values)).where('id', '=', id).execute()
      await tellOrganisation(id, source, inWords(changes))
      return 'saved'
    },

    /** Enters a contact by hand, subscribed to nothing yet; null when its organisation has that address already. */
    async addContact(
      organisationId: string | null,
      values: ContactValues,
      source: ChangeSource,
    ): Promise<string | null> {
      const key = emailKey(values.email)
      if (await sameIn(organisationId, key).executeTakeFirst()) return null
      const id = newId()
      const row = { id, organisation_id: organisationId, ...values, email_key: key, token: newToken() }
      await db
        .insertInto('contacts')
        .values({ ...row, created_at: stamp(clock.now()), import_id: null })
        .execute()
      await tellContact(id, source, source.note ?? '')
      return id
    },

    /** Writes what differs, if the row is still what `version` stands for. */
    async saveContact(
      id: string,
      version: string,
      values: ContactValues,
      source: ChangeSource,
      inWords: InWords,
    ): Promise<SaveOutcome> {
      const row = await db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return 'unknown'
      const changes = differences(row, values, contactDetails)
      if (changes.length === 0) return 'unchanged'
      if (contactVersion(row) !== version) return 'stale'
      const key = emailKey(values.email)
      const others = await sameIn(row.organisation_id, key).where('id', '!=', id).executeTakeFirst()
      if (others) return 'taken'
      await db
        .updateTable('contacts')
        .set({ ...values, email_key: key })
        .where('id', '=', id)
        .execute()
      await tellContact(id, source, inWords(changes))
      return 'saved'
    },

    /**
     * Takes a contact out of its organisation. Who was never written to is gone; who was keeps a working link in those
     * messages, and only receives nothing more.
     */
    async removeContact(id: string, source: ChangeSource): Promise<'gone' | 'kept' | 'unknown'> {
      const row = await db.selectFrom('contacts').select(['id', 'email_key']).where('id', '=', id).executeTakeFirst()
      if (!row) return 'unknown'
      const written = await db
        .selectFrom('deliveries')
        .select('id')
        .where('email_key', '=', row.email_key)
        .where('contact_id', '=', id)
        .limit(1)
        .executeTakeFirst()
      await tellContact(id, source, source.note ?? '')
      if (written) {
        await db
          .updateTable('subscriptions')
          .set({ until: stamp(clock.now()), until_reason: source.door })
          .where('contact_id', '=', id)
          .where('until', 'is', null)
          .execute()
        await db.updateTable('contacts').set({ organisation_id: null }).where('id', '=', id).execute()
        return 'kept'
      }
      await db.deleteFrom('subscriptions').where('contact_id', '=', id).execute()
      await db.deleteFrom('import_changes').where('row_id', '=', id).execute()
      await db.deleteFrom('contacts').where('id', '=', id).execute()
      return 'gone'
    },
  }
}

/** The details and no more, with the name and the commune as compared, and as sorted. */
function columnsOf(values: DetailValues) {
  const details = Object.fromEntries(organisationDetails.map((column) => [column, values[column]])) as DetailValues
  const { name, commune } = values
  return { ...details, name_key: nameKey(name), sort_key: sortKey(name), commune_key: communeKey(commune) }
}

/** The columns in which what is wanted differs from what is there. */
export function differences<K extends string>(
  row: Readonly<Record<K, unknown>>,
  wanted: Readonly<Record<K, unknown>>,
  among: readonly K[],
): ValueChange[] {
  return among
    .filter((column) => (row[column] ?? null) !== (wanted[column] ?? null))
    .map((column) => ({ column, before: row[column], after: wanted[column] }))
}
