import { loadPdfLib } from '../../src/render/pdf-lib.js'

/** A guide as a PDF, each page with its words; `landscape` for one of double pages. */
export async function guidePdf(pages: readonly string[], { landscape = false } = {}): Promise<Buffer> {
  const { PDFDocument, rgb } = await loadPdfLib()
  const pdf = await PDFDocument.create()
  for (const words of pages) {
    const page = pdf.addPage(landscape ? [840, 595] : [420, 595])
    page.drawRectangle({ x: 0, y: 300, width: 840, height: 295, color: rgb(0.18, 0.42, 0.24) })
    page.drawText(words, { x: 40, y: 200, size: 28 })
  }
  return Buffer.from(await pdf.save())
}
