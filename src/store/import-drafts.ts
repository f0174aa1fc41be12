import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId } from '../base/ids.js'
import type { Schema } from './schema.js'

export type DraftState = 'new' | 'rehearsing' | 'rehearsed' | 'importing' | 'done' | 'failed'

export interface ImportDraftsTable {
  id: string
  staff_id: string
  who: string
  /** The name under which it was handed in; only ever shown. */
  file: string
  body: Uint8Array
  state: DraftState
  /** What staff say of its columns, by heading, as JSON. */
  columns: string
  /** What its lines are subscribed to, as JSON. */
  publications: string
  /** How many have been read. */
  lines: number
  /** As JSON; of the dry run, then of the import. */
  report: string | null
  /** A sentence. */
  failure: string | null
  import_id: string | null
  created_at: string
}

export type ImportDraft = Omit<ImportDraftsTable, 'body'>
type Change = Partial<Omit<ImportDraftsTable, 'id' | 'staff_id' | 'who' | 'file' | 'created_at'>>

/** How long a list waits for a decision. */
const keptHours = 24

/** Lists that staff handed in and have not decided about: kept for a day, and seen by whoever handed them in. */
export function importDraftRows(db: Kysely<Schema>, clock: Clock) {
  return {
    async add(draft: Pick<ImportDraftsTable, 'staff_id' | 'who' | 'file' | 'body' | 'publications'>): Promise<string> {
      const id = newId()
      const begin = { id, state: 'new', columns: '{}', lines: 0, report: null, failure: null, import_id: null } as const
      await db
        .insertInto('import_drafts')
        .values({ ...draft, ...begin, created_at: stamp(clock.now()) })
        .execute()
      return id
    },

    /** A draft without its bytes; null when there is none, or it is another's. */
    async byId(id: string, staffId: string | null = null): Promise<ImportDraft | null> {
      let query = db
        .selectFrom('import_drafts')
        .select(['id', 'staff_id', 'who', 'file', 'state', 'columns', 'publications', 'lines', 'report', 'failure'])
        .select(['import_id', 'created_at'])
        .where('id', '=', id)
      if (staffId !== null) query = query.where('staff_id', '=', staffId)
      return (await query.executeTakeFirst()) ?? null
    },

    /** The bytes that were handed in. */
    async body(id: string): Promise<Uint8Array | null> {
      return (await db.selectFrom('import_drafts').select('body').where('id', '=', id).executeTakeFirst())?.body ?? null
    },

    /** Takes a draft from one of some states to another; false when it is in none of them. */
    async move(id: string, from: readonly DraftState[], change: Change): Promise<boolean> {
      const moved = await db
        .updateTable('import_drafts')
        .set(change)
        .where('id', '=', id)
        .where('state', 'in', from)
        .executeTakeFirst()
      return moved.numUpdatedRows > 0n
    },

    async remove(id: string, staffId: string): Promise<void> {
      await db.deleteFrom('import_drafts').where('id', '=', id).where('staff_id', '=', staffId).execute()
    },

    /** Forgets what nobody decided about for a day. */
    async forget(): Promise<void> {
      const before = stamp(clock.now().subtract({ hours: keptHours }))
      await db.deleteFrom('import_drafts').where('created_at', '<', before).execute()
    },
  }
}
