import { z } from 'zod'
import { fetchBytes } from '../base/http.js'
import { HttpError } from '../base/http-error.js'
import { kilometres, type Leg, type RoadFault, type Roads, type Spot } from '../domain/index.js'
import type { RoutingSettings } from '../domain/settings/editions.js'

/** As many places as such a service takes at once, unless whoever runs it allows more (osrm-routed --max-table-size). */
export const mostPlaces = 100

/** How far from a road a place may lie before the service's map is taken for one of somewhere else. */
const farthestFromRoad = 10
/** Nobody drives faster from stop to stop, in metres per second. */
const fastest = 60
/** What rounding and the shape of the Earth explain of a road that is shorter than the distance, in kilometres. */
const rounding = 0.2

const cell = z.number().min(0).nullable()
const matrix = z.array(z.array(cell))
const tableAnswer = z.object({
  code: z.literal('Ok'),
  durations: matrix,
  distances: matrix,
  sources: z.array(z.object({ location: z.tuple([z.number(), z.number()]) })),
})
type Table = z.infer<typeof tableAnswer>

/** No ways by road can be had; `detail` says for the log what is behind it, without any position. */
export class RoadsError extends Error {
  override name = 'RoadsError'
  constructor(
    readonly fault: RoadFault,
    readonly detail: string = fault,
  ) {
    super(fault === detail ? fault : `${fault}: ${detail}`)
  }
}

/** A metre of precision is enough, and places at one door are asked about once. */
const positionOf = ({ longitude, latitude }: Spot) => `${longitude.toFixed(5)},${latitude.toFixed(5)}`

/**
 * Asks a routing service for the ways between all of some spots, in one request that tells nothing but their positions
 * (OSRM HTTP API v1, the table service). What it answers is held against the distances before it is believed.
 * @throws {RoadsError}
 */
export async function askRoads(spots: readonly Spot[], settings: RoutingSettings): Promise<Roads> {
  const byPosition = new Map(spots.map((spot) => [positionOf(spot), spot]))
  const places = [...byPosition.values()]
  if (places.length > mostPlaces) throw new RoadsError('too-many')
  if (places.length < 2) return roadsOf(places, () => ({ metres: 0, seconds: 0 }))
  try {
    const { body } = await fetchBytes(addressOf([...byPosition.keys()], settings), {
      timeoutMs: settings.timeoutSeconds * 1000,
      maxBytes: 4_000_000,
      allowPrivate: settings.allowPrivate,
      accept: 'application/json',
    })
    return believed(places, JSON.parse(new TextDecoder().decode(body)))
  } catch (error) {
    throw faultOf(error)
  }
}

function addressOf(positions: readonly string[], { url, profile }: RoutingSettings): string {
  const table = new URL(url)
  table.pathname = `${table.pathname.replace(/\/+$/, '')}/table/v1/${profile}/${positions.join(';')}`
  table.searchParams.set('annotations', 'duration,distance')
  return table.href
}

function faultOf(error: unknown): unknown {
  if (error instanceof SyntaxError) return new RoadsError('nonsense', 'not JSON')
  if (!(error instanceof HttpError)) return error
  const detail = [error.code, error.status ?? ''].join(' ').trim()
  if (error.code === 'timeout') return new RoadsError('slow')
  if (error.code === 'too-large') return new RoadsError('nonsense', detail)
  // What the service cannot answer it says with status 400 and a code of its own.
  if (error.answer?.includes('"TooBig"')) return new RoadsError('too-many', detail)
  if (/"No(Segment|Table)"/.test(error.answer ?? '')) return new RoadsError('no-road', detail)
  return new RoadsError('no-answer', detail)
}

function believed(places: readonly Spot[], answer: unknown): Roads {
  const { data } = tableAnswer.safeParse(answer)
  if (!data || !isSquare(data, places.length)) throw new RoadsError('nonsense', 'not a table of this size')
  const snapped = data.sources.map(({ location: [longitude, latitude] }) => ({ longitude, latitude }))
  if (places.some((place, index) => !(kilometres(place, snapped[index]!) < farthestFromRoad)))
    throw new RoadsError('nonsense', 'a place far from every road')
  const legs: Leg[][] = []
  for (let from = 0; from < places.length; from++) {
    const row: Leg[] = []
    for (let to = 0; to < places.length; to++) {
      const [metres, seconds] = [data.distances[from]![to], data.durations[from]![to]]
      if (metres === undefined || metres === null || seconds === undefined || seconds === null)
        throw new RoadsError('no-road')
      const straight = kilometres(snapped[from]!, snapped[to]!)
      if (metres / 1000 + rounding < straight * 0.99 || metres > seconds * fastest + 1000 * rounding)
        throw new RoadsError('nonsense', 'a road shorter than the distance, or too quick')
      row.push({ metres: Math.round(metres), seconds: Math.round(seconds) })
    }
    legs.push(row)
  }
  return roadsOf(places, (from, to) => legs[from]![to]!)
}

const isSquare = ({ durations, distances, sources }: Table, size: number) =>
  sources.length === size &&
  [durations, distances].every((rows) => rows.length === size && rows.every((row) => row.length === size))

function roadsOf(places: readonly Spot[], legBetween: (from: number, to: number) => Leg): Roads {
  const numbers = new Map(places.map((place, index) => [positionOf(place), index]))
  // The same few objects are asked about thousands of times while an order is looked for.
  const known = new WeakMap<Spot, number | undefined>()
  const numberOf = (spot: Spot) => {
    if (!known.has(spot)) known.set(spot, numbers.get(positionOf(spot)))
    return known.get(spot)
  }
  return {
    knows: (spot) => numberOf(spot) !== undefined,
    leg(from, to) {
      const [start, end] = [numberOf(from), numberOf(to)]
      if (start === undefined || end === undefined) throw new RangeError('no road was asked for from or to there')
      return legBetween(start, end)
    },
  }
}
