import { askRoads, RoadsError } from '../src/collect/roads.js'
import { type RoadFault, type Roads, type Stop, wayByDistance, wayByRoad } from '../src/domain/index.js'
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
  const stops = await context.store.rounds.waitingStops(round.communes)
  const roads = await roadsBetween(context, stops)
  return await context.store.transaction((rows) =>
    rows.rounds.plan(round, (stops) =>
      typeof roads === 'string' ? wayByDistance(start, stops, roads) : wayByRoad(start, stops, roads),
    ),
  )
}

/** The ways between where rounds begin and all of these stops; "distance" where no service is set, or why there are none. */
export async function roadsBetween(
  { office, log }: Pick<JobContext, 'office' | 'log'>,
  stops: readonly Stop[],
): Promise<Roads | RoadFault | 'distance'> {
  const { routing, start } = office.editions
  if (!routing) return 'distance'
  const spots = stops.flatMap(({ spot }) => spot ?? [])
  try {
    return await askRoads(start ? [start, ...spots] : spots, routing)
  } catch (error) {
    if (!(error instanceof RoadsError)) throw error
    log.warn({ why: error.message }, 'no ways by road: the stops are ordered by distance')
    return error.fault
  }
}
