import { CsvError, parse } from 'csv-parse/sync'
import { decodeText } from '../../base/charset.js'
import type { TableRow } from './table-row.js'

/** CSV as French and English spreadsheets write it: `;`, `,` or tab, UTF-8 or windows-1252, quoted line ends. */
export function readCsv(bytes: Uint8Array): TableRow[] {
  // csv-parse counts a quoted CRLF as two lines.
  const text = decodeText(bytes).text.replace(/\r\n?/g, '\n')
  const rows: TableRow[] = []
  let lastLine = 0
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      // Taken one by one, so that the lines before a flaw are kept.
      on_record: (record: string[], { lines }) => {
        lastLine = lines
        rows.push({ line: lines - lineEndsIn(record), cells: record.map((cell) => cell.trim()) })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const why = 'À partir d’ici le fichier est illisible\u00a0: un guillemet (") n’est pas refermé.'
    rows.push({ line: lastLine + 1, cells: [], unreadable: why })
  }
  return rows
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
