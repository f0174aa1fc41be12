import { freezeAudience } from '../../src/address/freeze-audience.js'
import { theProgram } from '../../src/domain/index.js'
import type { StoredIssue } from '../../src/store/issues.js'
import type { Rows } from '../../src/store/store.js'
import { audienceOf } from './audience.js'
import type { JobContext } from './context.js'
import { issueMessage } from './issue-message.js'
import { publicationSettings } from './publication-settings.js'
import { anybody, queueCampaign } from './queue-campaign.js'

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
  const { id, created } = await queueCampaign(
    rows,
    { key, kind: 'issue', issueId: issue.id, publication: issue.publication, message, segments },
    freezeAudience(pages(issue.publication)),
  )
  if (created) await rows.issues.move(issue.id, ['composed', 'approved', 'held'], 'sent', theProgram)
  return id
}
