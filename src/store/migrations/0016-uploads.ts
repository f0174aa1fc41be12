import type { Kysely } from 'kysely'

/** Pictures that staff hand in for an issue: they outlive its files, which are made anew with each composition. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('issue_uploads')
    .addColumn('issue_id', 'text', (c) => c.notNull().references('issues.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('content_type', 'text', (c) => c.notNull())
    .addColumn('body', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('issue_uploads_key', ['issue_id', 'name'])
    .execute()
}
