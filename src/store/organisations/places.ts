import { sql } from 'kysely'
import type { SegmentRule } from '../../domain/index.js'
import { contactsUnder } from '../segments/compile.js'
import type { World } from '../segments/people.js'

export interface PlacesWanted {
  kind?: string
  /** Only organisations that have a contact under this rule. */
  rule?: SegmentRule
  /** More organisations than these are told by their communes alone. */
  most?: number
}

/** An organisation whose position is known; degrees, WGS 84. */
export interface Placed {
  id: string
  name: string
  kind: string | null
  commune: string | null
  latitude: number
  longitude: number
}

/** A commune, how many of its organisations have a position, and the middle of these. */
export interface PlacedCommune {
  commune: string | null
  count: number
  latitude: number
  longitude: number
}

export interface Places {
  /** How many have a position, and how many have none. */
  count: number
  unplaced: number
  /** By name; null where there are more than were wanted. */
  organisations: Placed[] | null
  /** The largest first. */
  communes: PlacedCommune[]
}

/**
 * Where organisations are. However many there are, no more than `most` (400) are read one by one.
 * @throws {UnusableSegment} when the directory does not know where a place of the rule is.
 */
export async function placesOf(world: World, { kind, rule, most = 400 }: PlacesWanted = {}): Promise<Places> {
  let query = world.db.selectFrom('organisations')
  if (kind) query = query.where('kind', '=', kind)
  if (rule) {
    const among = (await contactsUnder([rule], world)).clearSelect().select('member.organisation_id')
    query = query.where('organisations.id', 'in', among as never)
  }
  const rows = await query
    .select(({ fn }) => [
      fn.min<string | null>('commune').as('commune'),
      fn.countAll<number>().as('all'),
      sql<number>`count(latitude + longitude)`.as('count'),
      fn.avg<number | null>('latitude').as('latitude'),
      fn.avg<number | null>('longitude').as('longitude'),
    ])
    .groupBy('commune_key')
    .execute()
  const communes = rows
    .map((row) => ({ ...row, count: Number(row.count) }))
    .flatMap(({ commune, count, latitude, longitude }) =>
      count > 0 && latitude !== null && longitude !== null ? [{ commune, count, latitude, longitude }] : [],
    )
    .toSorted((a, b) => b.count - a.count)
  const count = communes.reduce((sum, one) => sum + one.count, 0)
  const unplaced = rows.reduce((sum, row) => sum + Number(row.all), 0) - count
  if (count > most) return { count, unplaced, organisations: null, communes }
  const placed = await query
    .select(['organisations.id', 'name', 'kind', 'commune', 'latitude', 'longitude'])
    .where('latitude', 'is not', null)
    .where('longitude', 'is not', null)
    .orderBy('sort_key')
    .orderBy('organisations.id')
    .execute()
  return { count, unplaced, organisations: placed as Placed[], communes }
}
