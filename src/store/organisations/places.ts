import type { SegmentRule } from '../../domain/index.js'
import { contactsUnder } from '../segments/compile.js'
import type { World } from '../segments/people.js'

export interface PlacesWanted {
  kind?: string
  /** Only organisations that have a contact under this rule. */
  rule?: SegmentRule
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

/**
 * Organisations with their positions, by name, and how many have none.
 * @throws {UnusableSegment} when the directory does not know where a place of the rule is.
 */
export async function placedOrganisations(
  world: World,
  { kind, rule }: PlacesWanted = {},
): Promise<{ placed: Placed[]; unplaced: number }> {
  let query = world.db
    .selectFrom('organisations')
    .select(['organisations.id', 'name', 'kind', 'commune', 'latitude', 'longitude'])
  if (kind) query = query.where('kind', '=', kind)
  if (rule) {
    const among = (await contactsUnder([rule], world)).clearSelect().select('member.organisation_id')
    query = query.where('organisations.id', 'in', among as never)
  }
  const rows = await query.orderBy('name_key').orderBy('organisations.id').execute()
  const placed = rows.flatMap((row) => {
    const { latitude, longitude } = row
    return latitude === null || longitude === null ? [] : [{ ...row, latitude, longitude }]
  })
  return { placed, unplaced: rows.length - placed.length }
}
