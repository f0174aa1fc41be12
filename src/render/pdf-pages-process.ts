import { createCanvas } from '@napi-rs/canvas'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { DrawingAnswer, DrawingRequest } from './pdf-pages.js'

/*
 * The process that draws: it opens one PDF, then draws the pages that it is asked for, one at a time. Its owner ends it.
 */

/** Legible on a large screen at full size, and a few hundred kilobytes. */
const pagePixels = 2_200_000
const longestSide = 2400
const quality = 82

/** A decoded picture of the PDF that is larger is left out. */
const mostPicturePixels = 60_000_000
const mostWords = 8000

const part = (name: string) =>
  fileURLToPath(new URL(`../../${name}/`, import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))

let pdf: PDFDocumentProxy | null = null

async function open(path: string): Promise<DrawingAnswer> {
  pdf = await getDocument({
    url: pathToFileURL(path).href,
    // Only what a page needs is read: a large file is not held whole.
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: part('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: part('standard_fonts'),
    wasmUrl: part('wasm'),
    iccUrl: part('iccs'),
    useSystemFonts: false,
    maxImageSize: mostPicturePixels,
    verbosity: VerbosityLevel.ERRORS,
  }).promise
  return { count: pdf.numPages }
}

async function draw(number: number): Promise<DrawingAnswer> {
  if (!pdf) throw new Error('no PDF is open')
  const page = await pdf.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  const scale = Math.min(Math.sqrt(pagePixels / (width * height)), longestSide / Math.max(width, height))
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
  await page.render({ canvas: canvas as never, viewport, background: '#ffffff' }).promise
  const { items } = await page.getTextContent()
  const words = items
    .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
    .join('')
    .trim()
    .slice(0, mostWords)
  const picture = await canvas.encode('webp', quality)
  page.cleanup()
  return { page: { picture, width: canvas.width, height: canvas.height, words } }
}

const answer = (said: DrawingAnswer) => process.send?.(said)

process.on('message', (request: DrawingRequest) => {
  void ('open' in request ? open(request.open) : draw(request.page)).then(answer, (error: unknown) =>
    answer({ failure: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit())
