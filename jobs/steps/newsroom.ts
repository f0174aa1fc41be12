import type { Clock } from '../../src/base/clock.js'
import { UnusablePicture } from '../../src/base/picture.js'
import type { Log } from '../../src/base/log.js'
import { loadTexts, type TextLanguage, type Texts } from '../../src/base/texts.js'
import { chooseArticle } from '../../src/collect/choose-article.js'
import { collectFeed } from '../../src/collect/collect.js'
import { CollectError, type CollectProblem, type FeedMemory, type RawCopy } from '../../src/collect/collected.js'
import { loadCommunes } from '../../src/collect/communes.js'
import { collectSince } from '../../src/collect/collect-since.js'
import { checkLinks } from '../../src/collect/links.js'
import { addressDigest, fetchPicture } from '../../src/collect/picture.js'
import { readAgenda } from '../../src/collect/reading/read-agenda.js'
import { type IssueContent, isUpload, readPictureName, uploadName, type WeeklyContent } from '../../src/domain/index.js'
import type { FeedSettings } from '../../src/domain/settings/feeds.js'
import { renderArchive } from '../../src/render/archive.js'
import { renderCalendar } from '../../src/render/calendar.js'
import { renderNewsCalendar } from '../../src/render/news-calendar.js'
import { openMailRoom } from '../../src/render/mail-room.js'
import type { Printer } from '../../src/render/printer.js'
import type { Environment } from '../../src/settings/environment.js'
import type { OfficeFolder } from '../../src/settings/load.js'
import type { IssueFile } from '../../src/store/issues.js'
import type { CollectedFeed, IssueLinks, Newsroom } from './context.js'
import { preferencesUrl, unsubscribeUrl } from './issue-message.js'

export interface NewsroomOptions {
  settings: OfficeFolder
  environment: Environment
  clock: Clock
  log: Log
  /** What feeds answered before, for conditional requests. */
  memory: FeedMemory
  stored: Newsroom['stored']
  /** In which mails are written besides the office's own language. */
  alsoIn: readonly TextLanguage[]
  /** Closed with the newsroom. */
  printer: Printer
}

export interface OpenNewsroom {
  newsroom: Newsroom
  /** For whoever is sure to make an issue: MJML loads while the article is read. */
  warmUp(): void
  /** Ends the browser and the mail's thread. */
  close(): Promise<void>
}

/** What went wrong with a feed, a sentence for each way that was tried. */
function explain(texts: Texts, problems: readonly CollectProblem[]): string {
  return problems
    .map(({ code, feed, url, status, detail }) =>
      texts.t(`collect.${code}`, { feed, url, status: status ?? '', detail: detail ?? '' }),
    )
    .join(' ')
}

/** What was read, for the database; a copy that is kept already is not kept again. */
const copiesOf = (feed: string, raw: RawCopy[]) =>
  raw.flatMap((copy) => (copy.body ? [{ ...copy, body: copy.body, feed }] : []))

/** Every link of an issue that a reader may follow. */
function linksOf(content: IssueContent): string[] {
  const links =
    content.kind === 'monthly-news'
      ? [...content.entries, ...content.dates, ...(content.partner ? [content.partner] : [])].map(({ url }) => url)
      : [content.article?.url, ...bookingsOf(content)]
  return [...new Set(links)].filter((url): url is string => !!url && /^https?:/.test(url))
}

const bookingsOf = ({ days, ongoing }: WeeklyContent) =>
  [...days.flatMap((day) => day.occurrences), ...ongoing].map((event) => event.booking?.url)

function mailAndTranslations<M>([mail, ...translations]: M[]): { mail: M; translations: M[] } {
  if (!mail) throw new Error('no mail was rendered')
  return { mail, translations }
}

const calendarFile = (ics: string): IssueFile => ({
  name: 'agenda.ics',
  contentType: 'text/calendar; charset=utf-8',
  body: Buffer.from(ics),
})

