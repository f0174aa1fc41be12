import type { StoredIssue } from '../../src/store/issues.js'
import type { Rows } from '../../src/store/store.js'
import type { PreparedIssue } from './prepare-issue.js'

/**
 * Stores an issue as prepared, with the bytes that it was read from. A feed that cannot be read says nothing about the
 * week: the issue that staff were shown stays as it is. Call it inside a transaction.
 */
export async function storeIssue(
  rows: Rows,
  { issue, raw }: PreparedIssue,
): Promise<{ issue: StoredIssue; changed: boolean }> {
  for (const copy of raw) await rows.rawCopies.keep(copy)
  if (issue.findings.some((finding) => finding.code === 'feed-failed')) {
    const standing = await rows.issues.byPeriod(issue.publication, issue.period)
    if (standing?.content) return { issue: standing, changed: false }
  }
  return await rows.issues.save(issue)
}
