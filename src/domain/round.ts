/** Degrees, WGS 84. */
export interface Spot {
  latitude: number
  longitude: number
}

/** Mean radius of the Earth in kilometres (IUGG). */
const earthRadius = 6371.0088

/** Kilometres between two spots as the crow flies. */
export function kilometres(a: Spot, b: Spot): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const halfSine = (difference: number) => Math.sin(radians(difference) / 2) ** 2
  const square =
    halfSine(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * halfSine(b.longitude - a.longitude)
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(square)))
}

/** What it takes to get from one spot to another, in one unit for all; on roads the way back may take longer. */
export type Cost = (from: Spot, to: Spot) => number

/** The length of a way from `start` over all spots, and on to `end` where there is one. */
export function wayLength(start: Spot, spots: readonly Spot[], end: Spot | null): number {
  const way = [start, ...spots, ...(end ? [end] : [])]
  return way.slice(1).reduce((sum, spot, index) => sum + kilometres(way[index]!, spot), 0)
}

/** The nearest spot next, from `start` on. */
function nearestNext<S extends Spot>(start: Spot, spots: readonly S[], cost: Cost): S[] {
  const open = [...spots]
  const order: S[] = []
  for (let here: Spot = start; open.length > 0; here = order.at(-1)!) {
    const distances = open.map((spot) => cost(here, spot))
    order.push(...open.splice(distances.indexOf(Math.min(...distances)), 1))
  }
  return order
}

/** Changes of less than a tenth of a millimetre, or of a microsecond, are rounding, and would be undone again. */
const worthIt = 1e-7

/**
 * A sensible order of stops: the nearest next, then stretches turned round (2-opt) and single stops moved (or-opt) as
 * long as the way gets shorter. Within a few per cent of the shortest way; for 200 stops in well under a second.
 * @param end where the way ends; null where that does not matter
 * @param cost what is to be short; by default the distance as the crow flies
 */
export function shortWay<S extends Spot>(
  start: Spot,
  spots: readonly S[],
  end: Spot | null,
  cost: Cost = kilometres,
): S[] {
  let order = nearestNext(start, spots, cost)
  const at = (index: number) => (index < 0 ? start : (order[index] ?? end))
  const leg = (a: Spot | null, b: Spot | null) => (a && b ? cost(a, b) : 0)
  for (let better = true; better;) {
    better = false
    for (let from = 0; from < order.length - 1; from++) {
      // The stretch from `from` to `to` by itself, as it stands and turned round.
      let [along, turned] = [0, 0]
      for (let to = from + 1; to < order.length; to++) {
        along += leg(at(to - 1), at(to))
        turned += leg(at(to), at(to - 1))
        const before = leg(at(from - 1), at(from)) + along + leg(at(to), at(to + 1))
        const after = leg(at(from - 1), at(to)) + turned + leg(at(from), at(to + 1))
        if (after >= before - worthIt) continue
        order = [...order.slice(0, from), ...order.slice(from, to + 1).reverse(), ...order.slice(to + 1)]
        ;[along, turned] = [turned, along]
        better = true
      }
    }
    for (let from = 0; from < order.length; from++) {
      const spot = order[from]!
      const won = leg(at(from - 1), spot) + leg(spot, at(from + 1)) - leg(at(from - 1), at(from + 1))
      for (let to = 0; to <= order.length; to++) {
        if (to === from || to === from + 1) continue
        const paid = leg(at(to - 1), spot) + leg(spot, at(to)) - leg(at(to - 1), at(to))
        if (paid >= won - worthIt) continue
        order = order.toSpliced(from, 1).toSpliced(to > from ? to - 1 : to, 0, spot)
        better = true
        break
      }
    }
  }
  return order
}

/** The middle of some spots. */
export function middleOf(spots: readonly Spot[]): Spot {
  const mean = (pick: (spot: Spot) => number) => spots.reduce((sum, spot) => sum + pick(spot), 0) / spots.length
  return { latitude: mean((spot) => spot.latitude), longitude: mean((spot) => spot.longitude) }
}

/** The one of some spots that lies nearest to their middle. */
function mostCentral(spots: readonly Spot[]): Spot {
  const middle = middleOf(spots)
  const distances = spots.map((spot) => kilometres(middle, spot))
  const { latitude, longitude } = spots[distances.indexOf(Math.min(...distances))]!
  return { latitude, longitude }
}

export interface Stop {
  /** As compared; stops of one commune follow each other. */
  communeKey: string
  /** null where the directory knows no position. */
  spot: Spot | null
}

/**
 * The stops of a round in order: communes by a short way from the start and back, the stops of each by a short way too;
 * a commune lies at its most central stop.
 * A stop without a position comes last in its commune; a commune without any position comes last.
 */
export function orderStops<S extends Stop>(start: Spot | null, stops: readonly S[], cost: Cost = kilometres): S[] {
  const communes = [...Map.groupBy(stops, (stop) => stop.communeKey).values()].map((group) => {
    const placed = group.flatMap((stop) => (stop.spot ? [{ ...stop.spot, stop }] : []))
    return { placed, lost: group.filter((stop) => !stop.spot) }
  })
  const known = communes.filter(({ placed }) => placed.length > 0)
  const towns = known.map((commune) => ({ ...mostCentral(commune.placed), commune }))
  const [first] = towns
  if (!first) return communes.flatMap(({ lost }) => lost)
  const from = start ?? first
  const ordered: S[] = []
  let here: Spot = from
  for (const { commune } of shortWay(from, towns, from, cost)) {
    const way = shortWay(here, commune.placed, null, cost)
    here = way.at(-1) ?? here
    ordered.push(...way.map(({ stop }) => stop), ...commune.lost)
  }
  const nowhere = communes.filter(({ placed }) => placed.length === 0)
  return [...ordered, ...nowhere.flatMap(({ lost }) => lost)]
}

/** What became of a stop. "absent": nobody was there; the order stands, for another round. */
export const stopStates = ['open', 'done', 'absent'] as const
export type StopState = (typeof stopStates)[number]
