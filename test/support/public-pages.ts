import type { TestContext } from 'node:test'
import { preferencesUrl, unsubscribeUrl } from '../../jobs/steps/issue-message.js'
import { renderArchive } from '../../src/render/archive.js'
import { renderNewsCalendar } from '../../src/render/news-calendar.js'
import { renderMail } from '../../src/render/mail.js'
import { createWeb, listen } from '../../src/web/web.js'
import { cheapRender } from './cheap-render.js'
import { type Friday, type FridayOptions, fridayAfternoon, openFriday, saturdayMorning, week } from './friday.js'
import { rssOf } from './rss.js'
import { answering } from './web-server.js'
import { weeklyArticle } from './weekly-article.js'

export interface PublicPages {
  friday: Friday
  /** Where the pages are served, without a trailing slash. */
  url: string
  /** An address of a mail as it is served here. */
  here(link: string): string
  /** Every web address of ours in a mail as it left, HTML and text. */
  linksOf(raw: string): Promise<string[]>
  /** Sends a form as a browser does; follows no redirection. */
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

/** The program with its public pages on loopback; its mails are real, its paper is not. */
export async function openPublicPages(options: FridayOptions = {}): Promise<PublicPages> {
  const ends: (() => unknown)[] = []
  const asTest = { after: (end: () => unknown) => void ends.unshift(end) } as unknown as TestContext
  const friday = await openFriday(asTest, { publication: { attach: ['poster'] }, ...options })
  const { context } = friday.app
  const { office, publicUrl } = context
  Object.assign(context, {
    render: async (...[content, links]: Parameters<typeof context.render>) => {
      const cheap = await cheapRender(content)
      const ways = {
        unsubscribeUrl: unsubscribeUrl(publicUrl, content.publication.id),
        preferencesUrl: preferencesUrl(publicUrl),
      }
      const mail = await renderMail(content, { office, links, ...ways })
      const page = Buffer.from(renderArchive(content, { office, links }))
      const dates = content.kind === 'monthly-news' ? renderNewsCalendar(content, { office }) : null
      const real: Record<string, Buffer> = { 'archive.html': page, ...(dates && { 'agenda.ics': Buffer.from(dates) }) }
      const files = cheap.files.map((file) => ({ ...file, body: real[file.name] ?? file.body }))
      return { ...cheap, ...mail, files }
    },
  })
  friday.answer(
    answering(rssOf([weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))]), { 'content-type': 'text/xml' }),
  )
  const pages = await listen(createWeb(context), 0, '127.0.0.1')
  ends.unshift(() => pages.close())
  const url = `http://127.0.0.1:${pages.port}`
  const here = (link: string) => link.replace(publicUrl, url)
  return {
    friday,
    url,
    here,
    async linksOf(raw) {
      const { simpleParser } = await import('mailparser')
      const mail = await simpleParser(Buffer.from(raw, 'latin1'))
      const list = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll('\r\n ', ' ')
      const all = `${mail.html || ''}\n${mail.text ?? ''}\n${list}`.replaceAll('&amp;', '&')
      return [...new Set(all.match(/https?:\/\/[^\s"'<>()]+/g) ?? [])]
        .filter((link) => link.startsWith(publicUrl))
        .map(here)
    },
    post: (path, fields = {}, headers = {}) =>
      fetch(`${url}${path}`, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) }),
    async close() {
      for (const end of ends) await end()
    },
  }
}

/** Friday's proof and Saturday's sending. */
export async function sendTheAgenda({ friday }: PublicPages): Promise<void> {
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning)
}
