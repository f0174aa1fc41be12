import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { reasonOf } from '../../base/reason-of.js'
import { copyIn } from './postgresql-copy.js'

/** PostgreSQL could not be reached, or the connection broke: whether the last statement was carried out is not known. */
export class DatabaseUnreachable extends Error {
  override name = 'DatabaseUnreachable'
  constructor(cause: unknown) {
    super(`PostgreSQL cannot be reached: ${reasonOf(cause)}`, { cause })
  }
}

/** What the server itself answered, and mistakes of ours, stay as they are; everything else befell the connection. */
function told(error: unknown): unknown {
  return error instanceof pg.DatabaseError || error instanceof TypeError ? error : new DatabaseUnreachable(error)
}

/** PostgreSQL refuses U+0000 in texts, which a mail server's reply or a feed may hold. */
function toPostgres(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
}

const nothing = { command: 'BEGIN', rowCount: null, oid: 0, fields: [], rows: [] } satisfies pg.QueryResult

/** The one way in which Kysely asks; cursors it was given none. */
type Query = (sql: string, parameters: readonly unknown[]) => Promise<pg.QueryResult>

const { builtins } = pg.types

const nameable = { characters: 4000, statements: 200 }

/**
 * Statements by name are parsed and planned once per connection (PostgreSQL, PREPARE): between two messages of a send
 * that is most of their cost. Long ones are seldom asked twice, and the names are bounded.
 */
function statements() {
  const names = new Map<string, string>()
  return (text: string): { text: string; name?: string } => {
    const known = names.get(text)
    if (known) return { text, name: known }
    if (text.length > nameable.characters || names.size >= nameable.statements) return { text }
    const name = `s${names.size}`
    names.set(text, name)
    return { text, name }
  }
}

/** Counts and sums come back as numbers, as SQLite gives them; none here comes near 2 to the 53rd. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === builtins.INT8 || oid === builtins.NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/**
 * Connections to a PostgreSQL server, for Kysely. One that breaks is replaced at the next statement; nothing of it
 * reaches the process but the error of the statement it carried.
 */
export function postgresPool(url: string): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'semainier',
    max: 10,
    connectionTimeoutMillis: 10_000,
    // A machine that vanished without a word is noticed within minutes, not hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // As long as SQLite's busy time-out.
    lock_timeout: 10_000,
    // A process that was stopped in mid-transaction (SIGSTOP, a laptop's lid) must not keep its rows from the others.
    idle_in_transaction_session_timeout: 30_000,
    types,
    // What is asked together is sent together: https://node-postgres.com/features/pipelining
    pipeline: true,
  })
  const statement = statements()
  const ignore = () => {}
  // Idle connections that break. Without a listener an "error" event would end the process.
  pool.on('error', ignore)
  // Those in use: between two statements of a transaction nobody else listens.
  pool.on('connect', (client) => client.on('error', ignore))

  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw told(error)
      })
      let begun: Promise<unknown> | null = null
      const query: Query = async (sql, parameters) => {
        const answer = /^copy .* from stdin$/.test(sql)
          ? copyIn(client, sql, String(parameters[0]))
          : client.query({ ...statement(sql), values: parameters.map(toPostgres) })
        // A transaction's first word travels with its first statement, which fails with it.
        if (sql === 'begin') {
          begun = answer
          begun.catch(ignore)
          return nothing
        }
        try {
          return (await Promise.all([answer, begun]))[0]
        } catch (error) {
          throw told(error)
        } finally {
          begun = null
        }
      }
      return {
        release: (destroy?: boolean) => client.release(destroy),
        query: query as unknown as PostgresPoolClient['query'],
      }
    },
  }
}
