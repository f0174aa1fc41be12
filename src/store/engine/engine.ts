import type { Dialect, Expression, Kysely, RawBuilder, SelectQueryBuilder } from 'kysely'
import type { Schema } from '../schema.js'

/** Where a database is: a SQLite file (or ":memory:"), or a PostgreSQL server. */
export type DatabasePlace = { file: string } | { url: string }

/** The columns of rows that are handed over with a statement. */
export type GivenColumns = Readonly<Record<string, 'text' | 'integer' | 'double precision'>>

/**
 * All that differs between the two databases; the rest of the store is written once. What both understand (`returning`,
 * `on conflict`, Kysely's builders) needs no word here, and nothing else in the program asks which database it is.
 *
 * Migrations name column types as SQLite does (`text`, `integer`, `blob`); the dialect writes what has the same meaning:
 * texts compare by byte, integers hold 64 bits and come back as numbers, blobs come back as bytes.
 */
export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL'
  /** What Kysely builds its statements and connections with. */
  readonly dialect: Dialect
  /**
   * Finishes the query that picks the rows of a claim, so that two workers that claim at once pick different rows, and
   * neither waits for the other. Use it in the statement that claims: as `where id = (…)` for one row; for several, as
   * a materialized common table expression, since PostgreSQL may run the subquery of an `in` more than once.
   */
  forClaim<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>
  /**
   * Rows as a table named `given`, to stand after `from` or `join`: thousands of rows in one statement, whose text does
   * not depend on how many there are.
   */
  given<C extends GivenColumns>(columns: C, rows: readonly { [K in keyof C]: unknown }[]): RawBuilder<unknown>
  /** The keyed hash of a text, as `keyedHash` of base/ids makes it, computed where the text is. */
  keyedHash(key: string, text: Expression<string>): RawBuilder<string>
  /** Adds rows to a table, the quickest way there is; in the columns of `same` all of them have the same text. */
  load<C extends GivenColumns>(
    transaction: Kysely<Schema>,
    table: keyof Schema,
    columns: C,
    rows: readonly { [K in keyof C]: unknown }[],
    same: Readonly<Record<string, string>>,
  ): Promise<void>
  /**
   * Takes away the indexes of some tables but for their primary keys, and their foreign keys where the engine can; the
   * answer makes them again, which is far quicker than keeping them while the tables are filled. Nobody else can use the
   * tables until the transaction ends; however it ends, they have their indexes.
   */
  setIndexesAside(transaction: Kysely<Schema>, tables: readonly (keyof Schema)[]): Promise<() => Promise<void>>
  /**
   * Prepares a transaction that fills tables from `given` rows: what it asks is to be found through indexes, also where
   * a table was small when the statement was first planned.
   */
  planForGrowth(transaction: Kysely<Schema>): Promise<void>
  /** Waits until no other transaction holds this name, then holds it until the given transaction ends. */
  takeTurn(transaction: Kysely<Schema>, name: string): Promise<void>
  /**
   * Whether the database refused for a reason that passes or that somebody may mend: a lost connection, a full disk, a
   * lock. What was asked is sound, and may be asked again.
   */
  isPassing(error: unknown): boolean
}
