import { spawnSync } from 'node:child_process'
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib'

/** What a PDF says about itself, read back with a library that did not write it. */
export interface PdfFacts {
  pages: number
  title: string | undefined
  language: string | undefined
  tagged: boolean
  outline: string[]
  /** Type sizes used, in points, smallest first. */
  sizes: number[]
}

function outlineOf(document: PDFDocument): string[] {
  const titles: string[] = []
  const walk = (parent: PDFDict): void => {
    for (
      let entry = parent.lookupMaybe(PDFName.of('First'), PDFDict);
      entry;
      entry = entry.lookupMaybe(PDFName.of('Next'), PDFDict)
    ) {
      titles.push(entry.lookupMaybe(PDFName.of('Title'), PDFString, PDFHexString)?.decodeText() ?? '')
      walk(entry)
    }
  }
  const outline = document.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict)
  if (outline) walk(outline)
  return titles
}

function pageContents(document: PDFDocument): string[] {
  return document.getPages().map((page) => {
    const contents = page.node.Contents()
    const streams =
      contents instanceof PDFArray ? contents.asArray().map((each) => document.context.lookup(each)) : [contents]
    return streams
      .filter((stream) => stream instanceof PDFRawStream)
      .map((stream) => Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'))
      .join('\n')
  })
}

/** Sizes after "Tf", through the scale of the page (Chromium writes CSS pixels and scales them to points). */
function typeSizes(contents: string[]): number[] {
  const sizes = contents.flatMap((content) => {
    const scales = [...content.matchAll(/^(-?[\d.]+) 0 0 -?[\d.]+ \S+ \S+ cm$/gm)]
      .slice(0, 2)
      .map(([, scale]) => Number(scale))
    const scale = scales.reduce((product, each) => product * each, 1)
    return [...content.matchAll(/\/F\d+ ([\d.]+) Tf/g)].map(([, size]) => Math.round(Number(size) * scale * 100) / 100)
  })
  return [...new Set(sizes)].sort((a, b) => a - b)
}

export async function readPdf(pdf: Uint8Array): Promise<PdfFacts> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  return {
    pages: document.getPageCount(),
    title: document.getTitle(),
    language: document.getLanguage(),
    tagged:
      document.catalog.lookupMaybe(PDFName.of('MarkInfo'), PDFDict) !== undefined &&
      document.catalog.has(PDFName.of('StructTreeRoot')),
    outline: outlineOf(document),
    sizes: typeSizes(pageContents(document)),
  }
}

/** The text of a PDF in the order in which it was set, blanks made one; null when poppler's pdftotext is not installed. */
export function textOf(pdf: Uint8Array): string | null {
  const { error, stdout } = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
  })
  return error ? null : stdout.replaceAll(/\s+/g, ' ')
}
