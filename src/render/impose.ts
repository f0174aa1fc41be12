import type { PDFDocument, PDFPage, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import { loadPdfLib, type PdfLib } from './pdf-lib.js'

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

/** What is painted on a page, as it is in the file; null when it is in several pieces. */
function paintingOf({ PDFArray, PDFRawStream }: PdfLib, page: PDFPage): PDFRawStream | null {
  const contents = page.node.Contents()
  const only = contents instanceof PDFArray && contents.size() === 1 ? contents.lookup(0) : contents
  return only instanceof PDFRawStream ? only : null
}

/**
 * A page as something to paint on another one (a form XObject, ISO 32000-2, 8.10). Its painting is taken as Chromium
 * packed it: unpacking and packing it again, as the library's own way does, takes ten times as long.
 */
async function asPicture(library: PdfLib, document: PDFDocument, page: PDFPage): Promise<PDFRef> {
  const painting = paintingOf(library, page)
  if (!painting) return (await document.embedPage(page)).ref
  const { width, height } = page.getSize()
  const { context } = document
  const resources = page.node.Resources() ?? {}
  const form = context.obj({
    Type: 'XObject',
    Subtype: 'Form',
    FormType: 1,
    BBox: [0, 0, width, height],
    Resources: resources,
  })
  for (const [key, value] of form.entries()) painting.dict.set(key, value)
  return context.getObjectRef(painting) ?? context.register(painting)
}

/**
 * Puts the A5 pages of `booklet` two by two on A4 landscape. Title and language are kept, and printers that listen
 * are asked for both sides, short edge, actual size. Tags are lost: the poster is the accessible print.
 */
export async function impose(
  booklet: Uint8Array,
  { title, language, author }: Record<'title' | 'language' | 'author', string>,
): Promise<Imposed> {
  const library = await loadPdfLib()
  const { Duplex, ParseSpeeds, PDFDocument, PrintScaling } = library
  const document = await PDFDocument.load(booklet, { parseSpeed: ParseSpeeds.Fastest })
  const pages = document.getPages()
  const pictures = await Promise.all(
    pages.map(async (page) => ({ ref: await asPicture(library, document, page), ...page.getSize() })),
  )
  for (const page of pages) {
    document.removePage(0)
    document.context.delete(page.ref)
  }
  for (const side of impositionOrder(pictures.length)) {
    const paper = document.addPage([sheet.width, sheet.height])
    for (const [place, number] of side.entries()) {
      const picture = pictures[number]
      if (!picture) throw new RangeError(`No page ${number} to impose`)
      const half = sheet.width / 2
      const [x, y] = [place * half + (half - picture.width) / 2, (sheet.height - picture.height) / 2]
      paper.pushOperators(
        library.pushGraphicsState(),
        library.translate(x, y),
        library.drawObject(paper.node.newXObject('Page', picture.ref)),
        library.popGraphicsState(),
      )
    }
  }
  document.setTitle(title, { showInWindowTitleBar: true })
  document.setAuthor(author)
  document.setLanguage(language)
  const viewing = document.catalog.getOrCreateViewerPreferences()
  viewing.setDuplex(Duplex.DuplexFlipShortEdge)
  viewing.setPrintScaling(PrintScaling.None)
  return { pdf: await document.save({ objectsPerTick: Infinity }), sheets: pictures.length / 4 }
}
