import type { PDFDict } from '@cantoo/pdf-lib'
import { loadPdfLib } from './pdf-lib.js'

const withoutSpaces = (text: string): string => text.replaceAll(/\s/g, '')

/**
 * Completes a PDF printed by Chromium, its tags untouched. Chromium forgets the blanks between the lines and spans of a
 * heading when it writes the outline ("Lundi6 juillet"): entries get back the wording of `headings`.
 */
export async function finishPdf(
  pdf: Uint8Array,
  { headings, author }: { headings: string[]; author: string },
): Promise<Uint8Array> {
  const pdfLib = await loadPdfLib()
  const { ParseSpeeds, PDFDocument, PDFHexString, PDFName, PDFString } = pdfLib
  const document = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })
  document.setAuthor(author)
  const wordings = new Map(headings.map((heading) => [withoutSpaces(heading), heading]))
  const mend = (parent: PDFDict): void => {
    let entry = parent.lookupMaybe(PDFName.of('First'), pdfLib.PDFDict)
    while (entry) {
      const title = entry.lookup(PDFName.of('Title'))
      if (title instanceof PDFString || title instanceof PDFHexString) {
        const wording = wordings.get(withoutSpaces(title.decodeText()))
        if (wording) entry.set(PDFName.of('Title'), PDFHexString.fromText(wording))
      }
      mend(entry)
      entry = entry.lookupMaybe(PDFName.of('Next'), pdfLib.PDFDict)
    }
  }
  const outline = document.catalog.lookupMaybe(PDFName.of('Outlines'), pdfLib.PDFDict)
  if (outline) mend(outline)
  return document.save({ useObjectStreams: false, updateFieldAppearances: false, objectsPerTick: Infinity })
}
