import { rm } from 'node:fs/promises'
import { type App, openApp } from '../../../src/app.js'
import { manualClock, type SettableClock } from '../../../src/base/clock.js'
import { silentLog } from '../../../src/base/log.js'
import { feedsSchema } from '../../../src/domain/settings/feeds.js'
import { officeSchema } from '../../../src/domain/settings/office.js'
import { publicationsSchema } from '../../../src/domain/settings/publications.js'
import { readEnvironment } from '../../../src/settings/environment.js'
import { openStore, type Store } from '../../../src/store/store.js'
import { enterPartners, freezeLetter } from '../../bench/send/audience.js'
import { office } from '../../fixtures/office.js'
import { databaseFile } from '../../support/database-file.js'
import { seededRandom } from '../../support/random.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { checkSum } from '../kill/audit.js'
import type { Book } from './book.js'
import { openHostileServer } from './server.js'
import { judgeFaults, type Verdict } from './verdict.js'

export interface FaultReport extends Verdict {
  /** How often the sum was compared with the audience. */
  checks: number
  /** How often the sending stopped and went on. */
  rounds: number
  /** How long it would have taken by the clock. */
  hours: number
  played: Map<string, number>
}

const connections = 8
const monday = Temporal.Instant.from('2026-07-06T08:00:00Z')

async function openSender(dataDir: string, url: string, timeoutMs: number, clock: SettableClock): Promise<App> {
  const app = await openApp({
    settings: {
      office: officeSchema.parse({ ...office, sending: { connections, messagesPerConnection: 50 } }),
      dkimKeys: [],
      ...feedsSchema.parse({ feeds: {} }),
      ...publicationsSchema.parse({ publications: {} }),
    },
    environment: { ...readEnvironment({}), SMTP_URL: url },
    dataDir,
    role: 'faults',
    log: silentLog,
    clock,
  })
  Object.assign(app.context.smtp ?? {}, { timeoutMs })
  // What lays alarms out takes as long to load as this impatient client waits for the server.
  await app.context.notice.alarm({ title: '', sentences: [], url: null })
  return app
}

/** Compares the sum with the audience, in a connection of its own, each time `often` more messages were tried. */
function watchSum(store: Store, campaignId: string, audience: number, book: Book, often: number) {
  let checks = 0
  let seen = -1
  let failure: unknown = null
  const timer = setInterval(() => {
    const tried = [...book.played.values()].reduce((sum, count) => sum + count, 0)
    if (tried - seen < often || failure) return
    seen = tried
    checkSum(store, campaignId, audience).then(
      () => checks++,
      (error: unknown) => {
        failure = error
      },
    )
  }, 20)
  return {
    get checks() {
      return checks
    },
    stop() {
      clearInterval(timer)
      if (failure) throw failure
    },
  }
}

/**
 * Sends to `recipients` through a server that plays every fault at random, with the clock set to whatever hour comes
 * next, until nothing waits. @throws Error as soon as a sum is not the audience, or when the sending does not end.
 */
export async function runFaultCampaign({
  recipients,
  seed,
}: {
  recipients: number
  seed: number
}): Promise<FaultReport> {
  const folder = await scratchFolder('faults')
  const clock = manualClock(monday)
  const random = seededRandom(seed)
  const timeoutMs = 500
  const server = await openHostileServer({ random, clock, lateMs: 100, mostConnections: connections - 2 })
  const app = await openSender(folder, server.url, timeoutMs, clock)
  const { store } = app.context
  const witness = await openStore({ file: databaseFile(folder) })
  try {
    await enterPartners(store, recipients)
    const campaignId = await freezeLetter(store, 'faults', 3)
    const watch = watchSum(witness, campaignId, recipients, server.book, Math.max(5, recipients / 2000))
    let rounds = 0
    while ((await store.campaigns.byId(campaignId))?.state !== 'done') {
      if (++rounds > 5000)
        throw new Error(`the sending does not end: ${JSON.stringify(await store.ledger.sums(campaignId))}`)
      await app.queue.runDue()
      await checkSum(witness, campaignId, recipients)
      const due = await store.jobs.nextDue()
      if (due && Temporal.Instant.compare(due, clock.now()) > 0) clock.set(due)
    }
    watch.stop()
    const hours = clock.now().since(monday).total('hours')
    const verdict = await judgeFaults(store, campaignId, server.book)
    return { ...verdict, checks: watch.checks + rounds, rounds, hours, played: server.book.played }
  } finally {
    await app.close()
    await witness.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What the program promises of a campaign under faults; empty when it kept it all. */
export function brokenFaultPromises(report: FaultReport): string[] {
  const broken: string[] = []
  if (report.lost > 0) broken.push(`${report.lost} lost`)
  if (report.doubled > 0) broken.push(`${report.doubled} doubled`)
  if (report.open > 0) broken.push(`${report.open} still pending, sending or deferred`)
  if (report.uncertain > report.lostInData)
    broken.push(`${report.uncertain} uncertain, and ${report.lostInData} conversations that ended in DATA`)
  if (report.accepted + report.failed + report.uncertain !== report.audience)
    broken.push('not everyone is accounted for')
  return [...broken, ...report.wrong]
}
