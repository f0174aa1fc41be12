import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.js'

interface SetAside {
  drop: string
  /** As the database itself writes it. */
  create: string
}

/**
 * Drops the indexes and foreign keys of some tables but for their primary keys, as pg_restore loads without them; the
 * answer makes them again, word for word. Locks the tables until the transaction ends, and whatever ends it in between
 * leaves them as they were.
 */
export async function setIndexesAside(
  transaction: Kysely<Schema>,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const ofTables = sql`any(${tables}::text[]::regclass[])`
  const constraints = await sql<SetAside>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
    from pg_constraint where conrelid = ${ofTables} and contype in ('u', 'f')
    order by contype desc, conname`.execute(transaction)
  const indexes = await sql<SetAside>`
    select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as create
    from pg_index where indrelid = ${ofTables}
      and not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
    order by indexrelid`.execute(transaction)
  // Unique keys before the foreign ones that may need them.
  const all = [...indexes.rows, ...constraints.rows]
  for (const { drop } of all.toReversed()) await sql.raw(drop).execute(transaction)
  return async () => {
    for (const { create } of all) await sql.raw(create).execute(transaction)
  }
}
