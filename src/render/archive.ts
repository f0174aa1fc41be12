import { loadTexts } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import type { IssueContent, MonthlyContent, WeeklyContent } from '../domain/issue.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { fontFaces } from './fonts.js'
import { viewIssue } from './issue-view.js'
import type { IssueLinks } from './links.js'
import { viewNews } from './news-view.js'
import { fillTemplate } from './templates.js'

interface ArchiveInput {
  office: OfficeSettings
  links: IssueLinks
}

/** The issue as a web page that stands alone: its style, its drawing and its display font within, no script. */
export function renderArchive(content: IssueContent, input: ArchiveInput): string {
  return content.kind === 'monthly-news' ? newsPage(content, input) : agendaPage(content, input)
}

function agendaPage(content: WeeklyContent, { office, links }: ArchiveInput): string {
  const texts = loadTexts(content.language)
  const issue = viewIssue(content, office, { texts })
  const description = typeset(texts.t('archive.description', { span: issue.span, count: issue.count }), texts.language)
  const display = [issue.title, issue.span, ...issue.days.map((day) => day.heading)].join('')
  return fillTemplate(
    'web/archive.html',
    { issue, links, description, fonts: fontFaces(display, ['Bricolage']) },
    texts,
  )
}

function newsPage(content: MonthlyContent, { office, links }: ArchiveInput): string {
  const texts = loadTexts(content.language)
  const issue = viewNews(content, office, links, texts)
  const description = typeset(texts.t('news.description', { span: issue.heading, office: office.name }), texts.language)
  const headings = ['news.partner', 'news.remember', 'news.trainings'].map((key) => texts.t(key))
  const display = [issue.title, issue.heading, ...headings, ...content.entries.map((one) => one.title)].join('')
  return fillTemplate('web/news.html', { issue, links, description, fonts: fontFaces(display, ['Bricolage']) }, texts)
}
