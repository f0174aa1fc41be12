import { readSheet } from 'read-excel-file/node'
import { PartnersFileError } from './partner-row.js'
import type { TableRow } from './table-row.js'

/** The bytes of a workbook that is broken. */
export class UnreadableWorkbook extends PartnersFileError {
  constructor(options?: ErrorOptions) {
    super('Ce classeur ne peut pas être lu\u00a0: enregistrez-le de nouveau en .xlsx ou en .csv.', options)
  }
}

/** The first sheet of an Excel or LibreOffice workbook. @throws {PartnersFileError} when it cannot be read. */
export async function readXlsx(bytes: Buffer): Promise<TableRow[]> {
  const rows = await readSheet(bytes).catch((error: unknown) => {
    throw new UnreadableWorkbook({ cause: error })
  })
  return rows.map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => String(cell ?? '').trim()) }))
}
