import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type App, openApp } from '../../src/app.js'
import { demoData } from '../../src/cli/demo/blog.js'
import { manualClock, type SettableClock } from '../../src/base/clock.js'
import { type Log, silentLog } from '../../src/base/log.js'
import { feedsSchema } from '../../src/domain/settings/feeds.js'
import type { OfficeSettings } from '../../src/domain/settings/office.js'
import { publicationsSchema } from '../../src/domain/settings/publications.js'
import { weekAfter, type WeeklyContent } from '../../src/domain/index.js'
import { readEnvironment } from '../../src/settings/environment.js'
import type { StoredIssue } from '../../src/store/issues.js'
import { openSink, type Sink } from '../deliver/sink.js'
import { office } from '../fixtures/office.js'
import { cheapRender } from './cheap-render.js'
import { scratchFolder } from './scratch-folder.js'
import { seriesTitle } from './weekly-article.js'
import { type Handler, startWebServer } from './web-server.js'
import { enterPartners } from './enter-partners.js'

export const week = weekAfter('2026-07-04')
export const fridayAfternoon = Temporal.Instant.from('2026-07-03T14:00:00Z')
export const saturdayMorning = Temporal.Instant.from('2026-07-04T05:30:00Z')

/** The program on the Friday before a week of July, with a real blog, mail server and database; driven by hand. */
export interface Friday {
  app: App
  sink: Sink
  clock: SettableClock
  dataDir: string
  /** The blog's address; it has a /photo.jpg. */
  blog: string
  /** What the blog answers from now on. */
  answer(handler: Handler): void
  /** Lets the program do what is due at an instant. */
  at(instant: Temporal.Instant): Promise<void>
  issue(): Promise<(StoredIssue & { content: WeeklyContent | null }) | null>
  /** How many mails staff got, by what they are about. */
  toStaff(): Promise<{ proofs: number; alarms: number }>
  toPartners(): string[]
  /** Throws unless the states of every campaign add up to its audience. */
  checkSums(): Promise<void>
}

export interface FridayOptions {
  partners?: number
  feed?: object
  /** Settings of the publication that differ. */
  publication?: object
  /** A second publication, `guides`, as the settings of the first but for these. */
  guides?: object
  /** Monthly news as well, `nouvelles`, of a blog whose REST API is at this address; settings that differ. */
  news?: { rest: string; settings?: object }
  smtpUrl?: string
  imapUrl?: string
  /** What the office's settings say otherwise. */
  office?: Partial<OfficeSettings>
  dataDir?: string
  /** Print with the real Chromium. */
  real?: boolean
  sink?: Sink
  log?: Log
}

export async function openFriday(t: TestContext, options: FridayOptions = {}): Promise<Friday> {
  let handler: Handler = (_request, response) => void response.writeHead(404).end()
  const blog = await startWebServer(t, {
    '/feed/': (request, response) => handler(request, response),
    '/photo.jpg': (_request, response) => void response.end(readFileSync(join(demoData, 'collines.jpg'))),
  })
  const sink = options.sink ?? (await openSink())
  const dataDir = options.dataDir ?? (await scratchFolder('friday'))
  const clock = manualClock(fridayAfternoon.subtract({ hours: 48 }))
  const feed = { format: 'wordpress', rss: `${blog}/feed/`, allowPrivate: true, timeoutSeconds: 1, ...options.feed }
  const publication = {
    title: 'L’agenda de la semaine',
    feed: 'blog',
    article: { title: seriesTitle },
    season: { from: '07-01', to: '08-31' },
    attach: [],
    ...options.publication,
  }
  const app = await openApp({
    settings: {
      office: { ...office, ...options.office },
      dkimKeys: [],
      ...feedsSchema.parse({
        feeds: {
          blog: feed,
          ...(options.news && { actualites: { format: 'wordpress', rest: options.news.rest, allowPrivate: true } }),
        },
      }),
      ...publicationsSchema.parse({
        publications: {
          agenda: publication,
          ...(options.news && {
            nouvelles: {
              kind: 'monthly-news',
              title: 'Les nouvelles du mois',
              posts: [{ feed: 'actualites', categories: ['Actualités'] }],
              ...options.news.settings,
            },
          }),
          ...(options.guides && { guides: { ...publication, ...options.guides } }),
        },
      }),
    },
    environment: {
      ...readEnvironment({}),
      SMTP_URL: options.smtpUrl ?? sink.url,
      IMAP_URL: options.imapUrl ?? null,
      PUBLIC_URL: 'https://tourisme.example.org',
    },
    dataDir,
    role: 'test',
    log: options.log ?? silentLog,
    clock,
  })
  if (!options.real) Object.assign(app.context, { render: cheapRender })
  t.after(async () => {
    await app.close()
    await sink.close()
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
  })
  const { store } = app.context
  const partners = Array.from({ length: options.partners ?? 3 }, (_, index) => ({
    email: `p${index + 1}@partenaires.example.org`,
  }))
  await enterPartners(store, partners, options.news ? ['agenda', 'nouvelles'] : ['agenda'])
  const isStaff = (address: string) => office.staff.some((one) => one.address === address)
  return {
    app,
    sink,
    clock,
    dataDir,
    blog,
    answer: (next) => {
      handler = next
    },
    async at(instant) {
      clock.set(instant)
      await app.tick()
      await app.queue.runDue()
    },
    issue: async () => (await store.issues.byPeriod('agenda', '2026-W28')) as Awaited<ReturnType<Friday['issue']>>,
    async toStaff() {
      const kinds = new Map((await store.campaigns.list(1000)).map((one) => [one.id, one.kind]))
      const sent = sink.messages
        .filter((one) => isStaff(one.to))
        .map(({ raw }) => kinds.get(raw.match(/^Message-ID: <(.+)-\d{7}@/im)?.[1] ?? ''))
      return {
        proofs: sent.filter((kind) => kind === 'proof').length,
        alarms: sent.filter((kind) => kind === 'alarm').length,
      }
    },
    toPartners: () => sink.messages.filter((one) => !isStaff(one.to)).map((one) => one.to),
    async checkSums() {
      for (const campaign of await store.campaigns.list(1000)) {
        const { audience, ...states } = await store.ledger.sums(campaign.id)
        const sum = Object.values(states).reduce((total, count) => total + count, 0)
        if (sum !== audience || audience !== (await store.campaigns.deliveries(campaign.id)).length)
          throw new Error(`${campaign.key}: ${JSON.stringify(states)} is not ${audience}`)
      }
    },
  }
}
