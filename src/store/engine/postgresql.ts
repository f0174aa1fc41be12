import { CompiledQuery, type DataTypeNode, PostgresDialect, PostgresQueryCompiler, sql } from 'kysely'
import pg from 'pg'
import type { Engine } from './engine.js'
import { copyText } from './postgresql-copy.js'
import { setIndexesAside } from './postgresql-indexes.js'
import { DatabaseUnreachable, postgresPool } from './postgresql-pool.js'

/**
 * The SQLSTATEs of what passes (https://www.postgresql.org/docs/current/errcodes-appendix.html), by their beginnings:
 * lost connections, rollbacks for a deadlock or another transaction, no more room, memory or connections, a server that
 * stops or starts, a standby, a lock waited for in vain, a session ended because it did nothing, the disk.
 */
const passing = ['08', '40', '53', '57P', '25006', '55P03', '25P03', '58030']

/** What SQLite's column types are called here. Byte order sorts ids and instants as SQLite does, whatever the database's own locale. */
const columnTypes: Record<string, string> = { text: 'text collate "C"', integer: 'bigint', blob: 'bytea' }

class ColumnTypesCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    const inColumn = this.parentNode?.kind === 'ColumnDefinitionNode'
    const here = inColumn && typeof node.dataType === 'string' ? columnTypes[node.dataType] : undefined
    if (here) this.append(here)
    else super.visitDataType(node)
  }
}

class SemainierPostgresDialect extends PostgresDialect {
  override createQueryCompiler() {
    return new ColumnTypesCompiler()
  }
}

/** An array as PostgreSQL reads it (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO), in half of pg's own time. */
function arrayLiteral(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    if (value === null) return 'NULL'
    const text = String(value)
    return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, String.raw`\$&`) : text}"`
  })
  return `{${elements.join(',')}}`
}

/** Bytes of a block of SHA-256; a key is shorter. */
const hashBlock = 64

/** A server that any number of processes on any number of machines share. */
export function postgresqlEngine(url: string): Engine {
  return {
    name: 'PostgreSQL',
    dialect: new SemainierPostgresDialect({ pool: postgresPool(url) }),
    forClaim: (query) => query.forUpdate().skipLocked(),
    given(columns, rows) {
      const names = Object.keys(columns)
      const arrays = names.map(
        (name) => sql`${arrayLiteral(rows.map((row) => row[name] ?? null))}::${sql.raw(columns[name] ?? '')}[]`,
      )
      return sql`unnest(${sql.join(arrays)}) as given(${sql.join(names.map((name) => sql.ref(name)))})`
    },
    // HMAC of RFC 2104 over the SHA-256 that every server has: pgcrypto would have to be installed.
    keyedHash(key, text) {
      const pad = (byte: number) => Buffer.from(key.padEnd(hashBlock, '\0')).map((one) => one ^ byte)
      return sql`encode(sha256(${pad(0x5c)}::bytea || sha256(${pad(0x36)}::bytea || convert_to(${text}, 'UTF8'))), 'hex')`
    },
    async load(transaction, table, columns, rows, same) {
      const names = [...Object.keys(columns), ...Object.keys(same)].map((name) => `"${name}"`)
      const text = copyText(Object.keys(columns), rows, Object.values(same))
      await transaction.executeQuery(CompiledQuery.raw(`copy "${table}" (${names.join(', ')}) from stdin`, [text]))
    },
    setIndexesAside,
    async planForGrowth(transaction) {
      // Plans outlive the size that a table had: a hash join would read all of it for each part, ever more.
      await sql`select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(
        transaction,
      )
    },
    async takeTurn(transaction, name) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`semainier/${name}`}, 0))`.execute(transaction)
    },
    isPassing: (error) =>
      error instanceof DatabaseUnreachable ||
      (error instanceof pg.DatabaseError && passing.some((start) => error.code?.startsWith(start) ?? false)),
  }
}