/** The verbs collect and render, bound to the settings: from a feed's name to articles, from an issue to its forms. */
export function openNewsroom({
  settings: { office, feeds, publications },
  environment,
  printer,
  clock,
  log,
  memory,
  stored,
  alsoIn,
}: NewsroomOptions): OpenNewsroom {
  const mailRoom = openMailRoom()
  const texts = loadTexts(office.language)
  const publicUrl = environment.PUBLIC_URL
  let communes: ReturnType<typeof loadCommunes> | null = null
  const allowPrivate = Object.values(feeds).some((feed) => feed.allowPrivate)

  const tools = { memory, log, now: () => clock.now() }

  /** Asks a feed; what goes wrong is told in sentences. */
  async function collecting<T>(ask: (settings: FeedSettings) => Promise<T>, name: string): Promise<T> {
    const settings = feeds[name]
    if (!settings) throw new Error(`no feed "${name}"`)
    try {
      return await ask(settings)
    } catch (error) {
      if (error instanceof CollectError) throw new Error(explain(texts, error.problems), { cause: error })
      throw error
    }
  }

  const newsroom: Newsroom = {
    office,
    publications,
    clock,
    texts,
    publicUrl,
    stored,

    async collect(name): Promise<CollectedFeed> {
      const { articles, raw } = await collecting((settings) => collectFeed(name, settings, tools), name)
      return { articles, raw: copiesOf(name, raw) }
    },

    async collectSince(name, since) {
      const collected = await collecting((settings) => collectSince(name, settings, since, tools), name)
      return { articles: collected.articles, raw: copiesOf(name, collected.raw), whole: collected.whole }
    },

    choose: (articles, publication, week) => chooseArticle(articles, publication.article, week, office.timeZone),

    read(article, week) {
      communes ??= loadCommunes(office.intercommunality, office.otherCommunes)
      return readAgenda(article, { zone: office.timeZone, communes, week })
    },

    async deadLinks(content) {
      const dead = await checkLinks(linksOf(content), { allowPrivate, timeoutMs: 5000 })
      return dead.map((link) => link.url)
    },

    async picture(issue, url) {
      const address = addressDigest(url)
      if (isUpload(url)) return (await stored.upload(issue, uploadName(url))) ?? 'image-unreachable'
      const kept = await stored.file(issue, (name) => readPictureName(name)?.address === address)
      if (kept) return kept
      try {
        return await fetchPicture(url, { allowPrivate, timeoutMs: 10_000 })
      } catch (error) {
        const problem = error instanceof UnusablePicture ? 'image-unreadable' : 'image-unreachable'
        log.warn({ err: error, problem }, 'a picture is left out')
        return problem
      }
    },

    getReady() {
      mailRoom.warmUp()
      printer.warmUp()
    },
    print: (html) => printer.document(html),

    browserVersion: () => printer.version(),

    async render(content, links, early) {
      const ways = {
        unsubscribeUrl: unsubscribeUrl(publicUrl, content.publication.id),
        preferencesUrl: preferencesUrl(publicUrl),
      }
      // Chromium begins before the mail's thread is asked: paper takes longest.
      const printing = content.kind === 'weekly-agenda' ? printAgenda(content, links) : null
      const languages = [office.language, ...alsoIn.filter((one) => one !== office.language)]
      const mailing = mailRoom.render(content, { office, links, ...ways }, languages).then(mailAndTranslations)
      if (early) mailing.then(({ mail }) => early(mail)).catch(() => undefined)
      // What this thread makes, while Chromium and the mail's thread make theirs.
      const page = Buffer.from(renderArchive(content, { office, links }))
      const dates = content.kind === 'monthly-news' ? renderNewsCalendar(content, { office }) : null
      const [papers, { mail, translations }] = await Promise.all([printing, mailing])
      return {
        language: mail.language,
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        translations,
        mailBytes: mail.bytes,
        poster: papers?.poster ?? null,
        files: [
          ...(papers?.files ?? []),
          ...(dates === null ? [] : [calendarFile(dates)]),
          { name: 'archive.html', contentType: 'text/html; charset=utf-8', body: page },
        ],
      }
    },
  }

  /** The papers of a weekly agenda, and its calendar. */
  async function printAgenda(content: WeeklyContent, links: IssueLinks) {
    const printedOn = clock.now().toZonedDateTimeISO(office.timeZone).toPlainDate().toString()
    const paper = { office, links, printedOn }
    const prints = Promise.all([printer.poster(content, paper), printer.booklet(content, paper)])
    const calendar = calendarFile(renderCalendar(content, { office }))
    const [poster, booklet] = await prints
    const files: IssueFile[] = [
      { name: 'poster.pdf', contentType: 'application/pdf', body: poster.pdf },
      { name: 'booklet.pdf', contentType: 'application/pdf', body: booklet.pdf },
      calendar,
    ]
    return { poster: { pages: poster.pages, shrunk: poster.shrunk, cut: poster.clamped }, files }
  }

  return {
    newsroom,
    warmUp: () => mailRoom.warmUp(),
    async close() {
      await Promise.all([printer.close(), mailRoom.close()])
    },
  }
}
