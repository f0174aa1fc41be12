import { weekNamed } from '../../src/domain/index.js'
import type { StoredIssue } from '../../src/store/issues.js'
import type { JobContext } from './context.js'
import { prepareWeeklyIssue } from './prepare-weekly-issue.js'
import { settleIssue } from './settle-issue.js'
import { storeIssue } from './store-issue.js'

/**
 * Reads the article again because staff ask for it, and composes the issue of what it says now. No proof is sent: whoever
 * asked looks at it. An issue that was approved or sent stays as it is.
 */
export async function readAgain(context: JobContext, issue: StoredIssue): Promise<'changed' | 'same' | 'failed'> {
  const week = weekNamed(issue.period)
  if (!week) return 'same'
  const prepared = await prepareWeeklyIssue(context, issue.publication, week)
  const { changed } = await context.store.transaction((rows) => storeIssue(rows, prepared))
  await settleIssue(context, issue.id)
  if (prepared.issue.findings.some(({ code }) => code === 'feed-failed')) return 'failed'
  return changed ? 'changed' : 'same'
}
