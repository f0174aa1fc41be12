import { type Kysely, sql } from 'kysely'

interface Deliveries {
  deliveries: {
    id: string
    email_key: string
    domain: string
    state: string
    next_at: string | null
    updated_at: string
  }
}

/**
 * What pace and fault handling need: a delivery's domain, the enhanced status of replies, counts of what left, the
 * mail server's circuit breaker. Every waiting delivery gets an hour, so that one index serves all claims.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const data = db as Kysely<Deliveries>
  await db.schema
    .alterTable('deliveries')
    .addColumn('domain', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await db.schema.alterTable('deliveries').addColumn('status', 'text').execute()
  await db.schema.alterTable('delivery_events').addColumn('status', 'text').execute()
  await data
    .updateTable('deliveries')
    .set((eb) => ({ next_at: eb.ref('updated_at') }))
    .where('state', 'in', ['pending', 'deferred'])
    .where('next_at', 'is', null)
    .execute()
  // The host is what follows the last "@"; no address has two outside quotes, and quoted ones are left without.
  await data
    .updateTable('deliveries')
    .set({ domain: sql<string>`replace(email_key, rtrim(email_key, replace(email_key, '@', '')), '')` })
    .execute()
  await db.schema.dropIndex('deliveries_state').execute()
  await db.schema
    .createIndex('deliveries_next')
    .on('deliveries')
    .columns(['campaign_id', 'state', 'next_at', 'id'])
    .execute()
  // Audiences are read page by page, in the order of entry.
  await db.schema.createIndex('contacts_entry').on('contacts').columns(['created_at', 'id']).execute()

  await db.schema
    .createTable('pace_scopes')
    .addColumn('scope', 'text', (c) => c.primaryKey())
    .execute()
  await db.schema
    .createTable('pace_slots')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('slot', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('pace_slots_key', ['scope', 'slot'])
    .execute()
  await db.schema
    .createTable('mail_servers')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('closed_until', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('reply', 'text', (c) => c.notNull())
    .execute()
}
