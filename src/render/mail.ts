import { loadTexts, type Texts } from '../base/texts.js'
import { printable, typeset } from '../base/typography.js'
import { wrapLines } from '../base/wrap.js'
import type { IssueContent, MonthlyContent, WeeklyContent } from '../domain/issue.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { viewIssue, type IssueView } from './issue-view.js'
import type { IssueLinks } from './links.js'
import { loadMjml } from './mjml.js'
import { viewNews } from './news-view.js'
import type { Palette } from './palette.js'
import { fillPlainTemplate, fillTemplate } from './templates.js'

export interface MailInput {
  office: OfficeSettings
  links: IssueLinks
  unsubscribeUrl: string
  preferencesUrl: string
  /** By default those of the issue's language. */
  texts?: Texts
}

export interface RenderedMail {
  language: string
  subject: string
  html: string
  text: string
  /** Size of `html` in UTF-8; Gmail cuts what goes beyond 102 kB. */
  bytes: number
}

function preheaderOf({ count, communes: [first, second, third] }: IssueView, { t }: Texts): string {
  const places = first && second && third ? t('mail.places', { first, second, third }) : 'none'
  return t('mail.preheader', { count, places })
}

/** MJML indents what it writes; one blank is as good, and counts less towards the limit. */
function withoutIndentation(html: string): string {
  return html.replaceAll(/\n\s+/g, '\n').replaceAll(/\n{2,}/g, '\n')
}

/** What others wrote (`dir="auto"`) stays in its language: a voice reads it as such (WCAG 2.2, 3.1.2). */
function inTheirLanguage(html: string, written: string, shown: string): string {
  return written === shown ? html : html.replaceAll(' dir="auto"', ` dir="auto" lang="${written}"`)
}

/** What the templates show, and what an inbox shows before the mail is opened; not yet typeset. */
interface Letter {
  issue: { language: string; title: string; span: string; palette: Palette }
  preheader: string
}

function weeklyLetter(content: WeeklyContent, { office }: MailInput, texts: Texts): Letter {
  const issue = viewIssue(content, office, { texts })
  return { issue, preheader: preheaderOf(issue, texts) }
}

function monthlyLetter(content: MonthlyContent, { office, links }: MailInput, texts: Texts): Letter {
  const issue = viewNews(content, office, links, texts)
  const [first, second] = content.entries.map((one) => printable(one.title))
  const others = Math.max(0, content.entries.length - 2)
  return { issue, preheader: texts.t('news.preheader', { first: first ?? 'none', second: second ?? 'none', others }) }
}

/** Renders the mail of an issue, HTML and plain text. Throws when the template is not valid MJML. */
export async function renderMail(content: IssueContent, input: MailInput): Promise<RenderedMail> {
  const { links, unsubscribeUrl, preferencesUrl, texts = loadTexts(content.language) } = input
  const mjml2html = await loadMjml()
  const letter =
    content.kind === 'monthly-news' ? monthlyLetter(content, input, texts) : weeklyLetter(content, input, texts)
  const { issue } = letter
  const subject = typeset(printable(texts.t('mail.subject', { title: issue.title, span: issue.span })), texts.language)
  const preheader = typeset(letter.preheader, texts.language)
  const scope = { issue, palette: issue.palette, links, unsubscribeUrl, preferencesUrl, subject, preheader }
  const source = fillTemplate(`newsletter/${content.kind}.mjml`, scope, texts)
  const { html: expanded } = await mjml2html(source, {
    validationLevel: 'strict',
    keepComments: false,
    fonts: {},
    ignoreIncludes: true,
  })
  const html = withoutIndentation(inTheirLanguage(expanded, content.language, texts.language))
  const text = wrapLines(fillPlainTemplate(`newsletter/${content.kind}.txt`, scope, texts))
  return { language: texts.language, subject, html, text, bytes: Buffer.byteLength(html) }
}
