import type { KeptFile } from '../store/editions/kept-files.js'
import type { Store } from '../store/store.js'

/** Sharp on a telephone's screen, four of them side by side; a few kilobytes. */
const width = 240
const quality = 68

/** Some ten megabytes: the pages of a dozen guides. */
const mostKept = 1500

/**
 * Pages of editions in small, made of their pictures when somebody first looks and kept in memory: a guide of a hundred
 * pages would weigh thirty megabytes otherwise. One at a time, outside the thread that answers.
 */
export function openThumbnails(store: Store) {
  const kept = new Map<string, Promise<Buffer>>()
  let last: Promise<unknown> = Promise.resolve()

  async function make(file: KeptFile): Promise<Buffer> {
    const { default: sharp } = await import('sharp')
    const picture = Buffer.concat(await Array.fromAsync(store.editions.read(file)))
    return await sharp(picture).resize({ width, withoutEnlargement: true }).webp({ quality }).toBuffer()
  }

  return {
    /** A picture in small, as WebP. @throws what reading or decoding it throws */
    of(file: KeptFile): Promise<Buffer> {
      const known = kept.get(file.hash)
      if (known) return known
      const making = last.then(() => make(file))
      last = making.catch(() => kept.delete(file.hash))
      const [oldest] = kept.keys()
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
      kept.set(file.hash, making)
      return making
    },
  }
}
