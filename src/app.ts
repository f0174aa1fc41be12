import { composeMonthlyNews, remindOfMonthlyNews, sendMonthlyNews } from '../jobs/monthly-news.js'
import { composeWeeklyAgenda, sendWeeklyAgenda } from '../jobs/weekly-agenda.js'
import { drawPages } from '../jobs/edition-pages.js'
import type { PagesPayload } from '../jobs/steps/edition-files.js'
import { remind, type ReminderPayload } from '../jobs/edition-release.js'
import type { JobContext } from '../jobs/steps/context.js'
import { type BouncesPayload, readReturnedMail } from '../jobs/bounces.js'
import { deliver, type DeliverPayload } from '../jobs/deliver.js'
import { type RefusalPayload, tellRefusal } from '../jobs/refusal.js'
import { openDownloadCounter } from '../jobs/steps/count-downloads.js'
import { alarm } from '../jobs/steps/notices.js'
import { applyRetention } from '../jobs/retention.js'
import { confirmSignUp, type SignUpPayload } from '../jobs/sign-up.js'
import { type IssuePayload, schedule } from '../jobs/schedule.js'
import { settleFromLog } from '../jobs/steps/settle-from-log.js'
import { type ImportDraftPayload, runImportDraft } from '../jobs/import-draft.js'
import { tidy } from '../jobs/tidy.js'
import { upkeep } from '../jobs/upkeep.js'
import { countChanges } from './base/changes.js'
import { type Clock, systemClock } from './base/clock.js'
import { sweepTempFolders } from './base/temp-folder.js'
import { textLanguages } from './base/texts.js'
import type { Log } from './base/log.js'
import { keepMemoryModest } from './base/modest-memory.js'
import { openMailLog } from './deliver/postfix-log.js'
import { parseImapUrl } from './deliver/imap-url.js'
import { parseSmtpUrl } from './deliver/smtp-url.js'
import { noticeWriter } from './render/notices.js'
import { openPrinter } from './render/printer.js'
import { openQueue } from './queue/open.js'
import type { JobHandlers, Queue } from './queue/queue.js'
import type { Environment } from './settings/environment.js'
import type { OfficeFolder } from './settings/load.js'
import { databasePlace } from './store/database-place.js'
import { openStore } from './store/store.js'
import { openNewsroom } from '../jobs/steps/newsroom.js'
import { storedIssues } from '../jobs/steps/stored-issues.js'

export interface AppOptions {
  settings: OfficeFolder
  environment: Environment
  /** Folder of the SQLite database, created when missing; of no use with DATABASE_URL. */
  dataDir: string
  /** What this process is, as other processes see it. */
  role: string
  log: Log
  clock?: Clock
}

/** A second `start` on the same data: it would be of no use, and its operator should know. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning'
  constructor(
    readonly pid: number,
    readonly host: string,
    readonly since: string,
  ) {
    super(`Semainier already runs on this data (process ${pid} on ${host}, since ${since})`)
  }
}

/** Everything, built from settings; `close` undoes it. */
export interface App {
  context: JobContext
  queue: Queue
  /** Looks at the calendar now. */
  tick(): Promise<void>
  /** Runs jobs from now on, and looks after what dead workers left. Any number of processes may. */
  work(): void
  /** Runs by itself from now on: the clock, and the work. */
  start(): Promise<void>
  /** Drains: messages in hand end, nothing new begins. */
  close(): Promise<void>
}

const upkeepMs = 10_000
const settlingMs = 30_000

/**
 * Two for each of two processes: as many as a queue lets each run at once. It never changes with who is alive: shares
 * made out for different numbers would together open more connections than the settings allow.
 */
const sharesOverRedis = 4

/**
 * Builds the program.
 * @throws AlreadyRunning for a second `start` on the same data.
 */
