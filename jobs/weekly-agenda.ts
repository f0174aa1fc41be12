import type { Missed, RunAgain } from '../src/queue/queue.js'
import { isSkipped } from '../src/store/issues.js'
import { compareWithBlog } from './steps/blog-since-approval.js'
import type { JobContext } from './steps/context.js'
import { isPast, leave } from './steps/leave.js'
import { makeIssue } from './steps/make-issue.js'
import { missed } from './steps/missed.js'
import { plannedIssue } from './steps/planned-issue.js'
import { type IssuePayload, lookAgainMinutes } from './schedule.js'

/**
 * Friday: the issue is made and shown to staff. Until it should leave it follows the blog, hour by hour, and staff see
 * each new revision; of one that they approved they are told what the blog says otherwise.
 */
export async function composeWeeklyAgenda(context: JobContext, payload: IssuePayload): Promise<RunAgain | undefined> {
  const plan = plannedIssue(context, payload)
  // A machine that was stopped over the whole weekend has no proof to show any more.
  if (isPast(context, plan.sendBefore)) return undefined
  const before = await context.store.issues.byPeriod(plan.publication, plan.period)
  if (before?.state === 'approved') await compareWithBlog(context, plan, before)
  const issue = before?.state === 'approved' ? before : await makeIssue(context, plan)
  if (issue.state === 'sent' || isSkipped(issue)) return undefined
  const again = context.clock.now().add({ minutes: lookAgainMinutes })
  return Temporal.Instant.compare(again, plan.sendAt) < 0
    ? { again, reason: 'the blog is looked at again until the hour of sending' }
    : undefined
}

/** Saturday: the issue leaves, or staff are told why it does not. */
export async function sendWeeklyAgenda(
  context: JobContext,
  payload: IssuePayload,
): Promise<RunAgain | Missed | undefined> {
  const plan = plannedIssue(context, payload)
  const before = await context.store.issues.byPeriod(plan.publication, plan.period)
  if (before && (before.state === 'sent' || isSkipped(before))) return undefined
  if (isPast(context, plan.sendBefore) && !payload.asked) return await missed(context, plan)
  // What staff approved leaves as they saw it; anything else is made anew from what the blog says now.
  return await leave(context, plan, before?.state === 'approved' ? before : await makeIssue(context, plan))
}
