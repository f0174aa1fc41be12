import type { Clock } from '../../src/base/clock.js'
import type { Log } from '../../src/base/log.js'
import { loadTexts, type TextLanguage, type Texts } from '../../src/base/texts.js'
import { chooseArticle } from '../../src/collect/choose-article.js'
import { collectFeed } from '../../src/collect/collect.js'
import { CollectError, type CollectProblem, type FeedMemory } from '../../src/collect/collected.js'
import { loadCommunes } from '../../src/collect/communes.js'
import { checkLinks } from '../../src/collect/links.js'
import { addressDigest, fetchPicture, UnusablePicture } from '../../src/collect/picture.js'
import { readAgenda } from '../../src/collect/reading/read-agenda.js'
import { type IssueContent, type PictureFile, readPictureName } from '../../src/domain/index.js'
import { renderArchive } from '../../src/render/archive.js'
import { renderCalendar } from '../../src/render/calendar.js'
import { openMailRoom } from '../../src/render/mail-room.js'
import type { Printer } from '../../src/render/printer.js'
import type { Environment } from '../../src/settings/environment.js'
import type { OfficeFolder } from '../../src/settings/load.js'
import type { CollectedFeed, Newsroom } from './context.js'
import { preferencesUrl, unsubscribeUrl } from './issue-message.js'

export interface NewsroomOptions {
  settings: OfficeFolder
  environment: Environment
  clock: Clock
  log: Log
  /** What feeds answered before, for conditional requests. */
  memory: FeedMemory
  storedContent: Newsroom['storedContent']
  storedCorrections: Newsroom['storedCorrections']
  /** A file that the issue of a period has, by a test of its name; null when it has none. */
  storedFile(
    issue: { publication: string; period: string },
    wanted: (name: string) => boolean,
  ): Promise<PictureFile | null>
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

/** Every link of an issue that a reader may follow. */
function linksOf(content: IssueContent): string[] {
  const bookings = [...content.days.flatMap((day) => day.occurrences), ...content.ongoing].map(
    (event) => event.booking?.url,
  )
  return [...new Set([content.article?.url, ...bookings])].filter((url): url is string => !!url && /^https?:/.test(url))
}

function mailAndTranslations<M>([mail, ...translations]: M[]): { mail: M; translations: M[] } {
  if (!mail) throw new Error('no mail was rendered')
  return { mail, translations }
}

/** The verbs collect and render, bound to the settings: from a feed's name to articles, from an issue to its forms. */
export function openNewsroom({
  settings: { office, feeds, publications },
  environment,
  printer,
  clock,
  log,
  memory,
  storedContent,
  storedCorrections,
  storedFile,
  alsoIn,
}: NewsroomOptions): OpenNewsroom {
  const mailRoom = openMailRoom()
  const texts = loadTexts(office.language)
  const publicUrl = environment.PUBLIC_URL
  let communes: ReturnType<typeof loadCommunes> | null = null
  const allowPrivate = Object.values(feeds).some((feed) => feed.allowPrivate)

  const newsroom: Newsroom = {
    office,
    publications,
    clock,
    texts,
    publicUrl,
    storedContent,
    storedCorrections,

    async collect(name): Promise<CollectedFeed> {
      const settings = feeds[name]
      if (!settings) throw new Error(`no feed "${name}"`)
      try {
        const { articles, raw } = await collectFeed(name, settings, {
          memory,
          log,
          now: () => clock.now(),
        })
        return {
          articles,
          raw: raw.flatMap((copy) => (copy.body ? [{ ...copy, body: copy.body, feed: name }] : [])),
        }
      } catch (error) {
        if (error instanceof CollectError) throw new Error(explain(texts, error.problems), { cause: error })
        throw error
      }
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
      const kept = await storedFile(issue, (name) => readPictureName(name)?.address === address)
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
      const printedOn = clock.now().toZonedDateTimeISO(office.timeZone).toPlainDate().toString()
      const paper = { office, links, printedOn }
      const prints = Promise.all([printer.poster(content, paper), printer.booklet(content, paper)])
      const ways = {
        unsubscribeUrl: unsubscribeUrl(publicUrl, content.publication.id),
        preferencesUrl: preferencesUrl(publicUrl),
      }
      const languages = [office.language, ...alsoIn.filter((one) => one !== office.language)]
      const mailing = mailRoom.render(content, { office, links, ...ways }, languages).then(mailAndTranslations)
      if (early) mailing.then(({ mail }) => early(mail)).catch(() => undefined)
      // What this thread makes, while Chromium and the mail's thread make theirs.
      const calendar = renderCalendar(content, { office })
      const archive = renderArchive(content, { office, links })
      const [[poster, booklet], { mail, translations }] = await Promise.all([prints, mailing])
      return {
        language: mail.language,
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        translations,
        mailBytes: mail.bytes,
        poster: { pages: poster.pages, shrunk: poster.shrunk, cut: poster.clamped },
        files: [
          { name: 'poster.pdf', contentType: 'application/pdf', body: poster.pdf },
          { name: 'booklet.pdf', contentType: 'application/pdf', body: booklet.pdf },
          {
            name: 'agenda.ics',
            contentType: 'text/calendar; charset=utf-8',
            body: Buffer.from(calendar),
          },
          {
            name: 'archive.html',
            contentType: 'text/html; charset=utf-8',
            body: Buffer.from(archive),
          },
        ],
      }
    },
  }

  return {
    newsroom,
    warmUp: () => mailRoom.warmUp(),
    async close() {
      await Promise.all([printer.close(), mailRoom.close()])
    },
  }
}
