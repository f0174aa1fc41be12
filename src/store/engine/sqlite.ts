import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { sql, SqliteAdapter, SqliteDialect } from 'kysely'
import { keyedHash } from '../../base/ids.js'
import type { Engine } from './engine.js'

/** The shape that Kysely's SQLite dialect expects of a statement (better-sqlite3's), over node:sqlite's. */
function asKyselyStatement(statement: StatementSync) {
  const values = (parameters: readonly unknown[]) => parameters.map(toSqlite)
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)) as IterableIterator<unknown>,
  }
}

function toSqlite(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === undefined) return null
  return value as SQLInputValue
}

/** SQLite's primary result code (https://sqlite.org/rescode.html), the low byte of an extended one; null of another error. */
const resultCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null

const busy = 5
const [ioError, full] = [10, 13]

/** How long one process waits for another that writes, in milliseconds. */
const patience = 10_000

/**
 * Turns the file to WAL. While another process does the same, or writes its first lines, SQLite refuses at once, whatever
 * the busy time-out: it fears that each waits for the other (https://sqlite.org/c3ref/busy_handler.html).
 */
function writeAhead(database: DatabaseSync): void {
  const end = performance.now() + patience
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL')
      return
    } catch (error) {
      if (resultCode(error) !== busy || performance.now() > end) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

/** Migrates inside one transaction, which SQLite can: two processes that open a new file take turns. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

class NodeSqliteDialect extends SqliteDialect {
  override createAdapter() {
    return new TransactionalAdapter()
  }
}

/** `keyedHash` for rows read one by one, of which a statement may ask the hash more than once in a row. */
function hashOnce() {
  const last = { key: '', text: '', hash: '' }
  return (key: unknown, text: unknown) => {
    if (last.hash === '' || last.key !== key || last.text !== text) {
      const asked = { key: String(key), text: String(text) }
      Object.assign(last, asked, { hash: keyedHash(asked.key, asked.text) })
    }
    return last.hash
  }
}

/**
 * A Kysely dialect over the SQLite that Node carries.
 * WAL lets a second process read while one writes; synchronous=FULL makes a committed ledger line survive a power cut;
 * the busy time-out lets two processes take turns; 16 MB of pages keep a large campaign's next lines at hand.
 */
function sqliteDialect(file: string): SqliteDialect {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file, { timeout: patience })
  writeAhead(database)
  database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384;')
  database.function('keyed_hash', { deterministic: true }, hashOnce())
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    let statement = prepared.get(sql)
    if (!statement) {
      statement = database.prepare(sql)
      if (prepared.size < 500) prepared.set(sql, statement)
    }
    return statement
  }
  return new NodeSqliteDialect({
    database: {
      // A transaction that begins as a reader cannot become a writer once another process has written:
      // taking the write lock at once makes the second process wait instead of failing.
      prepare: (sql: string) => asKyselyStatement(prepare(sql === 'begin' ? 'begin immediate' : sql)),
      close: () => database.close(),
    },
  })
}

/** One file, one writer at a time: what writes has the whole database to itself. */
export function sqliteEngine(file: string): Engine {
  const given: Engine['given'] = (columns, rows) => {
    const names = Object.keys(columns)
    const values = JSON.stringify(rows.map((row) => names.map((name) => row[name] ?? null)))
    const selected = names.map((name, index) => sql`value ->> ${sql.lit(index)} as ${sql.ref(name)}`)
    return sql`(select ${sql.join(selected)} from json_each(${values})) as given`
  }
  return {
    name: 'SQLite',
    dialect: sqliteDialect(file),
    // A statement that writes holds the only write lock while it picks its rows.
    forClaim: (query) => query,
    given,
    async load(transaction, table, columns, rows, same) {
      const names = [...Object.keys(columns), ...Object.keys(same)].map((name) => sql.ref(name))
      const alike = Object.values(same).map((value) => sql`, ${value}`)
      await sql`insert into ${sql.table(table)} (${sql.join(names)})
        select given.* ${sql.join(alike, sql``)} from ${given(columns, rows)}`.execute(transaction)
    },
    async setIndexesAside(transaction, tables) {
      const indexes = await sql<{ name: string; sql: string }>`
        select name, sql from sqlite_master
        where type = 'index' and sql is not null and tbl_name in (${sql.join(tables)})`.execute(transaction)
      for (const { name } of indexes.rows) await sql`drop index ${sql.ref(name)}`.execute(transaction)
      return async () => {
        for (const index of indexes.rows) await sql.raw(index.sql).execute(transaction)
      }
    },
    keyedHash: (key, text) => sql`keyed_hash(${key}, ${text})`,
    // It knows no other joins.
    planForGrowth: async () => {},
    // A transaction holds it from its first word.
    takeTurn: async () => {},
    isPassing: (error) => [busy, ioError, full].some((code) => resultCode(error) === code),
  }
}
