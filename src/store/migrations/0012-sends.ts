import { type Kysely, sql } from 'kysely'

/** What the console's screens of sends and figures ask for: pages without waiting, and downloads counted by day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('campaigns_created').on('campaigns').columns(['created_at', 'id']).execute()
  // Most lines have no reason: they cost this index nothing.
  await sql`create index deliveries_reason on deliveries (campaign_id, reason, id) where reason is not null`.execute(db)
  await sql`create index bounces_delivery on bounces (delivery_id) where delivery_id is not null`.execute(db)
  await db.schema.createIndex('bounces_at').on('bounces').column('at').execute()
  await db.schema.createIndex('journal_what').on('journal').columns(['what', 'at']).execute()

  // Sums only: nothing here tells who, from where or with what.
  await db.schema
    .createTable('downloads')
    .addColumn('issue_id', 'text', (c) => c.notNull().references('issues.id'))
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('downloads_key', ['issue_id', 'file', 'day'])
    .execute()
  await db.schema.createIndex('downloads_day').on('downloads').column('day').execute()
}
