import type { CellValue } from './cells.js'
import type { Columns, Field } from './columns.js'
import type { Refusal } from './partner-row.js'

/** The headings of a table, as written, and what they stand for. */
export interface Headings {
  cells: string[]
  columns: Columns
}

/** The cells of one line by what they stand for; what cannot be understood goes to `refused`. */
export interface RowCells {
  /** The first written cell of a field. */
  text(field: Field): string | null
  /** What `read` makes of it; null where it is not written or refused. */
  value<T>(field: Field, read: (cell: string) => CellValue<T>): T | null
  /** Every written cell of a field, each once. */
  all(field: Field): string[]
}

export function rowCells(line: number, cells: string[], headings: Headings, refused: Refusal[]): RowCells {
  const written = (column: number) => {
    const cell = cells[column]
    if (cell === undefined || ordinary.test(cell)) return cell ?? null
    return isWritten(cell) ? undefused(tidy(cell)) : null
  }
  return {
    text(field) {
      for (const column of headings.columns[field]) {
        const cell = written(column)
        if (cell !== null) return cell
      }
      return null
    },
    value(field, read) {
      for (const column of headings.columns[field]) {
        const cell = written(column)
        if (cell === null) continue
        const result = read(cell)
        if ('value' in result) return result.value
        refused.push({ line, column: headings.cells[column] ?? null, value: cell, why: result.why })
      }
      return null
    },
    all(field) {
      const found: string[] = []
      for (const column of headings.columns[field]) {
        const cell = written(column)
        if (cell !== null && !found.includes(cell)) found.push(cell)
      }
      return found
    },
  }
}

/** What is written, tidy and no formula, as most cells are. */
const ordinary = /^[\p{L}\d](?: ?[^\s\p{Cc}])*$/u

/** Directories write "-" where they know nothing. */
const isWritten = (cell: string) => cell !== '' && /[\p{L}\d]/u.test(cell)

/** On one line, without control characters. */
function tidy(cell: string): string {
  return /\s\s|[^\S ]|\p{Cc}/u.test(cell) ? cell.replace(/[\s\p{Cc}]+/gu, ' ').trim() : cell
}

/** A cell as it was before it was defused: an apostrophe keeps spreadsheets from running it as a formula. */
export const undefused = (cell: string) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
