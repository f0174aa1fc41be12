import { type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import type { Schema } from '../schema.js'

/** Why a contact that an import added stays: it was written to, it made a choice, or another import changed it. */
export type KeptBecause = 'written' | 'chose' | 'changed'

export interface UndoReport {
  /** What the import had added, and is gone. */
  contacts: number
  organisations: number
  /** How many rows that the import had changed are as before. */
  restored: number
  /** What is not as before, because something has happened since; the addresses of contacts, the names of organisations. */
  kept: { what: string; why: KeptBecause }[]
}

const tables = { organisation: 'organisations', contact: 'contacts' } as const

/**
 * Takes back an import: what it added goes, what it changed becomes what it was. What has happened since stays: somebody
 * who was written to keeps a working link in that message, though nothing more is sent; who chose keeps the choice;
 * values that have changed again stay. Null when there is no such import, or it is undone already.
 */
export async function undoImport(
  db: Kysely<Schema>,
  clock: Clock,
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
  const { restored, kept } = await restoreChanges(db, importId)
  await db.deleteFrom('import_changes').where('import_id', '=', importId).execute()
  await db
    .deleteFrom('subscriptions')
    .where('import_id', '=', importId)
    .where('until', 'is', null)
    .where('ground', '!=', 'asked')
    .execute()
  const gone = await db
    .deleteFrom('contacts')
    .where('import_id', '=', importId)
    .where(sql<boolean>`not exists (select 1 from subscriptions where contact_id = contacts.id)`)
    .where(sql<boolean>`not exists (select 1 from import_changes where row_id = contacts.id)`)
    .where(sql<boolean>`id not in (select contact_id from deliveries)`)
    .executeTakeFirst()
  const emptied = await db
    .deleteFrom('organisations')
    .where('import_id', '=', importId)
    .where(sql<boolean>`not exists (select 1 from contacts where organisation_id = organisations.id)`)
    .where(sql<boolean>`not exists (select 1 from import_changes where row_id = organisations.id)`)
    .executeTakeFirst()
  return {
    contacts: Number(gone.numDeletedRows),
    organisations: Number(emptied.numDeletedRows),
    restored,
    kept: [...kept, ...(await keptContacts(db, importId))],
  }
}

/** Goes back through what the import changed, the latest first: a row may have been changed by several lines. */
async function restoreChanges(db: Kysely<Schema>, importId: string) {
  const restoredRows = new Set<string>()
  const kept = new Map<string, { what: string; why: KeptBecause }>()
  for (let before = '~'; ;) {
    const changes = await db
      .selectFrom('import_changes')
      .selectAll()
      .where('import_id', '=', importId)
      .where('id', '<', before)
      .orderBy('id', 'desc')
      .limit(500)
      .execute()
    for (const change of changes) {
      const table = tables[change.noun]
      const row = (await db.selectFrom(table).selectAll().where('id', '=', change.row_id).executeTakeFirst()) as
        Record<string, unknown> | undefined
      if (!row) continue
      const [was, became] = [change.before, change.after].map((one) => JSON.parse(one) as Record<string, unknown>)
      const untouched = Object.entries(was ?? {}).filter(([column]) => row[column] === became?.[column])
      if (untouched.length > 0) {
        await db.updateTable(table).set(Object.fromEntries(untouched)).where('id', '=', change.row_id).execute()
        restoredRows.add(change.row_id)
      }
      if (untouched.length < Object.keys(was ?? {}).length)
        kept.set(change.row_id, { what: String(row['email'] ?? row['name']), why: 'changed' })
    }
    const last = changes.at(-1)
    if (!last) return { restored: restoredRows.size, kept: [...kept.values()] }
    before = last.id
  }
}

async function keptContacts(db: Kysely<Schema>, importId: string) {
  const rows = await db
    .selectFrom('contacts')
    .select('email as what')
    .select((eb) => [
      eb
        .exists(eb.selectFrom('subscriptions').select('contact_id').whereRef('contact_id', '=', 'contacts.id'))
        .as('chose'),
      sql<boolean>`contacts.id in (select contact_id from deliveries)`.as('written'),
    ])
    .where('import_id', '=', importId)
    .orderBy('id')
    .execute()
  return rows.map(({ what, chose, written }) => {
    const why: KeptBecause = chose ? 'chose' : written ? 'written' : 'changed'
    return { what, why }
  })
}
