import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type { SqliteDatabase } from './sqlite-database.js'

/** The one connection of a SQLite file, which callers have by turns. */
export class SqliteDriver implements Driver {
  readonly #open: () => SqliteDatabase
  #database: SqliteDatabase | undefined
  #connection: DatabaseConnection | undefined
  /** Resolves when whoever has the connection gives it back. */
  #free: Promise<void> = Promise.resolve()
  #release: () => void = () => {}

  constructor(open: () => SqliteDatabase) {
    this.#open = open
  }

  async init(): Promise<void> {
    const database = this.#open()
    this.#database = database
    this.#connection = {
      async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
        const { rows, changes } = await database.execute(sql, parameters)
        return { rows: rows as R[], numAffectedRows: BigInt(changes) }
      },
      // eslint-disable-next-line require-yield
      async *streamQuery() {
        throw new Error('SQLite statements are not streamed: ask for pages')
      },
    }
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#free
    let release = () => {}
    this.#free = new Promise((resolve) => {
      release = resolve
    })
    await before
    this.#release = release
    if (!this.#connection) throw new Error('the database is closed')
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#release()
  }

  /** Takes the write lock at once: a transaction that begins as a reader cannot write once another process has written. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy(): Promise<void> {
    await this.#database?.close()
    this.#connection = undefined
  }
}
