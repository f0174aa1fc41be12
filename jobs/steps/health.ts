import { statfs } from 'node:fs/promises'
import { reasonOf } from '../../src/base/reason-of.js'
import type { PublicationSettings } from '../../src/domain/settings/publications.js'
import type { TextValues, Texts } from '../../src/base/texts.js'
import type { Article } from '../../src/domain/index.js'
import type { JobContext } from './context.js'
import { routingFinding } from './health-routing.js'
import { signatureFinding, textRecords } from './health-records.js'

/** What is looked after: text "health.what.<subject>", and "health.advice.<subject>" where it is not in order. */
export type HealthSubject =
  | 'feed'
  | 'mailServer'
  | 'returnedMail'
  | 'spf'
  | 'dkim'
  | 'dmarc'
  | 'publicUrl'
  | 'queue'
  | 'processes'
  | 'disk'
  | 'backup'
  | 'browser'
  | 'routing'

export interface Finding {
  subject: HealthSubject
  /** "watch": nothing is lost, but somebody should look. "bad": a send would suffer. "apart": not looked for here. */
  standing: 'good' | 'watch' | 'bad' | 'apart'
  said: Said
}

/** What was found: a sentence of "health.said", or words as they came. */
export type Said = string | { key: string; values?: TextValues }

/** What was found, in the reader's language. */
export const saidIn = ({ t }: Pick<Texts, 't'>, said: Said): string =>
  typeof said === 'string' ? said : t(`health.said.${said.key}`, said.values)

export type Look = () => Promise<Omit<Finding, 'subject'>>
export type Looks = (context: JobContext) => [HealthSubject, Look][]

/** After this long a part counts as not answering. */
const patienceMs = 12_000

const gigabyte = 1024 ** 3

/** Everything outside this process that Saturday needs: servers, records, browser and feeds. May take seconds. */
export const outerLooks: Looks = (context) => [
  ['mailServer', () => mailServer(context)],
  ...(context.imap ? [['returnedMail', () => returnedMail(context)] satisfies [HealthSubject, Look]] : []),
  ['publicUrl', async () => publicUrl(context)],
  ['spf', () => textRecords(context, 'spf')],
  ['dkim', () => signatureFinding(context)],
  ['dmarc', () => textRecords(context, 'dmarc')],
  ['browser', async () => good(await context.browserVersion())],
  ...routingLook(context),
  ...[...new Set(Object.values(context.publications).flatMap(feedsOf))].map((feed): [HealthSubject, Look] => [
    'feed',
    () => feedAnswer(context, feed),
  ]),
]

/** Nothing is asked where no service is set. */
function routingLook(context: JobContext): [HealthSubject, Look][] {
  const { routing } = context.office.editions
  return routing ? [['routing', () => routingFinding(context, routing)]] : []
}

const feedsOf = (one: PublicationSettings): string[] =>
  one.kind === 'weekly-agenda' ? [one.feed] : one.posts.map(({ feed }) => feed)

/** What the program knows of itself: its work, its processes, its disk. */
export const innerLooks: Looks = (context) => [
  ['queue', () => oldestJob(context)],
  ['processes', () => processes(context)],
  ['disk', () => freeSpace(context)],
  ['backup', () => lastBackup(context)],
]

/** What only a program that writes to real partners needs: its name in the world, and a copy of its data. */
const onlyInEarnest: ReadonlySet<HealthSubject> = new Set(['publicUrl', 'spf', 'dkim', 'dmarc', 'backup'])

/** The looks of a demonstration, whose mails never leave this machine: what it does not need is said not to be looked for. */
export const looksOfDemonstration = (looks: readonly [HealthSubject, Look][]): [HealthSubject, Look][] =>
  looks.map(([subject, look]) =>
    onlyInEarnest.has(subject)
      ? [subject, async () => ({ standing: 'apart', said: { key: 'demonstration' } })]
      : [subject, look],
  )

