import { UnusableSegment } from '../../src/domain/index.js'
import type { JobContext } from './context.js'
import { publicationSettings } from './publication-settings.js'

/** How many an issue of a publication would go to, were it sent now; or why its segment cannot be told. */
export async function audienceCount(context: JobContext, publication: string): Promise<number | UnusableSegment> {
  const { segments } = context.store
  const { audience } = publicationSettings(context, publication)
  try {
    if (audience === undefined) return await segments.subscribersReached(publication)
    const among = await segments.contactsOf([await segments.required(audience)])
    return await segments.subscribersReached(publication, among)
  } catch (error) {
    if (error instanceof UnusableSegment) return error
    throw error
  }
}

/** A count serves so many times as long as it took: however large the directory, counting takes a hundredth of the time. */
const servesTimes = 100

interface Counted {
  until: number
  count: Promise<number | UnusableSegment>
}

const counted = new WeakMap<JobContext, Map<string, Counted>>()

/**
 * `audienceCount` for a page that is looked at again and again: at an office of some hundred partners what stands now,
 * with 50,000 what stood half a minute ago.
 */
export async function audienceCountLately(context: JobContext, publication: string): Promise<number | UnusableSegment> {
  const counts = counted.get(context) ?? new Map<string, Counted>()
  counted.set(context, counts)
  const known = counts.get(publication)
  if (known && performance.now() < known.until) return await known.count
  const began = performance.now()
  const entry: Counted = { until: Number.POSITIVE_INFINITY, count: audienceCount(context, publication) }
  counts.set(publication, entry)
  try {
    const count = await entry.count
    const end = performance.now()
    entry.until = end + servesTimes * (end - began)
    return count
  } catch (error) {
    counts.delete(publication)
    throw error
  }
}
