import { SqliteAdapter, SqliteDialect } from 'kysely'
import type { Engine } from './engine.js'
import { openSqliteDatabase, type SqliteDatabase } from './sqlite-database.js'
import { SqliteDriver } from './sqlite-driver.js'
import { openSqliteThread } from './sqlite-thread.js'

/** SQLITE_BUSY, SQLITE_IOERR, SQLITE_FULL (https://sqlite.org/rescode.html); the low byte of an extended code. */
const passing = new Set([5, 10, 13])

/** Migrates inside one transaction, which SQLite can: two processes that open a new file take turns. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

/** Kysely's SQLite, over the one that Node carries. */
class NodeSqliteDialect extends SqliteDialect {
  readonly #open: () => SqliteDatabase

  constructor(open: () => SqliteDatabase) {
    super({ database: () => Promise.reject(new Error('unused')) })
    this.#open = open
  }

  override createDriver() {
    return new SqliteDriver(this.#open)
  }

  override createAdapter() {
    return new TransactionalAdapter()
  }
}

/** One file, one writer at a time: what writes has the whole database to itself. `thread`: in a thread of its own. */
export function sqliteEngine(file: string, { thread }: { thread: boolean }): Engine {
  return {
    name: 'SQLite',
    dialect: new NodeSqliteDialect(() => (thread ? openSqliteThread(file) : openSqliteDatabase(file))),
    // A statement that writes holds the only write lock while it picks its rows.
    forClaim: (query) => query,
    // A transaction holds it from its first word.
    takeTurn: async () => {},
    isPassing: (error) =>
      error instanceof Error &&
      'errcode' in error &&
      typeof error.errcode === 'number' &&
      passing.has(error.errcode & 0xff),
  }
}
