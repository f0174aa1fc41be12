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

/**
 * A count serves so many times as long as it took: however large the directory, counting takes a hundredth of the time;
 * a tenth while things change through this process, for whoever subscribes somebody looks whether it is so.
 */
const servesTimes = { unchanged: 100, changed: 10 }

interface Counted {
  /** How many changes there had been when it began. */
  changes: number
  /** When it was there and how long it took, in milliseconds; null while it is being made. */
  made: { at: number; took: number } | null
  count: Promise<number | UnusableSegment>
}

const counted = new WeakMap<JobContext, Map<string, Counted>>()

/**
 * `audienceCount` for a page that is looked at again and again: at an office of some hundred partners what stands now,
 * with 50,000 what stood half a minute ago, or three seconds where something changed since.
 */
export async function audienceCountLately(context: JobContext, publication: string): Promise<number | UnusableSegment> {
  const counts = counted.get(context) ?? new Map<string, Counted>()
  counted.set(context, counts)
  const known = counts.get(publication)
  if (known && serves(known, context)) return await known.count
  const began = performance.now()
  const entry: Counted = { changes: context.changes.count, made: null, count: audienceCount(context, publication) }
  counts.set(publication, entry)
  try {
    const count = await entry.count
    const at = performance.now()
    entry.made = { at, took: at - began }
    return count
  } catch (error) {
    counts.delete(publication)
    throw error
  }
}

function serves({ changes, made }: Counted, context: JobContext): boolean {
  if (!made) return true
  const times = changes === context.changes.count ? servesTimes.unchanged : servesTimes.changed
  return performance.now() < made.at + times * made.took
}
