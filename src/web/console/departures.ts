import { nextPlanned, type PlannedIssue } from '../../../jobs/steps/calendar-of-publication.js'
import type { JobContext } from '../../../jobs/steps/context.js'
import { isSkipped, type StoredIssue } from '../../store/issues.js'

/** An issue that is still to leave; null where it has not been made yet. */
export interface Departure {
  plan: PlannedIssue
  issue: StoredIssue | null
}

/** So many issues in a row may have left before their hours, or be skipped. */
const mostPassedOver = 60

/** What leaves next of a publication, passing over what has left before its hour and what staff skip. */
export async function nextDeparture(
  { store, publications, office, clock }: JobContext,
  publication: string,
): Promise<Departure | null> {
  const settings = publications[publication]
  if (!settings) return null
  let after = clock.now()
  for (let passed = 0; passed < mostPassedOver; passed++) {
    const plan = nextPlanned(after, publication, settings, office)
    if (!plan) return null
    const issue = await store.issues.byPeriod(publication, plan.period)
    if (!issue || (issue.state !== 'sent' && !isSkipped(issue))) return { plan, issue }
    after = plan.sendAt
  }
  return null
}
