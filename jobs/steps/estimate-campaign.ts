import type { Clock } from '../../src/base/clock.js'
import type { OfficeSettings } from '../../src/domain/settings/office.js'
import { domainLimits } from '../../src/domain/settings/sending.js'
import { type CampaignOnItsWay, estimateEnd } from '../../src/report/estimate.js'
import type { Store } from '../../src/store/store.js'

/** When a campaign will have ended; null when nothing waits or nothing is known to go by. `lately` as in estimateEnd. */
export async function estimateCampaign(
  { store, clock, office }: { store: Store; clock: Clock; office: Pick<OfficeSettings, 'sending'> },
  campaignId: string,
  lately: CampaignOnItsWay['lately'],
): Promise<Temporal.Instant | null> {
  const { domains: byDomain, due, lastTry } = await store.ledger.waiting(campaignId)
  const limited = byDomain.map((one) => ({ ...one, limits: domainLimits(office.sending, one.domain) }))
  const domains = limited.filter(({ limits }) => Object.keys(limits).length > 0)
  return estimateEnd({
    now: clock.now(),
    waiting: byDomain.reduce((sum, { waiting }) => sum + waiting, 0),
    due,
    lastTry,
    lately,
    server: { limits: office.sending.limits, left: await store.pace.left('server') },
    domains: await Promise.all(
      domains.map(async ({ domain, ...rest }) => ({ ...rest, left: await store.pace.left(`domain:${domain}`) })),
    ),
  })
}
