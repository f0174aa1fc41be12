import { addressDelivery } from '../address/address-delivery.js'
import { type CheckFinding, type IssueContent, tokenPlaceholder, type Week } from '../domain/index.js'
import type { Newsroom } from '../../jobs/steps/context.js'
import { messageOfIssue } from '../../jobs/steps/issue-message.js'
import { prepareWeeklyIssue } from '../../jobs/steps/prepare-weekly-issue.js'

export interface Preview {
  /** By file name, what to write. */
  files: Record<string, string | Uint8Array>
  findings: CheckFinding[]
  /** null when there is no article to show. */
  content: IssueContent | null
}

/** Everything that a preview shows: agenda, mail in three forms, paper, calendar, checks. */
export async function previewFiles(context: Newsroom, publication: string, week: Week): Promise<Preview> {
  const { issue, rendered } = await prepareWeeklyIssue(context, publication, week)
  const files: Preview['files'] = { 'checks.json': `${JSON.stringify(issue.findings, null, 2)}\n` }
  if (issue.agenda) files['agenda.json'] = `${JSON.stringify(issue.agenda, null, 2)}\n`
  if (rendered) {
    for (const file of issue.files) files[file.name] = file.body
    const message = messageOfIssue(context, issue, rendered)
    const { buildMessage } = await import('../deliver/message.js')
    const built = await buildMessage(message, async (_issueId, name) => {
      const file = issue.files.find((one) => one.name === name)
      if (!file) throw new Error(`no file ${name}`)
      return file.body
    })
    files['mail.eml'] = built.copyFor(sampleDelivery(context), new Date(context.clock.now().epochMilliseconds))
  }
  return { files, findings: issue.findings, content: issue.content }
}

/** The first member of staff, as the recipient of the sample message. */
function sampleDelivery({ office }: Newsroom) {
  const [person] = office.staff
  const delivery = {
    id: 'preview-0000001',
    campaignId: 'preview',
    contactId: 'preview',
    email: person?.address ?? office.email,
    emailKey: person?.address ?? office.email,
    name: person?.name ?? null,
    token: tokenPlaceholder,
    attempt: 1,
  }
  const addressed = addressDelivery(delivery, 'allowed')
  if ('excluded' in addressed) throw new Error('the sample recipient cannot be left out')
  return addressed.deliverable
}
