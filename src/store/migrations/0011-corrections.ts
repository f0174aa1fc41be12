import type { Kysely } from 'kysely'

/**
 * What staff correct in an issue, what the article said each time that it was read, and who has looked at which reading.
 * `corrected` counts the changes of an issue's corrections, `rendered` how many of them its files hold.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const issue = 'issues.id' as const
  await db.schema
    .alterTable('issues')
    .addColumn('corrected', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('issues')
    .addColumn('rendered', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('issues').addColumn('source', 'text').execute()

  await db.schema
    .createTable('issue_corrections')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('issue_id', 'text', (c) => c.notNull().references(issue))
    .addColumn('target_key', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('field', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('said', 'text', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addUniqueConstraint('issue_corrections_once', ['issue_id', 'target_key', 'field'])
    .execute()

  await db.schema
    .createTable('issue_readings')
    .addColumn('issue_id', 'text', (c) => c.notNull().references(issue))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('agenda', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('issue_readings_key', ['issue_id', 'number'])
    .execute()

  await db.schema
    .createTable('issue_looks')
    .addColumn('issue_id', 'text', (c) => c.notNull().references(issue))
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('reading', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('issue_looks_key', ['issue_id', 'staff_id'])
    .execute()
}
