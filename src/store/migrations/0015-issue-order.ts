import type { Kysely } from 'kysely'

/** What was sent, in the order in which it is shown: without it every issue is read whole for a page of the archive. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('issues_state_period').on('issues').columns(['state', 'period', 'publication']).execute()
}
