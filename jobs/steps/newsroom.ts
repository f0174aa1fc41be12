import type { CollectedFeed, JobContext } from './context.js'
import type { Clock } from '../../src/base/clock.js'
import type { Log } from '../../src/base/log.js'
import type { Texts } from '../../src/base/texts.js'
import { chooseArticle } from '../../src/collect/choose-article.js'
import { collectFeed } from '../../src/collect/collect.js'
import { CollectError, type CollectProblem } from '../../src/collect/collected.js'
import { loadCommunes } from '../../src/collect/communes.js'
import { checkLinks } from '../../src/collect/links.js'
import { readAgenda } from '../../src/collect/reading/read-agenda.js'
import type { IssueContent } from '../../src/domain/index.js'
import type { OfficeSettings } from '../../src/domain/settings/office.js'
import { renderArchive } from '../../src/render/archive.js'
import { renderCalendar } from '../../src/render/calendar.js'
import type { MailRoom } from '../../src/render/mail-room.js'
import type { Printer } from '../../src/render/printer.js'
import type { OfficeFolder } from '../../src/settings/load.js'
import type { Store } from '../../src/store/store.js'
import { unsubscribeUrl } from './issue-message.js'

interface NewsroomParts {
  office: OfficeSettings
  feeds: OfficeFolder['feeds']
  store: Store
  clock: Clock
  log: Log
  texts: Texts
  printer: Printer
  mailRoom: MailRoom
  publicUrl: string
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

/** The verbs collect and render, bound to the settings: from a feed's name to articles, from an issue to its forms. */
export function newsroom({
  office,
  feeds,
  store,
  clock,
  log,
  texts,
  printer,
  mailRoom,
  publicUrl,
}: NewsroomParts): Pick<JobContext, 'collect' | 'choose' | 'read' | 'deadLinks' | 'render' | 'browserVersion'> {
  let communes: ReturnType<typeof loadCommunes> | null = null
  const allowPrivate = Object.values(feeds).some((feed) => feed.allowPrivate)

  return {
    async collect(name): Promise<CollectedFeed> {
      const settings = feeds[name]
      if (!settings) throw new Error(`no feed "${name}"`)
      try {
        const { articles, raw } = await collectFeed(name, settings, {
          memory: { get: (url) => store.rawCopies.latest(url) },
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

    browserVersion: () => printer.version(),

    async render(content, links) {
      const printedOn = clock.now().toZonedDateTimeISO(office.timeZone).toPlainDate().toString()
      const paper = { office, links, printedOn }
      const prints = Promise.all([printer.poster(content, paper), printer.booklet(content, paper)])
      const unsubscribe = unsubscribeUrl(publicUrl, content.publication.id)
      const [[poster, booklet], mail] = await Promise.all([
        prints,
        mailRoom.render(content, { office, links, unsubscribeUrl: unsubscribe }),
      ])
      return {
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        mailBytes: mail.bytes,
        poster: { pages: poster.pages, shrunk: poster.shrunk },
        files: [
          { name: 'poster.pdf', contentType: 'application/pdf', body: poster.pdf },
          { name: 'booklet.pdf', contentType: 'application/pdf', body: booklet.pdf },
          {
            name: 'agenda.ics',
            contentType: 'text/calendar; charset=utf-8',
            body: Buffer.from(renderCalendar(content, { office })),
          },
          {
            name: 'archive.html',
            contentType: 'text/html; charset=utf-8',
            body: Buffer.from(renderArchive(content, { office, links })),
          },
        ],
      }
    },
  }
}
