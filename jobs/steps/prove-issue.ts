import type { IssueContent, MessageSource } from '../../src/domain/index.js'
import { periodWords } from '../../src/render/dates.js'
import type { StoredIssue } from '../../src/store/issues.js'
import type { Rows } from '../../src/store/store.js'
import type { PlannedIssue } from './calendar-of-publication.js'
import type { JobContext } from './context.js'
import { proofUrl, sendProof } from './notices.js'
import { publicationSettings } from './publication-settings.js'

/** Why staff are shown an issue: it is new, it has waited for them, or it is about to leave. */
export type ProofStage = 'draft' | 'reminder' | 'proof'

function attachmentsOf(issue: StoredIssue): MessageSource['attachments'] {
  if (!issue.content) return []
  const file = (name: string, contentType: string, stored: string) => ({
    name: `${name}-${issue.period}.${stored.split('.').at(-1)}`,
    contentType,
    issueId: issue.id,
    file: stored,
  })
  const mail = file('courriel', 'message/rfc822', 'mail.eml')
  if (issue.content.kind === 'monthly-news') return [mail]
  return [file('affiche', 'application/pdf', 'poster.pdf'), file('livret', 'application/pdf', 'booklet.pdf'), mail]
}

function countOf(content: IssueContent | null): number {
  if (content?.kind === 'monthly-news') return content.entries.length
  return content?.days.reduce((sum, day) => sum + day.occurrences.length, 0) ?? 0
}

/**
 * Shows staff an issue as it stands: by mail, with what the checks found and the doors to look, approve and hold. Each
 * revision once; a reminder and the last proof once per issue.
 */
export async function proveIssue(
  context: JobContext,
  rows: Rows,
  issue: StoredIssue,
  plan: PlannedIssue,
  stage?: Exclude<ProofStage, 'draft'>,
): Promise<void> {
  const settings = publicationSettings(context, issue.publication)
  await sendProof(
    context,
    rows,
    issue,
    {
      publication: settings.title,
      kind: settings.kind,
      stage: stage ?? (settings.kind === 'monthly-news' ? 'draft' : 'proof'),
      span: periodWords(issue.period, context.texts),
      revision: issue.revision,
      state: issue.state === 'held' ? 'held' : 'composed',
      findings: issue.findings,
      hasContent: issue.content !== null,
      count: countOf(issue.content),
      proofUrl: proofUrl(context),
      sendAt: plan.sendAt.toZonedDateTimeISO(context.office.timeZone),
      leavesUnapproved: settings.send.unapproved,
    },
    attachmentsOf(issue),
    stage,
  )
}
