import { loadPdfLib } from './pdf-lib.js'

/** A4 landscape, in points. */
const sheet = { width: 841.89, height: 595.28 }

/**
 * The page numbers (from 0) of each side of each sheet, left then right, for a booklet of `pages` pages (a multiple
 * of four) printed on both sides, flipped on the short edge, stacked, and folded once.
 */
export function impositionOrder(pages: number): [number, number][] {
  if (pages % 4 !== 0) throw new RangeError(`A folded booklet has a multiple of four pages, not ${pages}`)
  return Array.from({ length: pages / 4 }, (_, index): [number, number][] => {
    const front = 2 * index
    return [
      [pages - 1 - front, front],
      [front + 1, pages - 2 - front],
    ]
  }).flat()
}

export interface Imposed {
  pdf: Uint8Array
  sheets: number
}

/**
 * Puts the A5 pages of `booklet` two by two on A4 landscape. Title and language are kept, and printers that listen
 * are asked for both sides, short edge, actual size. Tags are lost: the poster is the accessible print.
 */
export async function impose(
  booklet: Uint8Array,
  { title, language, author }: Record<'title' | 'language' | 'author', string>,
): Promise<Imposed> {
  const { Duplex, ParseSpeeds, PDFDocument, PrintScaling } = await loadPdfLib()
  const source = await PDFDocument.load(booklet, { parseSpeed: ParseSpeeds.Fastest })
  const target = await PDFDocument.create()
  const pages = await target.embedPages(source.getPages())
  for (const side of impositionOrder(pages.length)) {
    const paper = target.addPage([sheet.width, sheet.height])
    for (const [place, number] of side.entries()) {
      const page = pages[number]
      if (!page) throw new RangeError(`No page ${number} to impose`)
      const half = sheet.width / 2
      paper.drawPage(page, { x: place * half + (half - page.width) / 2, y: (sheet.height - page.height) / 2 })
    }
  }
  target.setTitle(title, { showInWindowTitleBar: true })
  target.setAuthor(author)
  target.setLanguage(language)
  const viewing = target.catalog.getOrCreateViewerPreferences()
  viewing.setDuplex(Duplex.DuplexFlipShortEdge)
  viewing.setPrintScaling(PrintScaling.None)
  return { pdf: await target.save({ objectsPerTick: Infinity }), sheets: pages.length / 4 }
}
