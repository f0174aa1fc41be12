import { Kysely } from 'kysely'
import { type Clock, stamp, systemClock } from '../base/clock.js'
import { newToken } from '../base/ids.js'
import { campaignRows } from './campaigns.js'
import { sqliteDialect } from './engine/sqlite.js'
import { freezeRows } from './freeze.js'
import { issueRows } from './issues.js'
import { jobRows } from './jobs.js'
import { ledgerRows } from './ledger.js'
import { mailServerRows } from './mail-servers.js'
import { migrate } from './migrate.js'
import { paceRows } from './pace.js'
import { partnerRows } from './partners.js'
import { rawCopyRows } from './raw-copies.js'
import type { Schema } from './schema.js'
import { workerRows } from './workers.js'

function metaRows(db: Kysely<Schema>) {
  return {
    /** The value of `key`; made by `create` and kept when there is none yet. */
    async getOrCreate(key: string, create: () => string): Promise<string> {
      await db
        .insertInto('meta')
        .values({ key, value: create() })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute()
      const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirstOrThrow()
      return row.value
    },
  }
}

function rowsOver(db: Kysely<Schema>, clock: Clock, hashKey: string) {
  return {
    partners: partnerRows(db, clock, hashKey),
    issues: issueRows(db, clock),
    campaigns: campaignRows(db, clock),
    ledger: { ...freezeRows(db, clock), ...ledgerRows(db, clock) },
    pace: paceRows(db, clock),
    mailServers: mailServerRows(db, clock),
    jobs: jobRows(db, clock),
    workers: workerRows(db, clock),
    rawCopies: rawCopyRows(db),
  }
}

/** The database by noun. Within `transaction`, use only the rows that it hands over. */
export type Rows = ReturnType<typeof rowsOver>
export type Store = Rows & {
  /** All that `work` writes is stored together, or nothing is. */
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>
  /** When this database was first opened. */
  firstRun: Temporal.Instant
  /** Names of migrations carried out by `openStore`. */
  migrated: string[]
  close(): Promise<void>
}

export interface StoreOptions {
  /** Path of the SQLite file, or ":memory:". */
  file: string
  clock?: Clock
}

/**
 * Opens the database and brings it to this program's version.
 * @throws Error when it cannot be opened, or was written by a newer program.
 */
export async function openStore({ file, clock = systemClock }: StoreOptions): Promise<Store> {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(file) })
  try {
    const { done } = await migrate(db)
    const firstRun = Temporal.Instant.from(await metaRows(db).getOrCreate('first-run', () => stamp(clock.now())))
    const hashKey = await metaRows(db).getOrCreate('opposition-key', newToken)
    return {
      ...rowsOver(db, clock, hashKey),
      firstRun,
      transaction: (work) => db.transaction().execute((transaction) => work(rowsOver(transaction, clock, hashKey))),
      migrated: done,
      close: () => db.destroy(),
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
