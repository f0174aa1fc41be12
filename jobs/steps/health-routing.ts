import { askRoads, RoadsError } from '../../src/collect/roads.js'
import type { Spot } from '../../src/domain/index.js'
import type { RoutingSettings } from '../../src/domain/settings/editions.js'
import type { JobContext } from './context.js'

/** A look takes no longer, however long a round would wait. */
const mostSeconds = 10

/** About a kilometre northwards: a place to ask the way to where the directory knows none. */
const nearby = ({ latitude, longitude }: Spot): Spot => ({ latitude: latitude + 0.01, longitude })

/**
 * Whether the routing service knows a way where rounds go: from where they begin, and to the middle of a commune. Nobody
 * is in danger when it does not: rounds then follow distances.
 */
export async function routingFinding(
  { office, store }: Pick<JobContext, 'office' | 'store'>,
  routing: RoutingSettings,
) {
  const { start } = office.editions
  const { communes } = await store.organisations.places({ most: 0 })
  const [from, to] = [...(start ? [start] : []), ...communes]
  if (!from) return { standing: 'watch' as const, said: { key: 'routing-nowhere' } }
  const end = to ?? nearby(from)
  const timeoutSeconds = Math.min(routing.timeoutSeconds, mostSeconds)
  try {
    const { metres, seconds } = (await askRoads([from, end], { ...routing, timeoutSeconds })).leg(from, end)
    const values = { host: new URL(routing.url).host, km: Math.ceil(metres / 1000), minutes: Math.ceil(seconds / 60) }
    return { standing: 'good' as const, said: { key: 'routing-answers', values } }
  } catch (error) {
    if (!(error instanceof RoadsError)) throw error
    return { standing: 'watch' as const, said: { key: `routing-${error.fault}` } }
  }
}
