import { open, readFile, stat } from 'node:fs/promises'
import { readCsv } from './csv.js'
import { PartnersFileError } from './partner-row.js'
import type { TablePart } from './table-row.js'
import { unpacksWithin } from './unpacked-size.js'
import { readXlsx, UnreadableWorkbook } from './xlsx.js'

/** A workbook is read whole: some 100,000 lines. Larger lists come as CSV, of any size. */
const largestWorkbook = 20 * 1024 * 1024
/** What it may hold once unpacked: some 200,000 lines. */
const largestUnpacked = 160 * 1024 * 1024

/**
 * The lines of a CSV or XLSX file, told apart by what they hold, not by their name.
 * @throws {PartnersFileError} for a file that is missing, of the old Excel format, or a workbook of more than 20 MB or that
 * unpacks to more than a workbook of partners would.
 */
export async function* readTable(path: string): AsyncGenerator<TablePart> {
  const signature = await firstBytes(path).catch((error: unknown) => {
    throw new PartnersFileError(`Le fichier ${path} manque ou ne peut pas être lu.`, { cause: error })
  })
  if (signature === '504b0304') {
    if ((await stat(path)).size > largestWorkbook)
      throw new PartnersFileError('Ce classeur dépasse 20 Mo\u00a0: enregistrez-le en .csv, dont la taille est libre.')
    const bytes = await readFile(path)
    const unpacks = await unpacksWithin(bytes, largestUnpacked)
    if (unpacks === 'broken') throw new UnreadableWorkbook()
    if (unpacks === 'beyond')
      throw new PartnersFileError('Ce classeur est trop grand une fois déplié\u00a0: enregistrez-le en .csv.')
    yield { rows: await readXlsx(bytes), share: 1 }
  } else if (signature === 'd0cf11e0') {
    throw new PartnersFileError(
      'Ce fichier est un ancien classeur Excel (.xls)\u00a0: enregistrez-le en .xlsx ou en .csv.',
    )
  } else yield* readCsv(path)
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('hex', 0, bytesRead)
  } finally {
    await file.close()
  }
}
