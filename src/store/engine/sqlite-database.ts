import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

/** What a statement gave: its rows, or how many it changed. */
export interface SqliteAnswer {
  rows: unknown[]
  changes: number | bigint
}

/** A SQLite file, in this thread or in one of its own. */
export interface SqliteDatabase {
  execute(sql: string, parameters: readonly unknown[]): SqliteAnswer | Promise<SqliteAnswer>
  close(): void | Promise<void>
}

function toSqlite(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === undefined) return null
  return value as SQLInputValue
}

/**
 * Opens the SQLite that Node carries.
 * WAL lets a second process read while one writes; synchronous=FULL makes a committed ledger line survive a power cut;
 * the busy time-out lets two processes take turns; 16 MB of pages keep a large campaign's next lines at hand.
 */
export function openSqliteDatabase(file: string): SqliteDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file, { timeout: 10_000 })
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384;',
  )
  const prepared = new Map<string, { statement: StatementSync; reads: boolean }>()
  const prepare = (sql: string) => {
    let known = prepared.get(sql)
    if (!known) {
      const statement = database.prepare(sql)
      known = { statement, reads: statement.columns().length > 0 }
      if (prepared.size < 500) prepared.set(sql, known)
    }
    return known
  }
  return {
    execute(sql, parameters) {
      const { statement, reads } = prepare(sql)
      const values = parameters.map(toSqlite)
      if (reads) return { rows: statement.all(...values), changes: 0 }
      return { rows: [], changes: statement.run(...values).changes }
    },
    close: () => database.close(),
  }
}
