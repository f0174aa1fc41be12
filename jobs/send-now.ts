import type { StoredIssue } from '../src/store/issues.js'
import { deliverKey } from './steps/deliver-key.js'
import type { JobContext } from './steps/context.js'
import { issueMessage } from './steps/issue-message.js'
import { launch } from './steps/launch.js'
import { prepareIssue } from './steps/prepare-issue.js'
import { queueTest } from './steps/queue-campaign.js'
import { settleIssue } from './steps/settle-issue.js'
import { storeIssue } from './steps/store-issue.js'

export type SentNow = { refused: false; campaignId: string } | { refused: true; issue: StoredIssue; nobody?: true }

/** The issue of a period as it stands, or made now when nobody has approved one. */
async function currentIssue(context: JobContext, publication: string, period: string): Promise<StoredIssue> {
  const existing = await context.store.issues.byPeriod(publication, period)
  if (existing?.state === 'sent' || existing?.state === 'approved') return existing
  const prepared = await prepareIssue(context, publication, period)
  const { issue } = await context.store.transaction((rows) => storeIssue(rows, prepared))
  return (await settleIssue(context, issue.id)) ?? issue
}

/**
 * Sends a period's issue at once, as somebody asked: approved or not, but never one that a check or staff hold.
 * For an issue that was sent already, gives its campaign, so that what waits of it goes on.
 */
export async function sendNow(context: JobContext, publication: string, period: string): Promise<SentNow> {
  const issue = await currentIssue(context, publication, period)
  if (issue.state === 'held') return { refused: true, issue }
  const campaignId = await context.store.transaction(async (rows) => {
    const id = await launch(context, rows, issue)
    if (!id) return null
    const campaign = await rows.campaigns.byId(id)
    // The command was asked for now: what waits for its hour of retry is looked at again.
    if (campaign?.state !== 'done')
      await rows.jobs.again({ key: deliverKey(id), kind: 'deliver', payload: { campaign: id } })
    return id
  })
  return campaignId ? { refused: false, campaignId } : { refused: true, issue, nobody: true }
}

/** Sends one copy to `address`, marked as a test; the issue and its audience stay as they are. */
export async function sendTest(
  context: JobContext,
  publication: string,
  period: string,
  address: string,
): Promise<SentNow> {
  return await testIssue(context, await currentIssue(context, publication, period), address)
}

/** The same of an issue as it stands. */
export async function testIssue(context: JobContext, issue: StoredIssue, address: string): Promise<SentNow> {
  if (!issue.content) return { refused: true, issue }
  const campaignId = await context.store.transaction(async (rows) => {
    const message = await issueMessage(context, rows, issue)
    return await queueTest(context, rows, { issueId: issue.id, publication: issue.publication, message }, address)
  })
  return { refused: false, campaignId }
}
