import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** What French and its neighbours write with, and the plain letter of each; the longer ones are spelt out. */
const accented = 'àâäáãåéèêëíîïìóôöòõúùûüçñÀÂÄÁÃÅÉÈÊËÍÎÏÌÓÔÖÒÕÚÙÛÜÇÑ'
const plain = 'aaaaaaeeeeiiiiooooouuuucnaaaaaaeeeeiiiiooooouuuucn'
const ligatures = { œ: 'oe', Œ: 'oe', æ: 'ae', Æ: 'ae' }

/** The words of a text without accents or case, as SQL that both databases may compute for a column. */
function folded(column: string, isPostgres: boolean): string {
  let text = `lower(coalesce(${column}, ''))`
  if (isPostgres) text = `translate(${text}, '${accented}', '${plain}')`
  else for (const [index, letter] of [...accented].entries()) text = `replace(${text}, '${letter}', '${plain[index]}')`
  for (const [letter, letters] of Object.entries(ligatures)) text = `replace(${text}, '${letter}', '${letters}')`
  return text
}

/**
 * The words that staff find partners by, kept by the database itself, whoever writes the row; and the indexes that their
 * lists are read from. Cut where an index would refuse them. Which later list named an organisation that
 * has no mailbox. And lists that staff handed in and have not decided about.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  // Each database knows one of the two for a column that comes later.
  const kept = sql.raw(isPostgres ? 'stored' : 'virtual')
  const words = {
    organisations: `name_key || ' ' || commune_key || ' ' || ${folded('address', isPostgres)}`,
    contacts: `email_key || ' ' || ${folded('name', isPostgres)}`,
  }
  for (const [table, expression] of Object.entries(words))
    await sql`alter table ${sql.table(table)} add column words text generated always as
      (substr(${sql.raw(expression)}, 1, 400)) ${kept}`.execute(db)
  await db.schema
    .createIndex('organisations_words')
    .on('organisations')
    .columns(['name_key', 'id', 'words', 'kind', 'commune_key'])
    .execute()
  await db.schema
    .createIndex('organisations_commune')
    .on('organisations')
    .columns(['commune_key', 'name_key', 'id'])
    .execute()
  // It finds the contacts of an organisation too: beside another, SQLite would go by that one and compute the words.
  await db.schema.dropIndex('contacts_organisation').execute()
  await db.schema.createIndex('contacts_words').on('contacts').columns(['organisation_id', 'words']).execute()
  await sql`create index contacts_alone on contacts (email_key, id, words) where organisation_id is null`.execute(db)
  await sql`create index if not exists journal_subject on journal (subject, at) where subject is not null`.execute(db)

  await db.schema.alterTable('organisations').addColumn('found_by', 'text').execute()
  await db.schema
    .createTable('import_drafts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('body', 'blob', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('new', 'rehearsing', 'rehearsed', 'importing', 'done', 'failed')`),
    )
    .addColumn('columns', 'text', (c) => c.notNull())
    .addColumn('publications', 'text', (c) => c.notNull())
    .addColumn('lines', 'integer', (c) => c.notNull())
    .addColumn('report', 'text')
    .addColumn('failure', 'text')
    .addColumn('import_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
}
