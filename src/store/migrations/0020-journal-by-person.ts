import type { Kysely } from 'kysely'

/** What one person did is read by an index, however long the journal has grown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('journal_who').on('journal').columns(['who', 'at', 'id']).execute()
}
