import { type Kysely, sql } from 'kysely'
import type { Engine, GivenColumns } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { organisationColumns, type OrganisationRow, type RowChange, writtenOrganisations } from './details.js'
import type { ContactRow, Ended } from './look-up.js'

export interface NewContact extends ContactRow {
  role: string | null
  email: string
  token: string
  created_at: string
}

export interface NewSubscription extends Ended {
  contact_id: string
  publication: string
}

/** What a part of a list comes to: written with one statement per kind of row. */
export interface Writing {
  organisations: OrganisationRow[]
  contacts: NewContact[]
  /** Of new contacts. */
  subscriptions: NewSubscription[]
  /** Of contacts that are there already, and may have them already; by contact and publication. */
  moreSubscriptions: Map<string, NewSubscription>
  /** Rows that were there before, with their new values, by id. */
  changedOrganisations: Map<string, OrganisationRow>
  changedContacts: Map<string, ContactRow>
  /** The rows among them that are not in the database yet. */
  fresh: Set<object>
  changes: { id: string; noun: 'organisation' | 'contact'; row_id: string; change: RowChange }[]
}

export const newWriting = (): Writing => ({
  organisations: [],
  contacts: [],
  subscriptions: [],
  moreSubscriptions: new Map(),
  changedOrganisations: new Map(),
  changedContacts: new Map(),
  fresh: new Set(),
  changes: [],
})

const contactColumns = {
  id: 'text',
  organisation_id: 'text',
  name: 'text',
  role: 'text',
  email: 'text',
  email_key: 'text',
  language: 'text',
  token: 'text',
} as const
const { id, organisation_id, name, role, language } = contactColumns
export const changingContact = { id, organisation_id, name, role, language, found_by: 'text' } as const
const subscriptionColumns = { contact_id: 'text', publication: 'text', until: 'text', until_reason: 'text' } as const
const changeColumns = { id: 'text', noun: 'text', row_id: 'text', before: 'text', after: 'text' } as const

/** Gives rows the values of `columns`, with one statement. */
export async function updateRows<C extends GivenColumns & { id: 'text' }>(
  db: Kysely<Schema>,
  engine: Engine,
  table: 'organisations' | 'contacts',
  columns: C,
  rows: { [K in keyof C]: unknown }[],
): Promise<void> {
  if (rows.length === 0) return
  const sets = Object.keys(columns)
    .filter((column) => column !== 'id')
    .map((column) => sql`${sql.ref(column)} = given.${sql.ref(column)}`)
  await sql`update ${sql.table(table)} set ${sql.join(sets)} from ${engine.given(columns, rows)}
    where ${sql.ref(`${table}.id`)} = given.id`.execute(db)
}

/** Writes what a part of an import comes to; nothing of it may be there yet. Subscriptions begin at `since`. */
export async function write(
  db: Kysely<Schema>,
  engine: Engine,
  writing: Writing,
  { importId, ground, since }: { importId: string; ground: string; since: string },
): Promise<void> {
  const load = async <C extends GivenColumns>(
    table: keyof Schema,
    columns: C,
    rows: { [K in keyof C]: unknown }[],
    same: Record<string, string>,
  ) => {
    if (rows.length > 0) await engine.load(db, table, columns, rows, { ...same, import_id: importId })
  }
  const [added, changed] = [writing.organisations, writing.changedOrganisations.values()].map(writtenOrganisations)
  await load('organisations', organisationColumns, added ?? [], { created_at: since })
  await updateRows(db, engine, 'organisations', organisationColumns, changed ?? [])
  await load('contacts', contactColumns, writing.contacts, { created_at: since })
  await updateRows(db, engine, 'contacts', changingContact, [...writing.changedContacts.values()])
  await load('subscriptions', subscriptionColumns, writing.subscriptions, { ground, since })
  if (writing.moreSubscriptions.size > 0) {
    const more = engine.given(subscriptionColumns, [...writing.moreSubscriptions.values()])
    // SQLite needs the "where" to tell this "on" from a join's.
    await sql`insert into subscriptions (contact_id, publication, ground, since, until, until_reason, import_id)
      select contact_id, publication, cast(${ground} as text), cast(${since} as text), until, until_reason, cast(${importId} as text)
      from ${more} where true on conflict do nothing`.execute(db)
    // Not "on conflict do update", which would lock every row of a list that comes each week.
    await sql`update subscriptions set found_by = ${importId} from ${more}
      where subscriptions.contact_id = given.contact_id and subscriptions.publication = given.publication
        and subscriptions.found_by is null and subscriptions.import_id != ${importId}`.execute(db)
  }
  const changes = writing.changes.map(({ change, ...one }) => ({
    ...one,
    before: JSON.stringify(change.before),
    after: JSON.stringify(change.after),
  }))
  await load('import_changes', changeColumns, changes, {})
}
