import { heldByStaffReason, type StoredIssue } from '../../src/store/issues.js'
import { plannedAround } from './calendar-of-publication.js'
import type { JobContext } from './context.js'
import { publicationSettings } from './publication-settings.js'
import { type IssuePayload, sendKey } from '../schedule.js'

/** How a decision of staff ended; "changed": the issue is no longer the one that was looked at. */
export type Decision = 'done' | 'changed' | 'sent' | 'empty'

/**
 * Staff approve the revision that they looked at. It leaves at its hour, or at once when that has passed.
 */
export async function approveIssue(
  context: JobContext,
  issue: StoredIssue,
  who: string,
  revision: number,
): Promise<Decision> {
  if (issue.state === 'sent') return 'sent'
  if (!issue.content) return 'empty'
  const moved = await context.store.issues.move(issue.id, ['composed', 'held'], 'approved', who, { revision })
  if (!moved) return issue.state === 'approved' && issue.revision === revision ? 'done' : 'changed'
  const settings = publicationSettings(context, issue.publication)
  const now = context.clock.now()
  const plan = plannedAround(now, issue.publication, settings, context.office.timeZone).find(
    (one) => one.period === issue.period,
  )
  if (plan && Temporal.Instant.compare(now, plan.sendAt) >= 0) {
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
export async function holdIssue(context: JobContext, issue: StoredIssue, who: string): Promise<Decision> {
  if (issue.state === 'sent') return 'sent'
  await context.store.issues.move(issue.id, ['composed', 'approved', 'held'], 'held', who, {
    reason: heldByStaffReason,
  })
  return 'done'
}
