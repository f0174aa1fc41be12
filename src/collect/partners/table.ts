import { readFile } from 'node:fs/promises'
import { readCsv } from './csv.js'
import { PartnersFileError } from './partner-row.js'
import type { TableRow } from './table-row.js'
import { readXlsx } from './xlsx.js'

/**
 * The lines of a CSV or XLSX file, told apart by what they hold, not by their name.
 * @throws {PartnersFileError} for a file that is missing or of the old Excel format.
 */
export async function readTable(path: string): Promise<TableRow[]> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new PartnersFileError(`Le fichier ${path} manque ou ne peut pas être lu.`, { cause: error })
  })
  const signature = bytes.subarray(0, 4).toString('hex')
  if (signature === '504b0304') return readXlsx(bytes)
  if (signature === 'd0cf11e0') {
    throw new PartnersFileError(
      'Ce fichier est un ancien classeur Excel (.xls)\u00a0: enregistrez-le en .xlsx ou en .csv.',
    )
  }
  return readCsv(bytes)
}
