import { type Candidate, freezeAudience, freezePage } from '../src/address/freeze-audience.js'
import { type MessageSource, UnusableSegment } from '../src/domain/index.js'
import type { Missed, RunAgain } from '../src/queue/queue.js'
import { isSkipped, type StoredIssue } from '../src/store/issues.js'
import type { Rows } from '../src/store/store.js'
import { audienceOf, tellUnusable } from './steps/audience.js'
import { plannedOn, type PlannedIssue } from './steps/calendar-of-publication.js'
import type { JobContext } from './steps/context.js'
import { deliverKey } from './steps/deliver-key.js'
import { tellMissed } from './steps/missed.js'
import { alarm, heldKey, proofUrl, sendProof } from './steps/notices.js'
import { issueMessage } from './steps/issue-message.js'
import { prepareWeeklyIssue } from './steps/prepare-weekly-issue.js'
import { publicationSettings } from './steps/publication-settings.js'
import { settleIssue } from './steps/settle-issue.js'
import { storeIssue } from './steps/store-issue.js'
import { type IssuePayload, lookAgainMinutes } from './schedule.js'

function planned(context: JobContext, { publication, sendDate }: IssuePayload): PlannedIssue {
  const settings = publicationSettings(context, publication)
  const issue = plannedOn(Temporal.PlainDate.from(sendDate), publication, settings, context.office.timeZone)
  if (!issue) throw new Error(`no issue of ${publication} leaves on ${sendDate}`)
  return issue
}

const isPast = (context: JobContext, instant: Temporal.Instant) =>
  Temporal.Instant.compare(context.clock.now(), instant) >= 0

/** Friday: the issue is made and shown to staff. Held, it is made again every hour until it should leave. */
export async function composeWeeklyAgenda(context: JobContext, payload: IssuePayload): Promise<RunAgain | undefined> {
  const plan = planned(context, payload)
  // A machine that was stopped over the whole weekend has no proof to show any more.
  if (isPast(context, plan.sendBefore)) return undefined
  const issue = await makeIssue(context, plan)
  if (issue.state !== 'held' || isSkipped(issue)) return undefined
  const again = context.clock.now().add({ minutes: lookAgainMinutes })
  return Temporal.Instant.compare(again, plan.sendAt) < 0
    ? { again, reason: 'held: looked at again until the hour of sending' }
    : undefined
}

/** Saturday: the issue leaves, or staff are told why it does not. */
export async function sendWeeklyAgenda(
  context: JobContext,
  payload: IssuePayload,
): Promise<RunAgain | Missed | undefined> {
  const plan = planned(context, payload)
  const settings = publicationSettings(context, plan.publication)
  const before = await context.store.issues.byPeriod(plan.publication, plan.period)
  if (before && (before.state === 'sent' || isSkipped(before))) return undefined
  if (isPast(context, plan.sendBefore) && !payload.asked) {
    await context.store.transaction((rows) => tellMissed(context, rows, plan))
    context.wake()
    return { missed: true }
  }
  // What staff approved leaves as they saw it; anything else is made anew from what the blog says now.
  const issue = before?.state === 'approved' ? before : await makeIssue(context, plan)

  const left = await context.store.transaction(async (rows) => {
    // Read again under the lock: staff may have decided since.
    const standing = (await rows.issues.byId(issue.id)) ?? issue
    const { state } = standing
    if (state === 'sent' || isSkipped(standing)) return true
    const mayLeave = state === 'approved' || (state === 'composed' && settings.send.unapproved)
    try {
      if (mayLeave && (await launch(context, rows, issue))) return true
    } catch (error) {
      // Nothing was frozen. The issue stays as it is, and leaves once staff have put the segment right.
      if (!(error instanceof UnusableSegment)) throw error
      await tellUnusable(context, rows, plan, error)
      return false
    }
    await rows.issues.move(issue.id, ['composed', 'approved'], 'held', 'semainier', {
      reason: mayLeave ? 'nobody' : 'unapproved',
    })
    await alarm(context, rows, {
      key: heldKey(plan),
      code: mayLeave ? 'nobody' : 'held',
      values: { publication: settings.title, from: plan.week.from, to: plan.week.to },
      findings: issue.findings.filter((finding) => finding.level === 'blocks'),
      issueId: issue.id,
    })
    return false
  })
  context.wake()
  if (left) return undefined
  const again = context.clock.now().add({ minutes: lookAgainMinutes })
  return Temporal.Instant.compare(again, plan.sendBefore) < 0
    ? { again, reason: 'held: looked at again until the grace ends' }
    : { missed: true }
}

