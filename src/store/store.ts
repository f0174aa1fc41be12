import { Kysely } from 'kysely'
import { type Clock, stamp, systemClock } from '../base/clock.js'
import { newId, newToken } from '../base/ids.js'
import { backupRows } from './backups.js'
import { calendarRows } from './calendar.js'
import { campaignRows } from './campaigns.js'
import { correctionRows } from './corrections.js'
import { directoryRows } from './directory/directory.js'
import { downloadRows } from './downloads.js'
import type { DatabasePlace, Engine } from './engine/engine.js'
import { openEngine } from './engine/open.js'
import { announcementRows } from './editions/announcements.js'
import { customerRows } from './editions/customers.js'
import { editionRows } from './editions/editions.js'
import { keptFileRows } from './editions/kept-files.js'
import { orderRows } from './editions/orders.js'
import { pageRows } from './editions/pages.js'
import { roundChangeRows } from './editions/round-changes.js'
import { roundRows } from './editions/rounds.js'
import { takeBackRows } from './editions/take-back.js'
import { takenRows } from './editions/taken.js'
import { consentRows } from './consent.js'
import { freezeRows } from './freeze.js'
import { haltRows } from './halts.js'
import { importDraftRows } from './import-drafts.js'
import { issueRows } from './issues.js'
import { uploadRows } from './uploads.js'
import { jobRows } from './jobs.js'
import { ledgerRows } from './ledger.js'
import { ledgerLineRows } from './ledger-lines.js'
import { mailServerRows } from './mail-servers.js'
import { journalRows } from './journal.js'
import { migrate, migrationState } from './migrate.js'
import { numberRows } from './numbers.js'
import { organisationRows } from './organisations/organisations.js'
import { paceRows } from './pace.js'
import { partnerRows } from './partners.js'
import { personRows } from './persons.js'
import { progressRows } from './progress.js'
import { rawCopyRows } from './raw-copies.js'
import { returnedRows } from './returned.js'
import { retentionRows } from './retention.js'
import type { Schema } from './schema.js'
import { segmentRows } from './segments/segments.js'
import { signUpRows } from './sign-ups.js'
import { staffRows } from './staff.js'
import { subscriptionRows } from './subscriptions.js'
import { suppressionRows } from './suppressions.js'
import { watchingRows } from './watching.js'
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

/** What this database and this office are known by to those who read rows. */
interface About {
  /** Keys the hashes of the opposition list. */
  hashKey: string
  timeZone: string
}

function rowsOver(db: Kysely<Schema>, clock: Clock, engine: Engine, { hashKey, timeZone }: About) {
  return {
    partners: {
      ...partnerRows(db, hashKey),
      ...subscriptionRows(db, clock),
      ...consentRows(db, clock, hashKey),
    },
    signUps: signUpRows(db, clock, hashKey),
    persons: personRows(db, clock, hashKey),
    journal: journalRows(db, clock),
    staff: staffRows(db, clock),
    backups: backupRows(db, clock),
    retention: retentionRows(db, clock, hashKey),
    directory: directoryRows(db, clock, engine, hashKey),
    importDrafts: importDraftRows(db, clock),
    organisations: organisationRows({ db, engine, hashKey, timeZone }, clock),
    segments: segmentRows({ db, engine, hashKey, timeZone }, clock),
    issues: { ...issueRows(db, clock), ...correctionRows(db, clock), ...uploadRows(db, clock) },
    editions: { ...editionRows(db, clock, engine), ...keptFileRows(db), ...pageRows(db) },
    announcements: announcementRows(db, clock),
    orders: {
      ...orderRows(db, clock, engine),
      ...takeBackRows(db, clock, engine),
      ...takenRows(db),
      ...customerRows(db),
    },
    rounds: { ...roundRows(db, clock, engine), ...roundChangeRows(db, clock, engine) },
    calendar: calendarRows(db),
    campaigns: { ...campaignRows(db, clock), ...haltRows(db, clock) },
    ledger: { ...freezeRows(db, clock), ...ledgerRows(db, clock, engine), ...progressRows(db, clock) },
    lines: ledgerLineRows(db, engine),
    downloads: downloadRows(db),
    numbers: numberRows(db),
    pace: paceRows(db, clock),
    mailServers: mailServerRows(db, clock),
    jobs: jobRows(db, clock, engine),
    workers: workerRows(db, clock),
    rawCopies: rawCopyRows(db),
    returned: returnedRows(db, clock, hashKey),
    suppressions: suppressionRows(db, clock, hashKey),
    watching: watchingRows(db, clock, progressRows(db, clock).sums),
  }
}

