import type { Kysely } from 'kysely'
import { sortKey } from '../../domain/index.js'

interface Organisations {
  organisations: { id: string; name: string; sort_key: string }
}

/**
 * Lists of organisations are sorted by their names as they are read: by the name as compared, "Mairie de Barran" stood
 * among those that begin with B.
 */
export async function up(db: Kysely<Organisations>): Promise<void> {
  await db.schema
    .alterTable('organisations')
    .addColumn('sort_key', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await fillKeys(db)
  for (const index of ['organisations_words', 'organisations_commune']) await db.schema.dropIndex(index).execute()
  await db.schema
    .createIndex('organisations_words')
    .on('organisations')
    .columns(['sort_key', 'id', 'words', 'kind', 'commune_key'])
    .execute()
  await db.schema
    .createIndex('organisations_commune')
    .on('organisations')
    .columns(['commune_key', 'sort_key', 'id'])
    .execute()
}

async function fillKeys(db: Kysely<Organisations>): Promise<void> {
  for (let after = ''; ;) {
    const page = await db
      .selectFrom('organisations')
      .select(['id', 'name'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .execute()
    for (const { id, name } of page)
      await db
        .updateTable('organisations')
        .set({ sort_key: sortKey(name) })
        .where('id', '=', id)
        .execute()
    const last = page.at(-1)
    if (!last) return
    after = last.id
  }
}