/** Prepares and stores the issue, and shows staff each new revision of it. */
export async function makeIssue(context: JobContext, plan: PlannedIssue): Promise<StoredIssue> {
  const prepared = await prepareWeeklyIssue(context, plan.publication, plan.week)
  const settings = publicationSettings(context, plan.publication)
  const { issue, changed } = await context.store.transaction(async (rows) => {
    const saved = await storeIssue(rows, prepared)
    if (saved.changed) await prove(context, rows, saved.issue, plan, settings.send.unapproved)
    // On Friday already: by Saturday it is late to find out that nobody knows to whom it goes.
    await audienceOf(rows, settings).catch(async (error: unknown) => {
      if (!(error instanceof UnusableSegment)) throw error
      await tellUnusable(context, rows, plan, error)
    })
    return saved
  })
  if (changed)
    context.log.info(
      { issue: issue.id, period: issue.period, revision: issue.revision, state: issue.state },
      'issue composed',
    )
  context.wake()
  // Staff may have corrected something while the article was read.
  return (await settleIssue(context, issue.id)) ?? issue
}

async function prove(
  context: JobContext,
  rows: Rows,
  issue: StoredIssue,
  plan: PlannedIssue,
  leavesUnapproved: boolean,
): Promise<void> {
  const attachments: MessageSource['attachments'] = issue.content
    ? [
        { name: `affiche-${issue.period}.pdf`, contentType: 'application/pdf', issueId: issue.id, file: 'poster.pdf' },
        { name: `livret-${issue.period}.pdf`, contentType: 'application/pdf', issueId: issue.id, file: 'booklet.pdf' },
        { name: `courriel-${issue.period}.eml`, contentType: 'message/rfc822', issueId: issue.id, file: 'mail.eml' },
      ]
    : []
  await sendProof(
    context,
    rows,
    issue,
    {
      publication: publicationSettings(context, issue.publication).title,
      week: plan.week,
      revision: issue.revision,
      state: issue.state === 'held' ? 'held' : 'composed',
      findings: issue.findings,
      hasContent: issue.content !== null,
      occurrences: issue.content?.days.reduce((sum, day) => sum + day.occurrences.length, 0) ?? 0,
      proofUrl: proofUrl(context),
      sendAt: plan.sendAt.toZonedDateTimeISO(context.office.timeZone),
      leavesUnapproved,
    },
    attachments,
  )
}

/**
 * The issue becomes sent, its audience is frozen and its delivery queued, all in one transaction.
 * Returns the campaign's id; a second call for the same issue finds the first one's campaign. Null, and nothing is
 * written, when there is nobody to write to.
 * @throws {UnusableSegment} when the segment that it goes to cannot be told; nothing is written then either.
 * @throws {Error} when it holds corrections that are not in what would leave.
 */
export async function launch(context: JobContext, rows: Rows, issue: StoredIssue): Promise<string | null> {
  const key = `issue/${issue.publication}/${issue.period}`
  const known = await rows.campaigns.byKey(key)
  if (known) return known.id
  const { segments, pages } = await audienceOf(rows, publicationSettings(context, issue.publication))
  if (!(await anybody(pages(issue.publication)))) return null
  // Whoever comes next composes it again with what was corrected, and then it leaves.
  if (!(await rows.issues.holdStill(issue.id)))
    throw new Error(`issue ${issue.id} was corrected as it was about to leave`)
  const message = await issueMessage(context, rows, (await rows.issues.byId(issue.id)) ?? issue)
  const { id, created } = await rows.ledger.freeze(
    { key, kind: 'issue', issueId: issue.id, publication: issue.publication, message, segments },
    freezeAudience(pages(issue.publication)),
  )
  if (created) {
    await rows.issues.move(issue.id, ['composed', 'approved', 'held'], 'sent', 'semainier')
    await rows.jobs.add({ key: deliverKey(id), kind: 'deliver', payload: { campaign: id } })
  }
  return id
}

/** Whether at least one member of an audience may be written to. */
async function anybody(pages: AsyncIterable<readonly Candidate[]>): Promise<boolean> {
  for await (const page of pages) {
    if (freezePage(page).some((recipient) => !recipient.excluded)) return true
  }
  return false
}
