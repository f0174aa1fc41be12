import { isNothingNew } from '../src/compose/news/monthly-issue.js'
import { theProgram } from '../src/domain/index.js'
import type { Missed, RunAgain } from '../src/queue/queue.js'
import { heldByStaffReason, isSkipped, skippedReason, type StoredIssue } from '../src/store/issues.js'
import type { PlannedIssue } from './steps/calendar-of-publication.js'
import type { JobContext } from './steps/context.js'
import { isPast, leave } from './steps/leave.js'
import { makeIssue } from './steps/make-issue.js'
import { missed } from './steps/missed.js'
import { alarm } from './steps/notices.js'
import { plannedIssue } from './steps/planned-issue.js'
import { publicationSettings } from './steps/publication-settings.js'
import { aboutWords } from './steps/words.js'
import { type IssuePayload, lookAgainMinutes } from './schedule.js'

/** Five working days before: the draft is made of what the blogs tell, and staff are asked to choose and complete. */
export async function composeMonthlyNews(context: JobContext, payload: IssuePayload): Promise<RunAgain | undefined> {
  const plan = plannedIssue(context, payload)
  if (isPast(context, plan.sendBefore)) return undefined
  const issue = await makeIssue(context, plan)
  // A blog that could not be read is read again; a quiet one has until the reminder to tell something.
  if (!issue.news || issue.news.failed.length === 0) return undefined
  const again = context.clock.now().add({ minutes: lookAgainMinutes })
  return Temporal.Instant.compare(again, plan.sendAt) < 0
    ? { again, reason: 'a blog could not be read: it is read again until the hour of sending' }
    : undefined
}

/** Two working days before, and again the day before as a proof: staff see it once more, unless they have decided. */
export async function remindOfMonthlyNews(
  context: JobContext,
  payload: IssuePayload,
  stage: 'reminder' | 'proof',
): Promise<undefined> {
  const plan = plannedIssue(context, payload)
  if (isPast(context, plan.sendAt)) return
  const before = await context.store.issues.byPeriod(plan.publication, plan.period)
  if (before && isDecided(before)) return
  await makeIssue(context, plan, stage)
}

const isDecided = (issue: StoredIssue): boolean =>
  issue.state === 'sent' ||
  issue.state === 'approved' ||
  isSkipped(issue) ||
  (issue.state === 'held' && issue.stateReason === heldByStaffReason)

/** The first Tuesday: the issue leaves, is skipped when there is nothing to tell, or staff are told why it is held. */
export async function sendMonthlyNews(
  context: JobContext,
  payload: IssuePayload,
): Promise<RunAgain | Missed | undefined> {
  const plan = plannedIssue(context, payload)
  const before = await context.store.issues.byPeriod(plan.publication, plan.period)
  if (before && (before.state === 'sent' || isSkipped(before))) return undefined
  if (isPast(context, plan.sendBefore) && !payload.asked) return await missed(context, plan)
  const issue = before?.state === 'approved' ? before : await makeIssue(context, plan)
  return hasNothingToTell(issue) ? await skip(context, plan, issue) : await leave(context, plan, issue)
}

/** A blog that could not be read is no quiet month. */
const hasNothingToTell = ({ content, news }: StoredIssue): boolean =>
  content?.kind === 'monthly-news' && !!news && news.failed.length === 0 && isNothingNew(content, news)

async function skip(context: JobContext, plan: PlannedIssue, { id }: StoredIssue): Promise<undefined> {
  const { title } = publicationSettings(context, plan.publication)
  await context.store.transaction(async (rows) => {
    const reason = { reason: skippedReason }
    if (!(await rows.issues.move(id, ['composed', 'approved', 'held'], 'held', theProgram, reason))) return
    await alarm(context, rows, {
      key: `alarm/nothing-new/${plan.publication}/${plan.period}`,
      code: 'nothing-new',
      values: { publication: title, about: aboutWords(context.texts, plan.period) },
      issueId: id,
    })
  })
  context.wake()
}
