import type { StoredIssue } from '../../src/store/issues.js'
import type { PlannedIssue } from './calendar-of-publication.js'
import type { JobContext } from './context.js'
import { prepareIssue } from './prepare-issue.js'
import { settleIssue } from './settle-issue.js'
import { storeIssue } from './store-issue.js'

/**
 * Makes an issue before its day, because staff ask for it. No proof is sent: whoever asked looks at it, and everybody is
 * shown it on its day, as ever. Null, and nothing is kept, where a week's article is not on the blog yet.
 */
export async function prepareEarly(context: JobContext, plan: PlannedIssue): Promise<StoredIssue | null> {
  const prepared = await prepareIssue(context, plan.publication, plan.period)
  if (plan.kind === 'weekly-agenda' && !prepared.issue.content) return null
  const { issue } = await context.store.transaction((rows) => storeIssue(rows, prepared))
  context.log.info({ issue: issue.id, period: issue.period, state: issue.state }, 'issue prepared before its day')
  return (await settleIssue(context, issue.id)) ?? issue
}
