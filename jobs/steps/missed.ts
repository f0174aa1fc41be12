import type { Missed } from '../../src/queue/queue.js'
import { isSkipped } from '../../src/store/issues.js'
import type { Rows } from '../../src/store/store.js'
import type { PlannedIssue } from './calendar-of-publication.js'
import type { JobContext } from './context.js'
import { alarm, heldKey } from './notices.js'
import { publicationSettings } from './publication-settings.js'
import { aboutWords } from './words.js'

/**
 * Tells staff, once, that an issue's hour and grace have passed. Not when it has left, by hand for instance, when they
 * skip the week, nor when they were already told that it is held: each issue gives one reason, the true one.
 */
export async function tellMissed(context: JobContext, rows: Rows, plan: PlannedIssue): Promise<void> {
  const issue = await rows.issues.byPeriod(plan.publication, plan.period)
  if (issue && (issue.state === 'sent' || isSkipped(issue))) return
  if (await rows.campaigns.byKey(heldKey(plan))) return
  const settings = publicationSettings(context, plan.publication)
  await alarm(context, rows, {
    key: `alarm/missed/${plan.publication}/${plan.period}`,
    code: 'missed',
    values: {
      publication: settings.title,
      about: aboutWords(context.texts, plan.period),
      hours: settings.send.graceHours,
      command: `semainier send ${plan.publication} --date ${plan.sendDate}`,
    },
    issueId: null,
  })
}

/** The same as the end of a job. */
export async function missed(context: JobContext, plan: PlannedIssue): Promise<Missed> {
  await context.store.transaction((rows) => tellMissed(context, rows, plan))
  context.wake()
  return { missed: true }
}
