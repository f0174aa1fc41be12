import { nightlyRetention } from './retention.js'
import { dailyTidying } from './tidy.js'
import { plannedAround, type PlannedIssue } from './steps/calendar-of-publication.js'
import { bouncesKey } from './bounces.js'
import type { JobContext } from './steps/context.js'
import { tellMissed } from './steps/missed.js'

const later = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) >= 0

/** The keys under which an issue's jobs exist once, whatever restarts. */
export const composeKey = (issue: Pick<PlannedIssue, 'publication' | 'period'>) =>
  `compose/${issue.publication}/${issue.period}`
export const sendKey = (issue: Pick<PlannedIssue, 'publication' | 'period'>) =>
  `send/${issue.publication}/${issue.period}`

/** How often a held issue is looked at again, in case the article appears or is corrected. */
export const lookAgainMinutes = 60

export interface IssuePayload {
  publication: string
  /** ISO date of the sending, from which all else follows. */
  sendDate: string
  /** Staff approved it after its hour: it leaves however late it is. */
  asked?: true
}

/**
 * Puts what is due into the queue; run every minute and at each start. It keeps no state of its own: it compares the
 * calendar with the clock, and the jobs' unique keys make each thing happen once, also after a restart, a change of
 * the clock, or with a second process.
 */
export async function schedule(context: JobContext): Promise<void> {
  const now = context.clock.now()
  const gap = await context.store.backups.gap()
  const inGap = (at: Temporal.Instant) => gap !== null && later(at, gap.from) && later(gap.until, at)
  for (const [publication, settings] of Object.entries(context.publications)) {
    for (const issue of plannedAround(now, publication, settings, context.office)) {
      const payload: IssuePayload = { publication, sendDate: issue.sendDate }
      // What left between a backup and its restoration stands in no ledger: staff decide, nobody gets it twice by itself.
      if (later(now, issue.sendBefore) || inGap(issue.sendAt)) {
        await recordMissed(context, issue, payload)
        continue
      }
      if (later(now, issue.composeAt))
        await context.store.jobs.add({ key: composeKey(issue), kind: 'compose', payload })
      if (!later(now, issue.sendAt)) {
        if (issue.kind === 'monthly-news') await addReminders(context, now, issue, payload)
        continue
      }
      const added = await context.store.jobs.add({ key: sendKey(issue), kind: 'send', payload })
      if (!added) await context.store.jobs.recall(sendKey(issue), now.add({ minutes: lookAgainMinutes }))
    }
  }
  if (context.imap) {
    const day = now.toZonedDateTimeISO(context.office.timeZone).toPlainDate().toString()
    await context.store.jobs.add({ key: bouncesKey(day), kind: 'bounces', payload: { day } })
  }
  await context.store.jobs.add(dailyTidying(context))
  const removal = nightlyRetention(context)
  if (removal) await context.store.jobs.add(removal)
  context.wake()
}

/** What staff are sent of a month's issue between its draft and its sending. */
async function addReminders(
  { store }: JobContext,
  now: Temporal.Instant,
  issue: Extract<PlannedIssue, { kind: 'monthly-news' }>,
  payload: IssuePayload,
): Promise<void> {
  const { publication, period, remindAt, proofAt } = issue
  if (proofAt && later(now, proofAt))
    await store.jobs.add({ key: `proof/${publication}/${period}`, kind: 'news-proof', payload })
  else if (remindAt && later(now, remindAt))
    await store.jobs.add({ key: `remind/${publication}/${period}`, kind: 'news-reminder', payload })
}

/** An issue whose hour and grace passed while nothing ran never leaves by itself; staff are told, once. */
async function recordMissed(context: JobContext, issue: PlannedIssue, payload: IssuePayload): Promise<void> {
  // Before the program was installed, nothing was missed.
  if (Temporal.Instant.compare(context.store.firstRun, issue.sendAt) > 0) return
  // Read first: a transaction for each issue of the season, every minute, would be a lock for nothing.
  if (await context.store.jobs.byKey(sendKey(issue))) return
  await context.store.transaction(async (rows) => {
    if (await rows.jobs.miss({ key: sendKey(issue), kind: 'send', payload })) await tellMissed(context, rows, issue)
  })
}
