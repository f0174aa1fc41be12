import type { Kysely } from 'kysely'

/** Which later list was the first to name what an import had added, so that undoing that import leaves it there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['contacts', 'subscriptions'])
    await db.schema.alterTable(table).addColumn('found_by', 'text').execute()
}
