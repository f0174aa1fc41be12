import type { CampaignSums, Halt } from '../../src/domain/index.js'
import { estimateCampaign } from './estimate-campaign.js'
import type { JobContext } from './context.js'

/** How many deliveries have an outcome for good. */
export function settledCount(sums: CampaignSums): number {
  return sums.audience - sums.pending - sums.sending - sums.deferred
}

/** How often the end is estimated anew, and how far back the speed is measured. */
const estimateMs = 5000
const speedMs = 2 * 60_000

/** Estimates a campaign's end from what it is seen to do, now and then. */
export function endWatch(context: Pick<JobContext, 'store' | 'clock' | 'office'>, campaignId: string) {
  const seen: { at: number; settled: number }[] = []
  let end: Temporal.Instant | null = null
  return async ({
    sums,
    state,
    halted,
  }: {
    sums: CampaignSums
    state: string
    halted: Halt | null
  }): Promise<Temporal.Instant | null> => {
    const at = performance.now()
    if (state !== 'open' || halted) return null
    const [oldest, last] = [seen[0], seen.at(-1)]
    if (last && at - last.at < estimateMs) return end
    while (seen[1] && at - seen[1].at > speedMs) seen.shift()
    seen.push({ at, settled: settledCount(sums) })
    const lately = oldest ? { count: settledCount(sums) - oldest.settled, seconds: (at - oldest.at) / 1000 } : null
    end = await estimateCampaign(context, campaignId, lately)
    return end
  }
}
