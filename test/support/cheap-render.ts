import type { RenderedIssue } from '../../jobs/steps/context.js'
import type { IssueContent } from '../../src/domain/index.js'

/** What stands in each message of an issue, so that a sink can tell which one it got without asking the program. */
export const issueMark = /issue-mark:([\w-]+)\/(\d{4}-W?\d{2})/

/** Renders at no cost, for campaigns of many issues: the programme's lines as HTML and text, and files of a few bytes. */
export async function cheapRender(content: IssueContent): Promise<RenderedIssue> {
  const mark = `issue-mark:${content.publication.id}/${content.period}`
  const lines =
    content.kind === 'monthly-news'
      ? [...content.entries, ...content.dates].map((one) => one.title)
      : content.days.flatMap((day) => day.occurrences.map((one) => `${one.date} ${one.start} ${one.title}`))
  const html = `<p>${mark}</p>${lines.map((line) => `<p>${line}</p>`).join('\n')}`
  const file = (name: string, contentType: string) => ({ name, contentType, body: Buffer.from(mark) })
  const printed = content.kind === 'weekly-agenda'
  const papers = [file('poster.pdf', 'application/pdf'), file('booklet.pdf', 'application/pdf')]
  const dated = content.kind === 'weekly-agenda' || content.dates.length > 0
  return {
    language: content.language,
    subject: `${content.publication.title} ${content.period}`,
    html,
    text: [mark, ...lines].join('\n'),
    mailBytes: html.length,
    poster: printed ? { pages: 1, shrunk: false, cut: [] } : null,
    files: [
      ...(printed ? papers : []),
      ...(dated ? [file('agenda.ics', 'text/calendar; charset=utf-8')] : []),
      file('archive.html', 'text/html; charset=utf-8'),
    ],
  }
}
