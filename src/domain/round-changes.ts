import { type Cost, kilometres, type Spot, type Stop } from './round.js'
import { type PlannedWay, type Roads, wayAlong, type WayBy } from './roads.js'

/** Another stop for a way that stands. */
export interface LateStop<S> {
  stop: S
  /** How many stops of the way are behind whoever drives it: it goes in after those. */
  after: number
}

/** The gaps of a way, told by the stop that follows, at which a stop of this commune may go in. */
function gapsFor<S extends Stop>(stops: readonly S[], { stop, after }: LateStop<S>): number[] {
  const gaps = Array.from({ length: stops.length + 1 - after }, (_, index) => after + index)
  const around = (gap: number) => [stops[gap - 1]?.communeKey, stops[gap]?.communeKey] as const
  const ofItsOwn = gaps.filter((gap) => around(gap).includes(stop.communeKey))
  return ofItsOwn.length > 0 ? ofItsOwn : gaps.filter((gap) => around(gap)[0] !== around(gap)[1])
}

/**
 * The stops of a way with one more, at the shortest detour among those of its commune; where there are none, between
 * two communes. A stop without a position comes last in its commune, or at the end.
 */
export function insertStop<S extends Stop>(
  start: Spot | null,
  stops: readonly S[],
  late: LateStop<S>,
  cost: Cost = kilometres,
): S[] {
  const { spot } = late.stop
  const leg = (from: Spot | null, to: Spot | null) => (from && to ? cost(from, to) : 0)
  const detour = (gap: number) => {
    const before = stops.slice(0, gap).findLast((one) => one.spot)?.spot ?? start
    const next = stops.slice(gap).find((one) => one.spot)?.spot ?? start
    return leg(before, spot) + leg(spot, next) - leg(before, next)
  }
  const gaps = gapsFor(stops, late)
  const detours = gaps.map(detour)
  const gap = spot ? gaps[detours.indexOf(Math.min(...detours))] : gaps.at(-1)
  return stops.toSpliced(gap ?? stops.length, 0, late.stop)
}

/** A way with one more stop; `roads` are those between all of its places, or why there are none. */
export function wayWith<S extends Stop>(
  start: Spot | null,
  stops: readonly S[],
  late: LateStop<S>,
  roads: Roads | Exclude<WayBy, 'road'>,
): PlannedWay<S> {
  const known = typeof roads !== 'string' && [...stops, late.stop].every(({ spot }) => !spot || roads.knows(spot))
  const cost: Cost = known ? (from, to) => roads.leg(from, to).seconds : kilometres
  return wayAlong(start, insertStop(start, stops, late, cost), roads)
}
