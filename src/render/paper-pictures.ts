import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tempFolder } from '../base/temp-folder.js'
import { type DrawnPage, openDrawingRoom } from './pdf-pages.js'

/** A paper as pictures of its pages, which come one after the other. */
export interface PaperPictures {
  /** How many pages it has; 0 where it cannot be drawn. */
  count: Promise<number>
  /** A page, from 1; null where there is none, or it cannot be drawn. */
  page(number: number): Promise<DrawnPage | null>
}

interface Drawing extends PaperPictures {
  hash: string
  /** Nobody wants it any more. */
  drop(): void
}

/** A few hundred kilobytes for each page: those that are looked at now, and no more. */
const mostPapers = 6

/**
 * Draws papers that somebody looks at, and keeps them while they do: phones show no PDF within a page. One at a time, in
 * a process of its own; a newer paper of the same name takes the place of the one before, whose other pages are left out.
 */
export function openPaperPictures() {
  const drawings = new Map<string, Drawing>()
  let last: Promise<unknown> = Promise.resolve()

  function draw(pdf: Uint8Array, hash: string): Drawing {
    const counted = Promise.withResolvers<number>()
    const pages: PromiseWithResolvers<DrawnPage | null>[] = []
    let isWanted = true

    async function work(): Promise<void> {
      if (!isWanted) return
      const folder = await tempFolder('paper')
      const path = join(folder, 'paper.pdf')
      const room = openDrawingRoom(path)
      try {
        await writeFile(path, pdf, { mode: 0o600 })
        const count = await room.open()
        pages.push(...Array.from({ length: count }, () => Promise.withResolvers<DrawnPage | null>()))
        counted.resolve(count)
        for (const [index, page] of pages.entries()) page.resolve(isWanted ? await room.draw(index + 1) : null)
      } finally {
        await room.close()
        await rm(folder, { recursive: true, force: true })
      }
    }
    // What cannot be drawn is told by its lack of pages: the PDF itself can still be opened.
    last = last
      .then(work)
      .catch(() => undefined)
      .finally(() => {
        counted.resolve(0)
        for (const page of pages) page.resolve(null)
      })
    return {
      hash,
      count: counted.promise,
      page: async (number) => ((await counted.promise) >= number ? ((await pages[number - 1]?.promise) ?? null) : null),
      drop: () => {
        isWanted = false
      },
    }
  }

  return {
    /** The pages of a paper as it is now; `name` tells it from the others that are looked at. */
    of(name: string, pdf: Uint8Array): PaperPictures {
      const hash = createHash('sha256').update(pdf).digest('hex')
      const known = drawings.get(name)
      if (known?.hash === hash) return known
      known?.drop()
      drawings.delete(name)
      const drawing = draw(pdf, hash)
      drawings.set(name, drawing)
      const oldest = drawings.size > mostPapers ? drawings.entries().next().value : undefined
      if (oldest) {
        oldest[1].drop()
        drawings.delete(oldest[0])
      }
      return drawing
    },
  }
}

export type PaperRoom = ReturnType<typeof openPaperPictures>
