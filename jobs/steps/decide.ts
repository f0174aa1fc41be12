import { UnusableSegment } from '../../src/domain/index.js'
import { heldByStaffReason, isSkipped, skippedReason, type StoredIssue } from '../../src/store/issues.js'
import { type IssuePayload, sendKey } from '../schedule.js'
import { plannedAround } from './calendar-of-publication.js'
import type { JobContext } from './context.js'
import { launch } from './launch.js'
import { publicationSettings } from './publication-settings.js'
import { settleIssue } from './settle-issue.js'

/**
 * How a decision of staff ended. "changed": the issue is no longer the one that was looked at; "late": its hour has
 * passed; "nobody": there is nobody to send it to; "segment": nobody can tell to whom, until the settings are put right.
 */
export type Decision = 'done' | 'changed' | 'sent' | 'empty' | 'late' | 'nobody' | 'segment'

/** When an issue leaves; null for one that is far from its day. */
export function planOf(context: JobContext, issue: Pick<StoredIssue, 'publication' | 'period'>) {
  const settings = publicationSettings(context, issue.publication)
  const planned = plannedAround(context.clock.now(), issue.publication, settings, context.office)
  return planned.find((one) => one.period === issue.period) ?? null
}

/**
 * Staff approve the revision that they looked at. It leaves at its hour, or at once when that has passed.
 */
export async function approveIssue(
  context: JobContext,
  { id }: Pick<StoredIssue, 'id'>,
  who: string,
  revision: number,
): Promise<Decision> {
  const issue = await settleIssue(context, id)
  if (!issue?.content) return 'empty'
  if (issue.state === 'sent') return 'sent'
  const moved = await context.store.issues.move(id, ['composed', 'held'], 'approved', who, { revision })
  if (!moved) return issue.state === 'approved' && issue.revision === revision ? 'done' : 'changed'
  const plan = planOf(context, issue)
  if (plan && Temporal.Instant.compare(context.clock.now(), plan.sendAt) >= 0) {
    await context.store.jobs.again({
      key: sendKey(plan),
      kind: 'send',
      payload: { publication: plan.publication, sendDate: plan.sendDate, asked: true } satisfies IssuePayload,
    })
    context.wake()
  }
  return 'done'
}

/** Staff hold an issue: it stays until they approve it, whatever the checks say. */
export const holdIssue = (context: JobContext, issue: StoredIssue, who: string): Promise<Decision> =>
  keepBack(context, issue, who, heldByStaffReason)

/** Staff skip a week: nothing leaves, and nobody is told that nothing left. */
export const skipIssue = (context: JobContext, issue: StoredIssue, who: string): Promise<Decision> =>
  keepBack(context, issue, who, skippedReason)

async function keepBack(context: JobContext, { id }: StoredIssue, who: string, reason: string): Promise<Decision> {
  const moved = await context.store.issues.move(id, ['composed', 'approved', 'held'], 'held', who, { reason })
  return moved ? 'done' : 'sent'
}

/**
 * Takes back an approval, a hold, or, until the hour of sending, a skipped week: the issue waits as if nobody had decided.
 */
export async function reopenIssue(context: JobContext, issue: StoredIssue, who: string): Promise<Decision> {
  if (issue.state === 'sent') return 'sent'
  const plan = planOf(context, issue)
  if (isSkipped(issue) && plan && Temporal.Instant.compare(context.clock.now(), plan.sendAt) >= 0) return 'late'
  const blocked = !issue.content || issue.findings.some((finding) => finding.level === 'blocks')
  const moved = blocked
    ? await context.store.issues.move(issue.id, ['approved', 'held'], 'held', who, { reason: 'checks' })
    : await context.store.issues.move(issue.id, ['approved', 'held'], 'composed', who)
  if (!moved) return 'changed'
  context.wake()
  return 'done'
}

/** Staff send at once the revision that they looked at, whatever its hour. */
export async function sendIssueNow(
  context: JobContext,
  { id }: Pick<StoredIssue, 'id'>,
  who: string,
  revision: number,
): Promise<Decision> {
  const issue = await settleIssue(context, id)
  if (!issue?.content) return 'empty'
  if (issue.state === 'sent') return 'sent'
  const nobody = new Error('there is nobody to send it to')
  try {
    const sent = await context.store.transaction(async (rows) => {
      if (!(await rows.issues.move(id, ['composed', 'approved', 'held'], 'approved', who, { revision }))) return false
      if (!(await launch(context, rows, issue))) throw nobody
      return true
    })
    context.wake()
    return sent ? 'done' : 'changed'
  } catch (error) {
    if (error === nobody) return 'nobody'
    if (error instanceof UnusableSegment) return 'segment'
    throw error
  }
}
