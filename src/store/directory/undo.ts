import { type Kysely, type Selectable, sql } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import type { Engine } from '../engine/engine.js'
import type { ContactsTable, Schema } from '../schema.js'
import { organisationColumns, type OrganisationRow, writtenOrganisations } from './details.js'
import { changingContact, updateRows } from './write.js'

/** Why what an import added stays: a later list names it, it was written to, it made a choice, or it was changed since. */
export type KeptBecause = 'found' | 'written' | 'chose' | 'changed'

const changesPerPage = 2000

export interface UndoReport {
  /** What the import had added, and is gone. */
  contacts: number
  organisations: number
  /** How many rows that the import had changed are as before. */
  restored: number
  /** What is not as before, because something has happened since; the addresses of contacts, the names of organisations. */
  kept: { what: string; why: KeptBecause }[]
}

/**
 * Takes back an import: what it added goes, what it changed becomes what it was. What has happened since stays: what a
 * later list names too; somebody who was written to keeps a working link in that message, though nothing more is sent;
 * who chose keeps the choice; values that have changed again stay. Null when there is no such import, or it is undone
 * already.
 */
export async function undoImport(
  db: Kysely<Schema>,
  clock: Clock,
  engine: Engine,
  importId: string,
  who: string,
): Promise<UndoReport | null> {
  const now = stamp(clock.now())
  const marked = await db
    .updateTable('imports')
    .set({ undone_at: now, undone_by: who })
    .where('id', '=', importId)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  if (marked.numUpdatedRows === 0n) return null
  const { restored, kept } = await restoreChanges(db, engine, importId)
  await db.deleteFrom('import_changes').where('import_id', '=', importId).execute()
  await handOn(db, importId)
  await db
    .deleteFrom('subscriptions')
    .where('import_id', '=', importId)
    .where('found_by', 'is', null)
    .where('until', 'is', null)
    .where('ground', '!=', 'asked')
    .execute()
  const gone = await db
    .deleteFrom('contacts')
    .where('import_id', '=', importId)
    .where('found_by', 'is', null)
    .where(sql<boolean>`not exists (select 1 from subscriptions where contact_id = contacts.id)`)
    .where(sql<boolean>`not exists (select 1 from import_changes where row_id = contacts.id)`)
    .where(sql<boolean>`not exists (select 1 from journal where contact_id = contacts.id and door = 'console')`)
    .where(sql<boolean>`id not in (select contact_id from deliveries)`)
    .executeTakeFirst()
  const emptied = await db
    .deleteFrom('organisations')
    .where('import_id', '=', importId)
    .where('found_by', 'is', null)
    .where(sql<boolean>`not exists (select 1 from contacts where organisation_id = organisations.id)`)
    .where(sql<boolean>`not exists (select 1 from import_changes where row_id = organisations.id)`)
    .where(sql<boolean>`not exists (select 1 from journal where subject = 'organisation/' || organisations.id)`)
    .executeTakeFirst()
  return {
    contacts: Number(gone.numDeletedRows),
    organisations: Number(emptied.numDeletedRows),
    restored,
    kept: [...kept, ...(await keptContacts(db, importId)), ...(await keptAlone(db, importId))],
  }
}

/**
 * What this import was the first to find again, the next one after it may have found too: only who is first is kept. It
 * is held to have, where there is one: what is in doubt stays.
 */
async function handOn(db: Kysely<Schema>, importId: string): Promise<void> {
  const { next } = await db
    .selectFrom('imports')
    .select((eb) => eb.fn.min('id').as('next'))
    .where('id', '>', importId)
    .where('undone_at', 'is', null)
    .executeTakeFirstOrThrow()
  for (const table of ['organisations', 'contacts', 'subscriptions'] as const)
    await db.updateTable(table).set({ found_by: next }).where('found_by', '=', importId).execute()
}

type Row = OrganisationRow | Selectable<ContactsTable>

/** Goes back through what the import changed, the latest first: a row may have been changed by several lines. */
async function restoreChanges(db: Kysely<Schema>, engine: Engine, importId: string) {
  const restored = new Set<string>()
  const kept = new Map<string, { what: string; why: KeptBecause }>()
  for (let before = '~'; ;) {
    const changes = await db
      .selectFrom('import_changes')
      .selectAll()
      .where('import_id', '=', importId)
      .where('id', '<', before)
      .orderBy('id', 'desc')
      .limit(changesPerPage)
      .execute()
    const last = changes.at(-1)
    if (!last) return { restored: restored.size, kept: [...kept.values()] }
    before = last.id
    const ids = Array.from(new Set(changes.map((change) => change.row_id)), (id) => ({ id }))
    const rowsOf = async <R extends Row>(table: 'organisations' | 'contacts') =>
      (
        await sql<R>`select ${sql.table(table)}.* from ${engine.given({ id: 'text' }, ids)}
          join ${sql.table(table)} on ${sql.ref(`${table}.id`)} = given.id`.execute(db)
      ).rows
    const organisations = await rowsOf<OrganisationRow>('organisations')
    const contacts = await rowsOf<Selectable<ContactsTable>>('contacts')
    const rows = new Map(
      [...organisations, ...contacts].map((row) => [row.id, row as unknown as Record<string, unknown>]),
    )
    for (const { row_id, ...change } of changes) {
      const row = rows.get(row_id)
      if (!row) continue
      const [was, became] = [change.before, change.after].map((one) => JSON.parse(one) as Record<string, unknown>)
      const untouched = Object.entries(was ?? {}).filter(([column]) => row[column] === became?.[column])
      Object.assign(row, Object.fromEntries(untouched))
      if (untouched.length > 0) restored.add(row_id)
      if (untouched.length < Object.keys(was ?? {}).length)
        kept.set(row_id, { what: String(row['email'] ?? row['name']), why: 'changed' })
    }
    await updateRows(db, engine, 'organisations', organisationColumns, writtenOrganisations(organisations))
    await updateRows(db, engine, 'contacts', changingContact, contacts)
  }
}

/** Organisations that the import added and that stay without a contact of their own. */
async function keptAlone(db: Kysely<Schema>, importId: string): Promise<UndoReport['kept']> {
  const rows = await db
    .selectFrom('organisations')
    .select(['name as what', 'found_by'])
    .where('import_id', '=', importId)
    .where(sql<boolean>`not exists (select 1 from contacts where organisation_id = organisations.id)`)
    .orderBy('id')
    .execute()
  return rows.map(({ what, found_by }) => ({ what, why: found_by === null ? 'changed' : 'found' }))
}

async function keptContacts(db: Kysely<Schema>, importId: string) {
  const rows = await db
    .selectFrom('contacts')
    .select(['email as what', 'found_by'])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('subscriptions')
            .select('contact_id')
            .whereRef('contact_id', '=', 'contacts.id')
            .where('subscriptions.found_by', 'is', null),
        )
        .as('chose'),
      sql<boolean>`contacts.id in (select contact_id from deliveries)`.as('written'),
    ])
    .where('import_id', '=', importId)
    .orderBy('id')
    .execute()
  return rows.map(({ what, found_by, chose, written }) => {
    const why: KeptBecause = chose ? 'chose' : written ? 'written' : found_by !== null ? 'found' : 'changed'
    return { what, why }
  })
}
