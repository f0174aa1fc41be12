import { type Kysely, sql } from 'kysely'

/**
 * Sign-up with a confirmation, the choice of attached or linked papers, and the journal of who changed what. What stood
 * before gets its first lines in the journal, so that the history of every subscription begins where it began.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['contacts', 'deliveries'])
    await db.schema
      .alterTable(table)
      .addColumn('papers', 'text', (c) => c.notNull().defaultTo('attached'))
      .execute()

  await db.schema
    .createTable('sign_ups')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('name', 'text')
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('publications', 'text', (c) => c.notNull())
    .addColumn('agreed_text', 'text', (c) => c.notNull())
    .addColumn('agreed_version', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('confirmed_at', 'text')
    .execute()
  await db.schema.createIndex('sign_ups_email_key').on('sign_ups').columns(['email_key', 'asked_at']).execute()

  // No reference to the contact: the journal outlives what an undone import takes away.
  await db.schema
    .createTable('journal')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('door', 'text', (c) => c.notNull())
    .addColumn('contact_id', 'text')
    .addColumn('publication', 'text')
    .addColumn('ground', 'text')
    .addColumn('agreed_text', 'text')
    .addColumn('agreed_version', 'text')
    .addColumn('note', 'text')
    .execute()
  await db.schema.createIndex('journal_contact').on('journal').columns(['contact_id', 'at']).execute()

  await sql`insert into journal (id, at, who, what, door, contact_id, publication, ground)
    select 'begin-' || contact_id || '-' || publication, since, 'program', 'subscribed', 'import',
      contact_id, publication, ground from subscriptions`.execute(db)
  await sql`insert into journal (id, at, who, what, door, contact_id, publication)
    select 'end-' || contact_id || '-' || publication, until, 'person', 'unsubscribed', case until_reason when 'page' then 'unsubscribe-page' else coalesce(until_reason, 'command') end,
      contact_id, publication from subscriptions where until is not null`.execute(db)
}
