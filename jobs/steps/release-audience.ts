import type { Audience, Segment } from '../../src/domain/index.js'
import { editionsPublication } from '../../src/domain/settings/editions.js'
import type { ContactQuery } from '../../src/store/segments/people.js'
import type { Reach } from '../../src/store/segments/reach.js'
import type { Rows } from '../../src/store/store.js'

/** The contacts of an announcement, and the segments that they are taken from; none for every partner. */
export interface ReleaseAudience {
  among: ContactQuery
  segments: Segment[] | undefined
}

/**
 * Whom an announcement goes to; null while nobody is chosen.
 * @throws {UnusableSegment} when one of its segments is not there or cannot be told.
 */
export async function releaseAudience({ segments }: Rows, audience: Audience): Promise<ReleaseAudience | null> {
  if (audience === 'every-partner') return { among: segments.everyPartner(), segments: undefined }
  if (audience.length === 0) return null
  const found = await Promise.all(audience.map((name) => segments.required(name)))
  return { among: await segments.contactsOf(found), segments: found }
}

/** How many addresses an announcement would reach now, each once. @throws {UnusableSegment} as `releaseAudience`. */
export async function releaseReach(rows: Rows, audience: Audience): Promise<Reach> {
  const found = await releaseAudience(rows, audience)
  return found ? await rows.segments.reach(found.among, editionsPublication) : { addresses: 0, first: 0 }
}