/** Carries out a look; what fails, or takes too long, is told as what was found. */
export async function lookAt([subject, look]: [HealthSubject, Look]): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Awaited<ReturnType<Look>>>((resolve) => {
    timer = setTimeout(() => resolve({ standing: 'bad', said: { key: 'late' } }), patienceMs)
  })
  try {
    return { subject, ...(await Promise.race([look(), late])) }
  } catch (error) {
    return { subject, standing: 'bad', said: reasonOf(error) }
  } finally {
    clearTimeout(timer)
  }
}

const good = (said: Said) => ({ standing: 'good' as const, said })

async function mailServer({ smtp, texts }: JobContext) {
  if (!smtp) throw new Error(texts.t('send.no-smtp'))
  const { connect } = await import('../../src/deliver/connection.js')
  const connection = await connect({ ...smtp, timeoutMs: 10_000 })
  connection.close()
  return good({ key: 'answers', values: { place: `${smtp.host}:${smtp.port}` } })
}

async function returnedMail({ imap }: JobContext) {
  if (!imap) return { standing: 'bad' as const, said: { key: 'late' } }
  const { openMailbox } = await import('../../src/deliver/mailbox.js')
  const mailbox = await openMailbox(imap)
  await mailbox.close()
  return good({ key: 'answers', values: { place: `${imap.host}:${imap.port}, ${imap.folder}` } })
}

/** Unsubscription links must open on partners' phones. */
function publicUrl({ publicUrl: url }: JobContext) {
  const { hostname, protocol } = new URL(url)
  const isPublic = protocol === 'https:' && hostname !== 'localhost' && !hostname.startsWith('127.')
  return isPublic ? good(url) : { standing: 'bad' as const, said: { key: 'notPublic', values: { url } } }
}

/** After so many days without a new article somebody should look, even out of season. */
const quietDays = 35

async function feedAnswer({ collect, clock }: JobContext, feed: string) {
  const { articles } = await collect(feed)
  const newest = newestOf(articles)
  if (!newest) return { standing: 'watch' as const, said: { key: 'emptyFeed', values: { feed } } }
  const days = Math.floor(clock.now().since(newest).total('hours') / 24)
  const said = { key: 'feed', values: { feed, count: articles.length, days: Math.max(0, days) } }
  return { standing: days > quietDays ? ('watch' as const) : ('good' as const), said }
}

const newestOf = (articles: readonly Article[]): Temporal.Instant | null =>
  articles
    .flatMap(({ publishedAt, modifiedAt }) => [publishedAt, modifiedAt])
    .filter((at) => at !== null)
    .map((at) => Temporal.Instant.from(at))
    .toSorted((a, b) => Temporal.Instant.compare(b, a))[0] ?? null

async function oldestJob({ store }: JobContext) {
  const { oldestDueSeconds } = await store.watching.figures()
  const minutes = Math.floor(oldestDueSeconds / 60)
  if (minutes < 2) return good({ key: 'nothingWaits' })
  return { standing: minutes < 15 ? ('watch' as const) : ('bad' as const), said: { key: 'waits', values: { minutes } } }
}

async function processes({ store }: JobContext) {
  const { workers } = await store.watching.figures()
  const count = workers.reduce((sum, one) => sum + one.count, 0)
  return { standing: count > 0 ? ('good' as const) : ('bad' as const), said: { key: 'processes', values: { count } } }
}

/** How old a backup may be: a week, and a day for the machine that was off. */
const backupDays = 8

async function lastBackup({ store, clock }: JobContext) {
  const last = await store.backups.last()
  if (!last) return { standing: 'watch' as const, said: { key: 'noBackup' } }
  const days = Math.floor(clock.now().since(last).total('hours') / 24)
  const said = { key: 'backup', values: { days: Math.max(0, days) } }
  return { standing: days <= backupDays ? ('good' as const) : ('watch' as const), said }
}

async function freeSpace({ dataDir }: JobContext) {
  const { bavail, bsize } = await statfs(dataDir)
  const free = (bavail * bsize) / gigabyte
  const said = { key: 'free', values: { gigabytes: free < 10 ? Math.round(free * 10) / 10 : Math.round(free) } }
  return { standing: free > 5 ? ('good' as const) : free > 1 ? ('watch' as const) : ('bad' as const), said }
}
