import { type ColumnMap, type Columns, columnsOf } from './columns.js'
import { PartnersFileError } from './partner-row.js'
import { readTable } from './table.js'

/** The beginning of a list, and what its columns are taken for. */
export interface ListPreview {
  headings: string[]
  columns: Columns
  rows: string[][]
}

const rowsShown = 5

/**
 * The headings and the first lines of a list.
 * @throws {PartnersFileError} as `readTable`, and when the list is empty.
 */
export async function previewOf(path: string, told: ColumnMap = {}): Promise<ListPreview> {
  const read: string[][] = []
  for await (const { rows } of readTable(path)) {
    read.push(...rows.map((row) => row.cells).filter((cells) => cells.some((cell) => cell !== '')))
    if (read.length > rowsShown) break
  }
  const [headings, ...rows] = read
  if (!headings) throw new PartnersFileError('Ce fichier est vide.')
  return { headings, columns: columnsOf(headings, told), rows: rows.slice(0, rowsShown) }
}
