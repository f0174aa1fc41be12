import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../app.js'
import { endWatch } from '../../jobs/steps/end-watch.js'
import type { CampaignSums, Halt } from '../domain/index.js'

export interface CampaignProgress {
  sums: CampaignSums
  /** "open", "blocked" (see `reason`) or "done". */
  state: string
  reason: string | null
  /** Staff's word: nothing leaves while it stands. */
  halted: Halt | null
  /** When it will have ended; null while nothing is known to go by. */
  end: Temporal.Instant | null
}

/** A bar of `width` characters. */
export function bar(done: number, total: number, width = 24): string {
  const filled = total === 0 ? width : Math.round((done / total) * width)
  return '█'.repeat(filled) + '░'.repeat(width - filled)
}

/** Follows a campaign until it is done, or `stop` says to look away; tells each step. */
export async function watchCampaign(
  app: App,
  campaignId: string,
  tell: (progress: CampaignProgress) => void,
  stop: (progress: CampaignProgress) => boolean = () => false,
): Promise<CampaignProgress> {
  const endOf = endWatch(app.context, campaignId)
  for (;;) {
    const [sums, campaign] = await Promise.all([
      app.context.store.ledger.sums(campaignId),
      app.context.store.campaigns.byId(campaignId),
    ])
    const seen = {
      sums,
      state: campaign?.state ?? 'done',
      reason: campaign?.state_reason ?? null,
      halted: campaign?.halted ?? null,
    }
    const progress = { ...seen, end: await endOf(seen) }
    tell(progress)
    if (progress.state === 'done' || stop(progress)) return progress
    await sleep(120)
  }
}
