import { askRoads, RoadsError } from '../src/collect/roads.js'
import { type RoadFault, type Roads, wayByDistance, wayByRoad } from '../src/domain/index.js'
import type { NewRound } from '../src/store/editions/rounds.js'
import type { JobContext } from './steps/context.js'

type PlanContext = Pick<JobContext, 'office' | 'store' | 'log'>

/**
 * Plans a round of the waiting orders, those of some communes or all: by the roads where a routing service is set and
 * gives a usable answer, else by distance, and the round says why. It is asked before anything is written, so that
 * nobody waits for it; an order from a new place that came in meanwhile waits for the next round. Gives the round's id;
 * null when nothing waits there.
 */
export async function planRound(context: PlanContext, round: NewRound): Promise<string | null> {
  const start = context.office.editions.start ?? null
  const roads = await roadsFor(context, round)
  return await context.store.transaction((rows) =>
    rows.rounds.plan(round, (stops) =>
      typeof roads === 'string' ? wayByDistance(start, stops, roads) : wayByRoad(start, stops, roads),
    ),
  )
}

/** The ways between all stops that may be on the round; "distance" where no service is set, or why there are none. */
async function roadsFor(
  { store, office, log }: PlanContext,
  { communes }: NewRound,
): Promise<Roads | RoadFault | 'distance'> {
  const { routing, start } = office.editions
  if (!routing) return 'distance'
  const spots = (await store.rounds.waitingStops(communes)).flatMap(({ spot }) => spot ?? [])
  try {
    return await askRoads(start ? [start, ...spots] : spots, routing)
  } catch (error) {
    if (!(error instanceof RoadsError)) throw error
    log.warn({ why: error.message }, 'no ways by road: the stops are ordered by distance')
    return error.fault
  }
}
