import type { Kysely } from 'kysely'
import { communeKey, nameKey, type Place, UnusableSegment } from '../../domain/index.js'
import type { Schema } from '../schema.js'

/** Degrees, WGS 84. */
export interface Position {
  latitude: number
  longitude: number
}

/**
 * Where a place is, as far as the directory knows: a commune is in the middle of its organisations.
 * @throws {UnusableSegment} when no position is known, or several organisations bear the name.
 */
export async function positionOf(db: Kysely<Schema>, place: Place): Promise<Position> {
  if ('latitude' in place) return place
  return 'organisation' in place
    ? await positionOfOrganisation(db, place.organisation, place.commune ?? null)
    : await positionOfCommune(db, place.commune)
}

async function positionOfCommune(db: Kysely<Schema>, commune: string): Promise<Position> {
  const { latitude, longitude } = await db
    .selectFrom('organisations')
    .select(({ fn }) => [
      fn.avg<number | null>('latitude').as('latitude'),
      fn.avg<number | null>('longitude').as('longitude'),
    ])
    .where('commune_key', '=', communeKey(commune))
    .where('latitude', 'is not', null)
    .where('longitude', 'is not', null)
    .executeTakeFirstOrThrow()
  if (latitude === null || longitude === null)
    throw new UnusableSegment('place-without-position', { place: commune, kind: 'commune' })
  return { latitude, longitude }
}

async function positionOfOrganisation(db: Kysely<Schema>, name: string, commune: string | null): Promise<Position> {
  let query = db
    .selectFrom('organisations')
    .select(['latitude', 'longitude'])
    .where('name_key', '=', nameKey(name))
    .limit(2)
  if (commune !== null) query = query.where('commune_key', '=', communeKey(commune))
  const [found, other] = await query.execute()
  if (!found) throw new UnusableSegment('place-unknown', { place: name })
  if (other) throw new UnusableSegment('place-ambiguous', { place: name })
  const { latitude, longitude } = found
  if (latitude === null || longitude === null)
    throw new UnusableSegment('place-without-position', { place: name, kind: 'organisation' })
  return { latitude, longitude }
}
