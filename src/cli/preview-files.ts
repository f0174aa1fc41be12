import { type CheckFinding, type IssueContent, readPictureName, type Week, weekName } from '../domain/index.js'
import { issueLinks } from '../../jobs/steps/compose-issue.js'
import type { Newsroom } from '../../jobs/steps/context.js'
import { prepareWeeklyIssue } from '../../jobs/steps/prepare-weekly-issue.js'

export interface Preview {
  /** By file name, what to write. */
  files: Record<string, string | Uint8Array>
  findings: CheckFinding[]
  /** null when there is no article to show. */
  content: IssueContent | null
}

/** Everything that a preview shows: agenda, mail in three forms, paper, calendar, checks. */
export async function previewFiles(newsroom: Newsroom, publication: string, week: Week): Promise<Preview> {
  const { issue } = await prepareWeeklyIssue(newsroom, publication, week)
  const files: Preview['files'] = { 'checks.json': `${JSON.stringify(issue.findings, null, 2)}\n` }
  if (issue.agenda) files['agenda.json'] = `${JSON.stringify(issue.agenda, null, 2)}\n`
  for (const file of issue.files) files[file.name] = file.body
  // Until the issue is stored nobody serves its picture: the mail shows the one that lies beside it.
  const picture = issue.files.find(({ name }) => readPictureName(name))
  if (picture) {
    const { archive } = issueLinks(newsroom.publicUrl, publication, weekName(week))
    const mail = Buffer.from(issue.files.find(({ name }) => name === 'mail.html')?.body ?? '').toString('utf8')
    files['mail.html'] = mail.replaceAll(`${archive}${picture.name}`, picture.name)
  }
  return { files, findings: issue.findings, content: issue.content }
}
