import { addressesIn } from './addresses.js'
import { columnsOf, type Columns, type Field } from './columns.js'
import { languageCode } from './language.js'
import { PartnersFileError, type PartnerRow, type Refusal } from './partner-row.js'
import { readTable } from './table.js'
import type { TableRow } from './table-row.js'

export interface PartnersFile {
  rows: PartnerRow[]
  refused: Refusal[]
}

interface Headings {
  cells: string[]
  columns: Columns
}

/**
 * Reads a partners file, CSV or XLSX, one row per address. What is wrong is refused with its line, the rest goes on.
 * @throws {PartnersFileError} when the file cannot be read or has no column of addresses.
 */
export async function readPartnersFile(path: string): Promise<PartnersFile> {
  const file: PartnersFile = { rows: [], refused: [] }
  let headings: Headings | null = null
  for (const row of await readTable(path)) {
    if (row.unreadable) file.refused.push({ line: row.line, column: null, why: row.unreadable })
    if (row.cells.every((cell) => cell === '')) continue
    if (headings) addPartners(file, row, headings)
    else headings = headingsOf(row.cells)
  }
  if (!headings) throw new PartnersFileError('Ce fichier est vide.')
  return file
}

function headingsOf(cells: string[]): Headings {
  const columns = columnsOf(cells)
  if (columns.email.length > 0) return { cells, columns }
  const seen = cells.filter(Boolean).slice(0, 12).join(', ')
  throw new PartnersFileError(
    `Aucune colonne d’adresses e-mail\u00a0: donnez à l’une d’elles le titre « E-mail » ou « Courriel ». Titres lus\u00a0: ${seen}.`,
  )
}

function addPartners(file: PartnersFile, { line, cells }: TableRow, headings: Headings): void {
  // Pasted lists repeat their headings.
  if (cells.every((cell, index) => cell === (headings.cells[index] ?? ''))) return
  const partner = { line, ...partnerOf(cells, headings.columns) }
  const seen = new Set<string>()
  let refusals = 0
  for (const column of headings.columns.email) {
    const { addresses, refused } = addressesIn(cells[column] ?? '')
    for (const one of refused) file.refused.push({ line, column: headings.cells[column] ?? null, ...one })
    for (const email of addresses.filter((address) => !seen.has(address))) file.rows.push({ ...partner, email })
    for (const email of addresses) seen.add(email)
    refusals += refused.length
  }
  if (seen.size === 0 && refusals === 0) {
    const column = headings.cells[headings.columns.email[0] ?? 0] ?? null
    file.refused.push({ line, column, why: 'Aucune adresse e-mail sur cette ligne.' })
  }
}

function partnerOf(cells: string[], columns: Columns): Omit<PartnerRow, 'line' | 'email'> {
  const value = (field: Field) =>
    columns[field].map((column) => cells[column]?.replace(/\s+/g, ' ')).find(isWritten) ?? null
  const firstName = value('firstName')
  const nameIsOfPerson = columns.firstName.length > 0
  const person = [firstName, value('lastName') ?? (nameIsOfPerson ? value('name') : null)].filter(isWritten).join(' ')
  return {
    organisation: value('organisation') ?? (nameIsOfPerson ? null : value('name')),
    kind: value('kind'),
    commune: value('commune'),
    contactName: value('fullName') ?? (person || null),
    language: languageCode(value('language')),
    role: value('role'),
  }
}

/** Directories write "-" where they know nothing. */
function isWritten(cell: string | null | undefined): cell is string {
  return cell !== undefined && cell !== null && /[\p{L}\d]/u.test(cell)
}