/** The database by noun. Within `transaction`, use only the rows that it hands over. */
export type Rows = ReturnType<typeof rowsOver>
export type Store = Rows & {
  /** All that `work` writes is stored together, or nothing is. */
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>
  /** A transaction during which no other of the same name runs, in this process or another. */
  inTurn<T>(name: string, work: (rows: Rows) => Promise<T>): Promise<T>
  /** What `work` answers, in turn as above; nothing of what it writes stays. */
  rehearse<T>(name: string, work: (rows: Rows) => Promise<T>): Promise<T>
  /** For the library that signs staff in: it keeps its own tables (migration 0010). */
  accounts: Kysely<Schema>
  /** What signs the cookies where no SECRET_KEY is set: made once. */
  secretKey: string
  /** Whether an error of the database will pass by itself, or once somebody has mended something: ask again later. */
  isPassing(error: unknown): boolean
  /** Names this database among others, for what lies outside it, such as a queue that several share. */
  identity: string
  /** When this database was first opened. */
  firstRun: Temporal.Instant
  /** Names of migrations carried out by `openStore`. */
  migrated: string[]
  /** Whether the database and this program still belong together; throws when the database does not answer. */
  migrationState(): ReturnType<typeof migrationState>
  close(): Promise<void>
}

/** Lets `work` run in a transaction, keeps its answer, and takes back all else. */
async function rehearse<T>(inTurn: Store['inTurn'], name: string, work: (rows: Rows) => Promise<T>): Promise<T> {
  const answers: T[] = []
  const over = new Error('the rehearsal is over')
  await inTurn(name, async (rows) => {
    answers.push(await work(rows))
    throw over
  }).catch((error: unknown) => {
    if (error !== over) throw error
  })
  return answers[0] as T
}

export type StoreOptions = DatabasePlace & {
  clock?: Clock
  /** The office's, in which a segment's days begin. */
  timeZone?: string
}

/**
 * Opens the database and brings it to this program's version.
 * @throws Error when it cannot be opened, or was written by a newer program.
 */
export async function openStore({
  clock = systemClock,
  timeZone = 'Europe/Paris',
  ...place
}: StoreOptions): Promise<Store> {
  const engine = await openEngine(place)
  const db = new Kysely<Schema>({ dialect: engine.dialect })
  try {
    const { done } = await migrate(db)
    const meta = metaRows(db)
    const firstRun = Temporal.Instant.from(await meta.getOrCreate('first-run', () => stamp(clock.now())))
    const inTurn: Store['inTurn'] = (name, work) =>
      db.transaction().execute(async (transaction) => {
        await engine.takeTurn(transaction, name)
        return await work(rowsOver(transaction, clock, engine, about))
      })
    const about = { hashKey: await meta.getOrCreate('opposition-key', newToken), timeZone }
    return {
      ...rowsOver(db, clock, engine, about),
      firstRun,
      accounts: db,
      secretKey: await meta.getOrCreate('secret-key', () => newToken() + newToken()),
      identity: await meta.getOrCreate('identity', newId),
      transaction: (work) =>
        db.transaction().execute((transaction) => work(rowsOver(transaction, clock, engine, about))),
      inTurn,
      rehearse: (name, work) => rehearse(inTurn, name, work),
      isPassing: (error) => engine.isPassing(error),
      migrated: done,
      migrationState: () => migrationState(db),
      close: () => db.destroy(),
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
