import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../app.js'
import type { CampaignSums, Halt } from '../domain/index.js'

export interface CampaignProgress {
  sums: CampaignSums
  /** "open", "blocked" (see `reason`) or "done". */
  state: string
  reason: string | null
  /** Staff's word: nothing leaves while it stands. */
  halted: Halt | null
}

/** A bar of `width` characters. */
export function bar(done: number, total: number, width = 24): string {
  const filled = total === 0 ? width : Math.round((done / total) * width)
  return '█'.repeat(filled) + '░'.repeat(width - filled)
}

/** How many deliveries have an outcome for good. */
export function settledCount(sums: CampaignSums): number {
  return sums.audience - sums.pending - sums.sending - sums.deferred
}

/** Follows a campaign until it is done, or `stop` says to look away; tells each step. */
export async function watchCampaign(
  app: App,
  campaignId: string,
  tell: (progress: CampaignProgress) => void,
  stop: (progress: CampaignProgress) => boolean = () => false,
): Promise<CampaignProgress> {
  for (;;) {
    const [sums, campaign] = await Promise.all([
      app.context.store.ledger.sums(campaignId),
      app.context.store.campaigns.byId(campaignId),
    ])
    const progress = {
      sums,
      state: campaign?.state ?? 'done',
      reason: campaign?.state_reason ?? null,
      halted: campaign?.halted ?? null,
    }
    tell(progress)
    if (progress.state === 'done' || stop(progress)) return progress
    await sleep(120)
  }
}
