import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { charsetOfFile } from '../../base/charset-of-file.js'
import type { TablePart, TableRow } from './table-row.js'

/** A line longer than this many characters is a quote that was never closed: memory must not grow with the file. */
const longestLine = 1024 * 1024

const bytesPerPart = 64 * 1024

/**
 * CSV as French and English spreadsheets write it: `;`, `,` or tab, UTF-8 or windows-1252, any line ends, also quoted
 * ones. Read part by part: memory does not grow with the file.
 */
export async function* readCsv(path: string): AsyncGenerator<TablePart> {
  const { size } = await stat(path)
  let text = ''
  let line = 1
  let delimiter: string | null = null
  for await (const { more, share } of textOf(path, size)) {
    text += more
    const end = share === 1 ? text.length : text.lastIndexOf('\n') + 1
    if (end === 0 && text.length <= longestLine) continue
    delimiter ??= delimiterOf(text.slice(0, end))
    const cut = cutRows(text.slice(0, end), delimiter, line)
    const isOver = share === 1 || text.length > longestLine
    // The quote may be closed in what follows.
    if (cut.openQuote && !isOver) continue
    yield { rows: cut.rows, share }
    if (cut.openQuote) return
    line = cut.nextLine
    text = text.slice(end)
  }
}

async function* textOf(path: string, size: number): AsyncGenerator<{ more: string; share: number }> {
  const decoder = new TextDecoder(await charsetOfFile(path))
  let read = 0
  let held = ''
  for await (const bytes of createReadStream(path, { highWaterMark: bytesPerPart }) as AsyncIterable<Buffer>) {
    read += bytes.length
    const text = held + decoder.decode(bytes, { stream: true })
    // The "\n" of a "\r\n" may be the first of what follows. csv-parse counts a quoted CRLF as two lines.
    held = text.endsWith('\r') ? '\r' : ''
    yield { more: text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n'), share: Math.min(0.99, read / size) }
  }
  yield { more: (held + decoder.decode()).replace('\r', '\n'), share: 1 }
}

interface CutRows {
  rows: TableRow[]
  nextLine: number
  /** The last row says where a quote begins that is not closed. */
  openQuote: boolean
}

/** Lines without a quote are cut here, ten times as fast; csv-parse gets the others, up to where their quotes close. */
function cutRows(text: string, delimiter: string, firstLine: number): CutRows {
  const rows: TableRow[] = []
  let line = firstLine
  for (let from = 0; from < text.length;) {
    const quote = text.indexOf('"', from)
    const end = quote === -1 ? text.length : text.lastIndexOf('\n', quote) + 1
    for (const one of linesOf(text.slice(from, end))) {
      if (one !== '') rows.push({ line, cells: one.split(delimiter).map((cell) => cell.trim()) })
      line++
    }
    if (quote === -1) break
    from = endOfQuotes(text, quote)
    let quoted = parseRows(text.slice(end, from), delimiter, line)
    // A quote inside a cell, as in 5", had closed what was open.
    if (quoted.openQuote && from < text.length)
      quoted = parseRows(text.slice(end, (from = text.length)), delimiter, line)
    rows.push(...quoted.rows)
    line = quoted.nextLine
    if (quoted.openQuote) return { rows, nextLine: line, openQuote: true }
  }
  return { rows, nextLine: line, openQuote: false }
}

/** The lines of a text; nothing follows its last line end. */
const linesOf = (text: string) => (text === '' ? [] : (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n'))

/** Where the first line begins before which every quote is closed, as far as their number tells. */
function endOfQuotes(text: string, quote: number): number {
  for (let open = quote; ;) {
    const close = text.indexOf('"', open + 1)
    const lineEnd = close === -1 ? -1 : text.indexOf('\n', close)
    if (lineEnd === -1) return text.length
    open = text.indexOf('"', close + 1)
    if (open === -1 || open > lineEnd) return lineEnd + 1
  }
}

function parseRows(text: string, delimiter: string, firstLine: number): CutRows {
  const rows: TableRow[] = []
  let lastLine = firstLine - 1
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      // Taken one by one, so that the lines before a flaw are kept.
      on_record: (record: string[], { lines }) => {
        lastLine = firstLine - 1 + lines
        rows.push({ line: lastLine - lineEndsIn(record), cells: record.map((cell) => cell.trim()) })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const unreadable = 'À partir d’ici le fichier est illisible\u00a0: un guillemet (") n’est pas refermé.'
    return {
      rows: [...rows, { line: lastLine + 1, cells: [], unreadable }],
      nextLine: lastLine + 1,
      openQuote: true,
    }
  }
  return { rows, nextLine: firstLine + (text.match(/\n/g)?.length ?? 0), openQuote: false }
}

function lineEndsIn(record: string[]): number {
  return record.join('').match(/\n/g)?.length ?? 0
}

/** The separator that cuts the headings into the most cells; in a tie, the one of French spreadsheets. */
function delimiterOf(text: string): string {
  const headings = (/^.*\S.*$/m.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (delimiter: string) => headings.split(delimiter).length
  return [';', '\t', ','].reduce((best, one) => (count(one) > count(best) ? one : best))
}
