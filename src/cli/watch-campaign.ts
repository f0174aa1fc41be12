import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../app.js'
import { estimateCampaign } from '../../jobs/steps/estimate-campaign.js'
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

/** How many deliveries have an outcome for good. */
export function settledCount(sums: CampaignSums): number {
  return sums.audience - sums.pending - sums.sending - sums.deferred
}

/** How often the end is estimated anew, and how far back the speed is measured. */
const estimateMs = 5000
const speedMs = 2 * 60_000

/** Estimates a campaign's end from what it is seen to do, now and then. */
function endWatch(app: App, campaignId: string) {
  const seen: { at: number; settled: number }[] = []
  let end: Temporal.Instant | null = null
  return async ({ sums, state, halted }: Omit<CampaignProgress, 'end'>): Promise<Temporal.Instant | null> => {
    const at = performance.now()
    if (state !== 'open' || halted) return null
    const [oldest, last] = [seen[0], seen.at(-1)]
    if (last && at - last.at < estimateMs) return end
    while (seen[1] && at - seen[1].at > speedMs) seen.shift()
    seen.push({ at, settled: settledCount(sums) })
    const lately = oldest ? { count: settledCount(sums) - oldest.settled, seconds: (at - oldest.at) / 1000 } : null
    end = await estimateCampaign(app.context, campaignId, lately)
    return end
  }
}

/** Follows a campaign until it is done, or `stop` says to look away; tells each step. */
export async function watchCampaign(
  app: App,
  campaignId: string,
  tell: (progress: CampaignProgress) => void,
  stop: (progress: CampaignProgress) => boolean = () => false,
): Promise<CampaignProgress> {
  const endOf = endWatch(app, campaignId)
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
