import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tempFolder } from '../src/base/temp-folder.js'
import { editionFiles } from '../src/domain/index.js'
import { makeCover } from '../src/render/cover.js'
import { type DrawingRoom, type DrawnPage, openDrawingRoom, UndrawablePdf } from '../src/render/pdf-pages.js'
import type { RunAgain } from '../src/queue/queue.js'
import type { Rows } from '../src/store/store.js'
import type { JobContext } from './steps/context.js'
import { type PagesPayload, storeCover } from './steps/edition-files.js'

/** Other jobs, such as a send, get their turn after so long; the drawing then goes on. */
const turnMs = 60_000

/** So many pages one after the other that cannot be drawn: the others cannot either. */
const mostFailures = 4

/**
 * Draws the pages of a PDF one by one, the first also as the cover of editions that were given none. Each is stored as
 * soon as it is drawn: a run that was cut short goes on where it was, and one whose PDF was replaced ends.
 * @param last the last page that is wanted now; the job of the PDF draws the others
 */
export async function drawPages(
  context: JobContext,
  { pdf }: PagesPayload,
  last = Number.POSITIVE_INFINITY,
): Promise<RunAgain | undefined> {
  const { store, log } = context
  const file = await store.editions.keptFile(pdf)
  if (!file) return
  await coversFrom(context, pdf)
  if ((await store.editions.drawing(pdf))?.state !== 'drawing') return
  const folder = await tempFolder('pages')
  const path = join(folder, 'edition.pdf')
  let room: DrawingRoom | null = null
  try {
    await pipeline(Readable.from(store.editions.read(file)), createWriteStream(path, { mode: 0o600 }))
    room = openDrawingRoom(path)
    const pages = await room.open()
    await store.editions.setDrawing(pdf, { state: 'drawing', pages })
    const there = new Set((await store.editions.pages(pdf)).map((page) => page.number))
    const turnEnds = performance.now() + turnMs
    let failures = 0
    for (let number = 1; number <= Math.min(pages, last); number++) {
      if (there.has(number)) continue
      if (context.stopping()) return { again: context.clock.now(), reason: 'the process ends' }
      if (performance.now() > turnEnds) return { again: context.clock.now(), reason: 'others get their turn' }
      const page = await room.draw(number)
      if (!page) log.warn({ pdf, number }, 'a page could not be drawn')
      failures = page ? 0 : failures + 1
      if (failures === mostFailures) throw new UndrawablePdf('unreadable', `no page from ${number - failures + 1} on`)
      if (!(await store.transaction((rows) => storePage(rows, pdf, number, page)))) return
      if (number === 1) await coversFrom(context, pdf)
    }
    if (pages <= last) await store.editions.setDrawing(pdf, { state: 'done', pages })
  } catch (error) {
    if (!(error instanceof UndrawablePdf)) throw error
    log.warn({ pdf, err: error }, 'a PDF cannot be drawn')
    if (await store.editions.drawing(pdf)) await store.editions.setDrawing(pdf, { state: 'failed', fault: error.code })
  } finally {
    await room?.close()
    await rm(folder, { recursive: true, force: true })
  }
  return undefined
}

/** False when nobody wants the pages of this PDF any more. */
async function storePage(rows: Rows, pdf: string, number: number, page: DrawnPage | null): Promise<boolean> {
  if ((await rows.editions.drawing(pdf)) === null) return false
  if (!page) {
    await rows.editions.addPage(pdf, { number, hash: null, width: 0, height: 0, words: '' })
    return true
  }
  const { picture, width, height, words } = page
  const hash = createHash('sha256').update(picture).digest('hex')
  await rows.editions.keep({ hash, contentType: 'image/webp' }, [picture])
  await rows.editions.addPage(pdf, { number, hash, width, height, words })
  return true
}

/** Makes a cover of the first page for editions that have this PDF and no such cover yet. */
async function coversFrom({ store, office }: JobContext, pdf: string): Promise<void> {
  const first = await store.editions.pageFile(pdf, 1)
  if (!first) return
  for (const editionId of await store.editions.withFile(pdf)) {
    if (await store.editions.fileOf(editionId, editionFiles.drawnCover)) continue
    const picture = Buffer.concat(await Array.fromAsync(store.editions.read(first)))
    const pictures = await makeCover(picture, office.colours.main)
    await store.transaction((rows) =>
      storeCover(rows, editionId, pictures, [editionFiles.drawnCover, editionFiles.drawnShare]),
    )
  }
}
