import { type Kysely, sql } from 'kysely'

/** Staff may pause and stop a send; what they do is kept. Small indexes find what is under way, in doubt, or left last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('campaigns')
    .addColumn('halted', 'text', (c) => c.check(sql`halted in ('paused', 'stopped')`))
    .execute()
  await db.schema.alterTable('campaigns').addColumn('halted_at', 'text').execute()
  await db.schema.alterTable('campaigns').addColumn('halted_by', 'text').execute()

  await db.schema
    .createTable('campaign_events')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('campaign_id', 'text', (c) => c.notNull().references('campaigns.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('note', 'text')
    .execute()
  await db.schema.createIndex('campaign_events_campaign').on('campaign_events').columns(['campaign_id', 'id']).execute()

  // A campaign's row holds its whole message: those that are over must not be read through.
  await sql`create index campaigns_unfinished on campaigns (created_at) where state != 'done'`.execute(db)
  await sql`create index deliveries_uncertain on deliveries (campaign_id, id) where state = 'uncertain'`.execute(db)
  await sql`create index deliveries_accepted on deliveries (updated_at) where state = 'accepted'`.execute(db)
}
