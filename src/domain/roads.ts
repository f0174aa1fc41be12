import { orderStops, type Spot, type Stop } from './round.js'

/** A way by road from one spot to another. */
export interface Leg {
  metres: number
  seconds: number
}

/** The ways by road between some spots. */
export interface Roads {
  /** Whether it was asked about the spot. */
  knows(spot: Spot): boolean
  /** @throws {RangeError} for a spot that it does not know. */
  leg(from: Spot, to: Spot): Leg
}

/** Why no ways by road are known though a service for them is set. "no-road": one of the places is cut off. */
export const roadFaults = ['too-many', 'slow', 'no-answer', 'nonsense', 'no-road'] as const
export type RoadFault = (typeof roadFaults)[number]

/** What the order of a round's stops is made from: roads, or distances because of a fault, or because none were asked for. */
export type WayBy = 'road' | 'distance' | RoadFault

/** The way of a round. */
export interface PlannedWay<S> {
  by: WayBy
  /** Each with its way from the last place before it whose position is known; null where that cannot be told. */
  stops: { stop: S; leg: Leg | null }[]
  /** From the last stop to where the round began. */
  back: Leg | null
}

/** The way of a round by distances as the crow flies. */
export const wayByDistance = <S extends Stop>(
  start: Spot | null,
  stops: readonly S[],
  by: Exclude<WayBy, 'road'>,
): PlannedWay<S> => ({ by, stops: orderStops(start, stops).map((stop) => ({ stop, leg: null })), back: null })

/** The way of a round by the time on the road. A stop whose position `roads` was not asked about is left out. */
export function wayByRoad<S extends Stop>(start: Spot | null, stops: readonly S[], roads: Roads): PlannedWay<S> {
  const known = stops.filter(({ spot }) => !spot || roads.knows(spot))
  return wayAlong(
    start,
    orderStops(start, known, (from, to) => roads.leg(from, to).seconds),
    roads,
  )
}

/**
 * The way of a round whose order of stops stands, measured anew; without measures where `roads` is the reason why there
 * are none, or was not asked about one of the stops.
 */
export function wayAlong<S extends Stop>(
  start: Spot | null,
  ordered: readonly S[],
  roads: Roads | Exclude<WayBy, 'road'>,
): PlannedWay<S> {
  if (typeof roads === 'string' || ordered.some(({ spot }) => spot && !roads.knows(spot))) {
    const by = typeof roads === 'string' ? roads : 'distance'
    return { by, stops: ordered.map((stop) => ({ stop, leg: null })), back: null }
  }
  const first = start ?? ordered.find(({ spot }) => spot)?.spot ?? null
  let here = start
  const planned = ordered.map((stop) => {
    const leg = here && stop.spot ? roads.leg(here, stop.spot) : null
    here = stop.spot ?? here
    return { stop, leg }
  })
  return { by: 'road', stops: planned, back: here && first ? roads.leg(here, first) : null }
}
