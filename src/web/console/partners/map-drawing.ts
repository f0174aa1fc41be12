import type { Placed } from '../../../store/organisations/places.js'

type Position = Pick<Placed, 'commune' | 'latitude' | 'longitude'>

/** A drawing of the size of its box, in units of its own. */
export interface Drawing<P extends Position = Position> {
  width: number
  height: number
  points: (P & { x: number; y: number })[]
  names: { name: string; x: number; y: number }[]
  /** How long the scale's bar is, and for how many kilometres it stands. */
  scale: { length: number; km: number }
}

const width = 900
const margin = 40
const tallest = 900
const shortest = 420
/** Kilometres of a degree of latitude, on the mean Earth (IUGG). */
const kmPerDegree = 111.195
/** About what the letters of a name take at the size that the sheet gives them. */
const letter = { width: 10, height: 20 }

/**
 * Lays positions out on a plane: a degree of longitude is as long as it is in the middle of the drawing (equirectangular
 * projection), true enough for a county. Communes are named in the middle of their organisations, the largest first, where
 * no name stands yet.
 */
export function drawingOf<P extends Position>(placed: readonly P[]): Drawing<P> {
  const latitudes = placed.map((one) => one.latitude)
  const longitudes = placed.map((one) => one.longitude)
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)]
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  // A single place is given some kilometres around it.
  const kmWide = Math.max((east - west) * narrowing * kmPerDegree, 2)
  const kmHigh = Math.max((north - south) * kmPerDegree, 2)
  const perKm = Math.min((width - 2 * margin) / kmWide, (tallest - 2 * margin) / kmHigh)
  const height = Math.max(shortest, Math.round(kmHigh * perKm + 2 * margin))
  const middle = { latitude: (south + north) / 2, longitude: (west + east) / 2 }
  const round = (value: number) => Math.round(value * 10) / 10
  const points = placed.map((one) => ({
    ...one,
    x: round(width / 2 + (one.longitude - middle.longitude) * narrowing * kmPerDegree * perKm),
    y: round(height / 2 - (one.latitude - middle.latitude) * kmPerDegree * perKm),
  }))
  return { width, height, points, names: namesOn(points), scale: scaleOf(perKm) }
}

function namesOn(points: Drawing['points']): Drawing['names'] {
  const communes = Map.groupBy(points, (one) => one.commune ?? '')
  communes.delete('')
  const mean = (values: number[]) => Math.round(values.reduce((sum, one) => sum + one, 0) / values.length)
  const names: Drawing['names'] = []
  for (const [name, theirs] of [...communes].toSorted(([, a], [, b]) => b.length - a.length)) {
    const half = (name.length * letter.width) / 2
    const at = mean(theirs.map((one) => one.x))
    const x = Math.min(Math.max(at, half), width - half)
    const y = mean(theirs.map((one) => one.y)) - 12
    const isFree = names.every(
      (one) => Math.abs(one.y - y) > letter.height || Math.abs(one.x - x) > half + (one.name.length * letter.width) / 2,
    )
    if (isFree) names.push({ name, x, y })
  }
  return names
}

/** A round number of kilometres, a fifth of the drawing at the most. */
function scaleOf(perKm: number): Drawing['scale'] {
  const most = width / 5 / perKm
  const km = [100, 50, 20, 10, 5, 2, 1, 0.5].find((one) => one <= most) ?? 0.2
  return { km, length: Math.round(km * perKm) }
}
