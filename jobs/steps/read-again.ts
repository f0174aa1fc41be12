import type { StoredIssue } from '../../src/store/issues.js'
import type { JobContext } from './context.js'
import { prepareIssue } from './prepare-issue.js'
import { settleIssue } from './settle-issue.js'
import { storeIssue } from './store-issue.js'

/**
 * Reads the sources again because staff ask for it, and composes the issue of what they say now. No proof is sent: whoever
 * asked looks at it. An issue that was approved or sent stays as it is.
 */
export async function readAgain(context: JobContext, issue: StoredIssue): Promise<'changed' | 'same' | 'failed'> {
  const prepared = await prepareIssue(context, issue.publication, issue.period)
  const { changed } = await context.store.transaction((rows) => storeIssue(rows, prepared))
  await settleIssue(context, issue.id)
  if (prepared.issue.findings.some(({ code }) => code === 'feed-failed')) return 'failed'
  return changed ? 'changed' : 'same'
}
