import { type CheckFinding, type IssueContent, readPictureName } from '../domain/index.js'
import { issueLinks } from '../../jobs/steps/issue-links.js'
import type { Newsroom } from '../../jobs/steps/context.js'
import { prepareIssue } from '../../jobs/steps/prepare-issue.js'

export interface Preview {
  /** By file name, what to write. */
  files: Record<string, string | Uint8Array>
  findings: CheckFinding[]
  /** null when there is nothing to show. */
  content: IssueContent | null
}

/** Everything that a preview shows: what was read, mail in three forms, paper, calendar, page, checks. */
export async function previewFiles(newsroom: Newsroom, publication: string, period: string): Promise<Preview> {
  const { issue } = await prepareIssue(newsroom, publication, period)
  const files: Preview['files'] = { 'checks.json': `${JSON.stringify(issue.findings, null, 2)}\n` }
  if (issue.agenda) files['agenda.json'] = `${JSON.stringify(issue.agenda, null, 2)}\n`
  if (issue.news) files['news.json'] = `${JSON.stringify(issue.news, null, 2)}\n`
  for (const file of issue.files) files[file.name] = file.body
  // Until the issue is stored nobody serves its pictures: mail and page show those that lie beside them.
  const pictures = issue.files.filter(({ name }) => readPictureName(name))
  const { archive } = issueLinks(newsroom.publicUrl, publication, period)
  for (const shown of issue.files.filter(({ name }) => name === 'mail.html' || name === 'archive.html')) {
    const html = Buffer.from(shown.body).toString('utf8')
    files[shown.name] = pictures.reduce((text, { name }) => text.replaceAll(`${archive}${name}`, name), html)
  }
  return { files, findings: issue.findings, content: issue.content }
}
