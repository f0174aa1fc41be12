import { type DataTypeNode, PostgresDialect, PostgresQueryCompiler, sql } from 'kysely'
import pg from 'pg'
import type { Engine } from './engine.js'
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

/** A server that any number of processes on any number of machines share. */
export function postgresqlEngine(url: string): Engine {
  return {
    name: 'PostgreSQL',
    dialect: new SemainierPostgresDialect({ pool: postgresPool(url) }),
    forClaim: (query) => query.forUpdate().skipLocked(),
    async takeTurn(transaction, name) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`semainier/${name}`}, 0))`.execute(transaction)
    },
    isPassing: (error) =>
      error instanceof DatabaseUnreachable ||
      (error instanceof pg.DatabaseError && passing.some((start) => error.code?.startsWith(start) ?? false)),
  }
}
