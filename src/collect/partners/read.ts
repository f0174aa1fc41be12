import { remembered } from '../../base/remembered.js'
import { kindOf } from '../../domain/index.js'
import { addressesIn } from './addresses.js'
import { type CellValue, degreesIn, phoneIn, positionIn, postcodeIn, siretIn, websiteIn, yesOrNoIn } from './cells.js'
import { type ColumnMap, columnsOf } from './columns.js'
import { labelsIn } from './labels.js'
import { languageCode, languageCodes } from './language.js'
import { PartnersFileError, type PartnerRow, type Refusal } from './partner-row.js'
import { type Headings, type RowCells, rowCells, undefused } from './row-cells.js'
import { readTable } from './table.js'
import type { TableRow } from './table-row.js'

export interface PartnersFile {
  rows: PartnerRow[]
  refused: Refusal[]
}

/** Some lines of a partners file, and how much of it has been read, from 0 to 1. */
export interface PartnersPart extends PartnersFile {
  share: number
}

export interface PartnersReading {
  /** What the office's settings say of its own headings. */
  columns?: ColumnMap
  /** Asks which heading holds a field that no heading names; null when nobody knows. */
  ask?: (field: 'email' | 'organisation', headings: string[]) => Promise<string | null>
}

/**
 * Reads a partners file, CSV or XLSX, part by part, one row per address, and one for an organisation
 * without any. What is wrong is refused with its line, the rest
 * goes on. Memory does not grow with a CSV file.
 * @throws {PartnersFileError} when the file cannot be read or has no column of addresses.
 */
export async function* partnersIn(path: string, reading: PartnersReading = {}): AsyncGenerator<PartnersPart> {
  let headings: Headings | null = null
  for await (const table of readTable(path)) {
    const part: PartnersPart = { rows: [], refused: [], share: table.share }
    for (const row of table.rows) {
      if (row.unreadable) part.refused.push({ line: row.line, column: null, why: row.unreadable })
      if (row.cells.every((cell) => cell === '')) continue
      if (headings) addPartners(part, row, headings)
      else headings = await headingsOf(row.cells, reading)
    }
    yield part
  }
  if (!headings) throw new PartnersFileError('Ce fichier est vide.')
}

async function headingsOf(cells: string[], { columns: told = {}, ask }: PartnersReading): Promise<Headings> {
  const answers: Record<string, 'email' | 'organisation'> = {}
  const columns = () => columnsOf(cells, { ...told, ...answers })
  const needed = { email: ['email'], organisation: ['organisation', 'name', 'lastName', 'fullName'] } as const
  for (const field of ['email', 'organisation'] as const) {
    if (needed[field].some((one) => columns()[one].length > 0)) continue
    const heading = await ask?.(field, cells.filter(Boolean))
    if (heading) answers[heading] = field
  }
  const found = columns()
  if (found.email.length > 0) return { cells, columns: found }
  const seen = cells.filter(Boolean).slice(0, 12).join(', ')
  throw new PartnersFileError(
    `Aucune colonne d’adresses e-mail\u00a0: donnez à l’une d’elles le titre « E-mail » ou « Courriel », ou nommez-la dans office.yaml (partners: columns:). Titres lus\u00a0: ${seen}.`,
  )
}

function addPartners(file: PartnersFile, { line, cells }: TableRow, headings: Headings): void {
  // Pasted lists repeat their headings.
  if (cells.every((cell, index) => cell === (headings.cells[index] ?? ''))) return
  const before = file.refused.length
  const partner = partnerOf(rowCells(line, cells, headings, file.refused), headings)
  const seen: string[] = []
  let refusals = 0
  for (const column of headings.columns.email) {
    const { addresses, refused } = addressesIn(undefused(cells[column] ?? ''))
    for (const one of refused) file.refused.push({ line, column: headings.cells[column] ?? null, ...one })
    for (const email of addresses) {
      if (seen.includes(email)) continue
      seen.push(email)
      file.rows.push({ line, ...partner, email })
    }
    refusals += refused.length
  }
  if (seen.length === 0 && refusals === 0 && partner.organisation !== null) {
    file.rows.push({ line, ...partner, email: null })
  } else if (seen.length === 0 && refusals === 0) {
    const column = headings.cells[headings.columns.email[0] ?? 0] ?? null
    file.refused.push({ line, column, why: 'Aucune adresse e-mail sur cette ligne.' })
  }
  const who = partner.organisation ?? partner.contactName
  if (who) for (const one of file.refused.slice(before)) one.who = who
}

function partnerOf(row: RowCells, { columns }: Headings): Omit<PartnerRow, 'line' | 'email'> {
  const firstName = row.text('firstName')
  const nameIsOfPerson = columns.firstName.length > 0
  const lastName = row.text('lastName') ?? (nameIsOfPerson ? row.text('name') : null)
  const person = [firstName, lastName].filter(Boolean).join(' ')
  const kind = row.text('kind')
  const position = row.value('position', positionIn)
  const latitude = row.value('latitude', (cell) => degreesIn(cell, 90)) ?? position?.[0] ?? null
  const longitude = row.value('longitude', (cell) => degreesIn(cell, 180)) ?? position?.[1] ?? null
  const isPlaced = latitude !== null && longitude !== null
  return {
    organisation: row.text('organisation') ?? (nameIsOfPerson ? null : row.text('name')),
    kind: kind && ourKind(kind),
    commune: row.text('commune'),
    address: row.all('address').join(', ') || null,
    postcode: row.value('postcode', postcodeIn),
    latitude: isPlaced ? latitude : null,
    longitude: isPlaced ? longitude : null,
    siret: row.value('siret', siretIn),
    phone: row.value('phone', phoneIn),
    website: row.value('website', websiteIn),
    labels: listOrNull(row.all('labels').flatMap(labels)),
    languages: row.value('languages', spoken),
    staff: row.text('staff'),
    poster: row.value('poster', yesOrNoIn),
    contactName: row.text('fullName') ?? (person || null),
    language: row.value('language', (cell) => ({ value: language(cell) })),
    role: row.text('role'),
    publications: columns.publications.length > 0 ? labels(row.text('publications') ?? '') : null,
  }
}

const ourKind = remembered((kind) => kindOf(kind) ?? kind)
const labels = remembered(labelsIn)
const language = remembered(languageCode)
const listOrNull = (list: string[]) => (list.length > 0 ? [...new Set(list)] : null)

const spoken = remembered((cell): CellValue<string[]> => {
  const codes = languageCodes(cell)
  return codes ? { value: codes } : { why: 'Une langue n’est pas reconnue\u00a0: écrivez « français, anglais ».' }
})
