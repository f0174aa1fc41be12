import { plannedAround, type PlannedIssue } from './steps/calendar-of-publication.js'
import type { JobContext } from './steps/context.js'
import { alarm } from './steps/notices.js'

const later = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) >= 0

/** The keys under which an issue's jobs exist once, whatever restarts. */
export const composeKey = (issue: Pick<PlannedIssue, 'publication' | 'period'>) =>
  `compose/${issue.publication}/${issue.period}`
export const sendKey = (issue: Pick<PlannedIssue, 'publication' | 'period'>) =>
  `send/${issue.publication}/${issue.period}`

export interface IssuePayload {
  publication: string
  /** ISO date of the sending, from which all else follows. */
  sendDate: string
}

/**
 * Puts what is due into the queue; run every minute and at each start. It keeps no state of its own: it compares the
 * calendar with the clock, and the jobs' unique keys make each thing happen once, also after a restart, a change of
 * the clock, or with a second process.
 */
export async function schedule(context: JobContext): Promise<void> {
  const now = context.clock.now()
  for (const [publication, settings] of Object.entries(context.publications)) {
    for (const issue of plannedAround(now, publication, settings, context.office.timeZone)) {
      const payload: IssuePayload = { publication, sendDate: issue.sendDate }
      if (later(now, issue.sendBefore)) {
        await recordMissed(context, issue, payload)
        continue
      }
      if (later(now, issue.proofAt)) await context.store.jobs.add({ key: composeKey(issue), kind: 'compose', payload })
      if (later(now, issue.sendAt)) await context.store.jobs.add({ key: sendKey(issue), kind: 'send', payload })
    }
  }
  context.wake()
}

/** An issue whose hour and grace passed while nothing ran never leaves by itself; staff are told, once. */
async function recordMissed(context: JobContext, issue: PlannedIssue, payload: IssuePayload): Promise<void> {
  // Before the program was installed, nothing was missed.
  if (Temporal.Instant.compare(context.store.firstRun, issue.sendAt) > 0) return
  await context.store.transaction(async (rows) => {
    if (!(await rows.jobs.miss({ key: sendKey(issue), kind: 'send', payload }))) return
    await alarm(context, rows, {
      key: `alarm/missed/${issue.publication}/${issue.period}`,
      code: 'missed',
      values: {
        publication: context.publications[issue.publication]?.title ?? issue.publication,
        from: issue.week.from,
        to: issue.week.to,
        hours: context.publications[issue.publication]?.send.graceHours ?? 0,
        command: `semainier send ${issue.publication} --date ${issue.sendDate}`,
      },
      issueId: null,
    })
  })
}
