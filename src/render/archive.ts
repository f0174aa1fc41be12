import { loadTexts } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import type { IssueContent } from '../domain/issue.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { fontFaces } from './fonts.js'
import { viewIssue } from './issue-view.js'
import type { IssueLinks } from './links.js'
import { fillTemplate } from './templates.js'

/** The issue as a web page that stands alone: its style, its drawing and its display font within, no script. */
export function renderArchive(
  content: IssueContent,
  { office, links }: { office: OfficeSettings; links: IssueLinks },
): string {
  const texts = loadTexts(content.language)
  const issue = viewIssue(content, office, { texts })
  const description = typeset(texts.t('archive.description', { span: issue.span, count: issue.count }), texts.language)
  const display = [issue.title, issue.span, ...issue.days.map((day) => day.heading)].join('')
  const fonts = fontFaces(display, ['Bricolage'])
  return fillTemplate('web/archive.html', { issue, links, description, fonts }, texts)
}
