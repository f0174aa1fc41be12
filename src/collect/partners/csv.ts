import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { charsetOfFile } from '../../base/charset-of-file.js'
import type { TablePart, TableRow } from './table-row.js'

/** A line longer than this many characters is a quote that was never closed: memory must not grow with the file. */
const longestLine = 1024 * 1024

/** Some sixty lines at a time: where none of them holds a quote they are cut without csv-parse, four times as fast. */
const bytesPerPart = 16 * 1024

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

function cutRows(text: string, delimiter: string, firstLine: number): CutRows {
  if (text.includes('"')) return parseRows(text, delimiter, firstLine)
  const rows: TableRow[] = []
  const lines = text.split('\n')
  lines.forEach((one, index) => {
    if (one !== '') rows.push({ line: firstLine + index, cells: one.split(delimiter).map((cell) => cell.trim()) })
  })
  return { rows, nextLine: firstLine + lines.length - 1, openQuote: false }
}

function parseRows(text: string, delimiter: string, firstLine: number): CutRows {
  const rows: TableRow[] = []
  let lastLine = firstLine - 1
  try {
    parse(text, {
      delimiter,
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