export async function openApp({
  settings,
  environment,
  dataDir,
  role,
  log,
  clock = systemClock,
}: AppOptions): Promise<App> {
  keepMemoryModest()
  const store = await openStore({
    ...databasePlace(dataDir, environment.DATABASE_URL),
    clock,
    timeZone: settings.office.timeZone,
  })
  // Looked at and entered in turn: of two that start at once, one goes on, whatever their clocks say.
  const workerId = await store
    .inTurn('enter', async ({ workers }) => {
      const [running] = role === 'start' ? await workers.living(role) : []
      if (running) throw new AlreadyRunning(running.pid, running.host, running.started_at)
      return await workers.enter(role)
    })
    .catch(async (error: unknown) => {
      await store.close()
      throw error
    })
  const leave = async () => {
    // A database that is away learns from the lease that this process has left.
    await store.workers.leave(workerId).catch((error: unknown) => log.error({ err: error }, 'could not take leave'))
    await store.close()
  }

  const { newsroom, close: closeNewsroom } = openNewsroom({
    settings,
    environment,
    printer: openPrinter({ chromiumPath: environment.CHROMIUM_PATH, log }),
    clock,
    log,
    memory: { get: (url) => store.rawCopies.latest(url) },
    stored: storedIssues(store.issues),
    alsoIn: textLanguages,
  })
  let stopping = false
  const stops: (() => Promise<void> | void)[] = []

  const context: JobContext = {
    ...newsroom,
    store,
    changes: countChanges(),
    log,
    smtp: environment.SMTP_URL ? parseSmtpUrl(environment.SMTP_URL) : null,
    imap: environment.IMAP_URL ? parseImapUrl(environment.IMAP_URL) : null,
    mailLog: environment.SMTP_LOG ? openMailLog(environment.SMTP_LOG) : null,
    dataDir,
    settingsFolder: settings.folder ?? null,
    downloads: openDownloadCounter({ store, clock, log, timeZone: newsroom.office.timeZone }),
    workerId,
    shares: environment.REDIS_URL === null ? 1 : sharesOverRedis,
    openTurns: new Map(),
    dkimKeys: settings.dkimKeys,
    stopping: () => stopping,
    wake: () => queue.wake(),
    notice: noticeWriter(newsroom.office, newsroom.texts),
  }

  const isMonthly = (payload: unknown) =>
    newsroom.publications[(payload as IssuePayload).publication]?.kind === 'monthly-news'
  const handlers: JobHandlers = {
    compose: (payload) =>
      (isMonthly(payload) ? composeMonthlyNews : composeWeeklyAgenda)(context, payload as IssuePayload),
    send: (payload) => (isMonthly(payload) ? sendMonthlyNews : sendWeeklyAgenda)(context, payload as IssuePayload),
    'news-reminder': (payload) => remindOfMonthlyNews(context, payload as IssuePayload, 'reminder'),
    'news-proof': (payload) => remindOfMonthlyNews(context, payload as IssuePayload, 'proof'),
    deliver: (payload) => deliver(context, payload as DeliverPayload),
    bounces: (payload) => readReturnedMail(context, payload as BouncesPayload),
    refusal: (payload, job) => tellRefusal(context, payload as RefusalPayload, job),
    retention: () => applyRetention(context),
    tidy: () => tidy(context),
    import: (payload) => runImportDraft(context, payload as ImportDraftPayload),
    'edition-reminder': (payload) => remind(context, payload as ReminderPayload),
    'edition-pages': (payload) => drawPages(context, payload as PagesPayload),
    'sign-up': (payload) => confirmSignUp(context, payload as SignUpPayload),
  }
  const queue = await openQueue({
    redisUrl: environment.REDIS_URL,
    store,
    clock,
    log,
    handlers,
    workerId,
    onFailed: async (job, error) => {
      const values = { job: job.key, error: error instanceof Error ? error.message : String(error) }
      const key = `alarm/job-failed/${job.id}/${job.claim}`
      await store.transaction((rows) => alarm(context, rows, { key, code: 'job-failed', values, issueId: null }))
      queue.wake()
    },
    onRun: context.changes.made,
  })
  await upkeep(context)

  const tick = () => schedule(context)
  let tending: NodeJS.Timeout | undefined
  const work = () => {
    tending = setInterval(() => {
      upkeep(context).catch((error: unknown) => log.error({ err: error }, 'the upkeep failed'))
    }, upkeepMs)
    const settling = setInterval(() => {
      settleFromLog(context)
        .then((settled) => settled > 0 && queue.wake())
        .catch((error: unknown) => log.error({ err: error }, 'the log of the mail server could not be read'))
    }, settlingMs)
    stops.push(() => clearInterval(settling))
    sweepTempFolders().catch((error: unknown) => log.error({ err: error }, 'old folders could not be removed'))
    queue.start()
  }
  return {
    context,
    queue,
    tick,
    work,
    async start() {
      await tick()
      const { schedule: cron } = await import('node-cron')
      // Every minute: the calendar tells what is due, so that a missed minute loses nothing.
      const clockwork = cron(
        '* * * * *',
        () => tick().catch((error: unknown) => log.error({ err: error }, 'the schedule failed')),
        {
          timezone: newsroom.office.timeZone,
          noOverlap: true,
        },
      )
      stops.push(() => clockwork.stop())
      work()
    },
    async close() {
      stopping = true
      for (const stop of stops) await stop()
      await queue.drain()
      // Until here others must see that this process lives: it still had messages in hand.
      clearInterval(tending)
      await closeNewsroom()
      await context.downloads.flush()
      await leave()
    },
  }
}
