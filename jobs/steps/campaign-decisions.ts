import type { Halt, Settlement } from '../../src/domain/index.js'
import type { Rows, Store } from '../../src/store/store.js'
import { deliverKey } from './deliver-key.js'

/** What is decided about a send under way: by staff, or by the mail server's log. Each decision is recorded with its author. */

const queue = (rows: Rows, campaignId: string) =>
  rows.jobs.again({ key: deliverKey(campaignId), kind: 'deliver', payload: { campaign: campaignId } })

/** Pauses or stops a campaign; messages in hand end. False when it is over, or halted so already. */
export function haltCampaign(store: Store, campaignId: string, kind: Halt, who: string): Promise<boolean> {
  return store.transaction((rows) => rows.campaigns.halt(campaignId, kind, who))
}

/** Lets a paused or stopped campaign go on at once. False when it is neither. */
export function resumeCampaign(store: Store, campaignId: string, who: string): Promise<boolean> {
  return store.transaction(async (rows) => {
    const resumed = await rows.campaigns.resume(campaignId, who)
    if (resumed) await queue(rows, campaignId)
    return resumed
  })
}

/**
 * Settles uncertain deliveries of a campaign; those to be sent again leave at once unless staff have halted it.
 * Returns how many were still uncertain.
 */
export function settleDeliveries(
  store: Store,
  campaignId: string,
  deliveryIds: readonly string[],
  decision: Settlement,
  who: string,
): Promise<number> {
  return store.transaction(async (rows) => {
    let settled = 0
    for (const id of deliveryIds) if (await rows.ledger.settle(id, decision, who)) settled++
    if (settled > 0 && decision === 'resend') await queue(rows, campaignId)
    return settled
  })
}

/**
 * Queues again what waits without a job: a campaign that staff resumed, or a delivery that was settled, while the job
 * that had looked before was just ending. Returns how many campaigns.
 */
export async function requeueStranded(store: Store): Promise<number> {
  let queued = 0
  for (const campaign of await store.campaigns.unfinished()) {
    if (campaign.halted) continue
    if ((await store.jobs.byKey(deliverKey(campaign.id)))?.state !== 'done') continue
    await queue(store, campaign.id)
    queued++
  }
  return queued
}
