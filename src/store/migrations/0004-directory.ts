import { type Kysely, sql } from 'kysely'
import { communeKey, kindOf, nameKey } from '../../domain/index.js'

interface Organisations {
  organisations: {
    id: string
    name: string
    kind: string | null
    commune: string | null
    name_key: string
    commune_key: string
  }
}

const detailColumns = ['address', 'postcode', 'siret', 'phone', 'website', 'labels', 'languages', 'staff'] as const

/**
 * All that is known of an organisation, with its name and commune as compared; imports, with what each added (marked in
 * the rows themselves) and changed, so that it can be undone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['name_key', 'commune_key'])
    await db.schema
      .alterTable('organisations')
      .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
      .execute()
  for (const column of detailColumns) await db.schema.alterTable('organisations').addColumn(column, 'text').execute()
  for (const column of ['latitude', 'longitude'])
    await db.schema.alterTable('organisations').addColumn(column, 'double precision').execute()
  await db.schema
    .alterTable('organisations')
    .addColumn('poster', 'integer', (c) => c.check(sql`poster in (0, 1)`))
    .execute()
  for (const table of ['organisations', 'contacts', 'subscriptions'])
    await db.schema.alterTable(table).addColumn('import_id', 'text').execute()
  await fillKeys(db as Kysely<Organisations>)

  await db.schema
    .createIndex('organisations_name_key')
    .on('organisations')
    .columns(['name_key', 'commune_key'])
    .execute()
  await sql`create index organisations_siret on organisations (siret) where siret is not null`.execute(db)
  await db.schema.createIndex('contacts_organisation').on('contacts').column('organisation_id').execute()

  await db.schema
    .createTable('imports')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('added', 'integer', (c) => c.notNull())
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addColumn('unchanged', 'integer', (c) => c.notNull())
    .addColumn('refused', 'integer', (c) => c.notNull())
    .addColumn('undone_at', 'text')
    .addColumn('undone_by', 'text')
    .execute()
  await db.schema
    .createTable('import_changes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('import_id', 'text', (c) => c.notNull())
    .addColumn('noun', 'text', (c) => c.notNull().check(sql`noun in ('organisation', 'contact')`))
    .addColumn('row_id', 'text', (c) => c.notNull())
    .addColumn('before', 'text', (c) => c.notNull())
    .addColumn('after', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('import_changes_import').on('import_changes').columns(['import_id', 'id']).execute()
  await db.schema.createIndex('import_changes_row').on('import_changes').columns(['row_id', 'id']).execute()
}

async function fillKeys(db: Kysely<Organisations>): Promise<void> {
  for (let after = ''; ;) {
    const page = await db
      .selectFrom('organisations')
      .select(['id', 'name', 'kind', 'commune'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .execute()
    for (const { id, name, kind, commune } of page)
      await db
        .updateTable('organisations')
        .set({ name_key: nameKey(name), commune_key: communeKey(commune), kind: kind && (kindOf(kind) ?? kind) })
        .where('id', '=', id)
        .execute()
    const last = page.at(-1)
    if (!last) return
    after = last.id
  }
}
