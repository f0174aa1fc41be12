import { theProgram, UnusableSegment } from '../../src/domain/index.js'
import type { Missed, RunAgain } from '../../src/queue/queue.js'
import { isSkipped, type StoredIssue } from '../../src/store/issues.js'
import { lookAgainMinutes } from '../schedule.js'
import { tellUnusable } from './audience.js'
import type { PlannedIssue } from './calendar-of-publication.js'
import type { JobContext } from './context.js'
import { launch } from './launch.js'
import { alarm, heldKey } from './notices.js'
import { publicationSettings } from './publication-settings.js'
import { aboutWords } from './words.js'

export const isPast = (context: JobContext, instant: Temporal.Instant): boolean =>
  Temporal.Instant.compare(context.clock.now(), instant) >= 0

/**
 * The hour has come: the issue leaves if it may, is held and told of if not, and is looked at again until its grace
 * ends.
 */
export async function leave(
  context: JobContext,
  plan: PlannedIssue,
  issue: StoredIssue,
): Promise<RunAgain | Missed | undefined> {
  const settings = publicationSettings(context, plan.publication)
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
    await rows.issues.move(issue.id, ['composed', 'approved'], 'held', theProgram, {
      reason: mayLeave ? 'nobody' : 'unapproved',
    })
    await alarm(context, rows, {
      key: heldKey(plan),
      code: mayLeave ? 'nobody' : 'held',
      values: { publication: settings.title, about: aboutWords(context.texts, plan.period) },
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
