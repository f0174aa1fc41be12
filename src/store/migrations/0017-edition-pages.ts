import { type Kysely, sql } from 'kysely'

/** The pages of an edition's PDF as pictures, drawn one by one; they go with the PDF that they were drawn from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pdf_drawings')
    .addColumn('pdf', 'text', (c) => c.primaryKey().references('kept_files.hash').onDelete('cascade'))
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('drawing', 'done', 'failed')`))
    .addColumn('pages', 'integer')
    .addColumn('fault', 'text')
    .execute()
  await db.schema
    .createTable('pdf_pages')
    .addColumn('pdf', 'text', (c) => c.notNull().references('pdf_drawings.pdf').onDelete('cascade'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.references('kept_files.hash'))
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('pdf_pages_key', ['pdf', 'number'])
    .execute()
  await db.schema.createIndex('pdf_pages_hash').on('pdf_pages').column('hash').execute()
}
