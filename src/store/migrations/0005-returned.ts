import { type Kysely, sql } from 'kysely'

/** What comes back: how far the mailbox was read, each message once, and the bounces of each address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('returned_mailboxes')
    .addColumn('mailbox', 'text', (c) => c.primaryKey())
    .addColumn('uid_validity', 'text', (c) => c.notNull())
    .addColumn('last_uid', 'integer', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('returned_messages')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('mailbox', 'text', (c) => c.notNull())
    .addColumn('uid_validity', 'text', (c) => c.notNull())
    .addColumn('uid', 'integer', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('filed', 'integer', (c) => c.notNull())
    .addColumn('source', 'blob')
    .addUniqueConstraint('returned_messages_once', ['mailbox', 'fingerprint'])
    .execute()
  await sql`create index returned_messages_unfiled on returned_messages (mailbox, uid_validity) where filed = 0`.execute(
    db,
  )
  await sql`create index returned_messages_source on returned_messages (at) where source is not null`.execute(db)

  await db.schema
    .createTable('bounces')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('address_hash', 'text', (c) => c.notNull())
    .addColumn('delivery_id', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  // A report may name nothing but the address.
  await db.schema.createIndex('deliveries_address').on('deliveries').column('email_key').execute()
  await db.schema.createIndex('bounces_address').on('bounces').columns(['address_hash', 'at']).execute()
}
