import type { Kysely } from 'kysely'

/**
 * How the stops of a round were put in order, and the ways by road between them where a service told them; and since
 * when nothing shows a picture that was handed in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('rounds')
    .addColumn('way_by', 'text', (c) => c.notNull().defaultTo('distance'))
    .execute()
  for (const column of ['back_metres', 'back_seconds'])
    await db.schema.alterTable('rounds').addColumn(column, 'integer').execute()
  for (const column of ['metres', 'seconds'])
    await db.schema.alterTable('round_stops').addColumn(column, 'integer').execute()
  await db.schema.alterTable('issue_uploads').addColumn('unused_since', 'text').execute()
}
