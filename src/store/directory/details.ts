import type { Selectable } from 'kysely'
import { remembered } from '../../base/remembered.js'
import { communeKey, emailKey, type ListedPartner, nameKey, plainWords, sortKey } from '../../domain/index.js'
import type { OrganisationsTable } from './tables.js'

/** An organisation without what is told by its name alone, and made when it is written. */
export type OrganisationRow = Omit<Selectable<OrganisationsTable>, 'sort_key'>

/** The columns of an organisation that a list may fill. */
export const detailColumns = {
  name: 'text',
  kind: 'text',
  commune: 'text',
  address: 'text',
  postcode: 'text',
  latitude: 'double precision',
  longitude: 'double precision',
  siret: 'text',
  phone: 'text',
  website: 'text',
  labels: 'text',
  languages: 'text',
  staff: 'text',
  poster: 'integer',
} as const

export const organisationColumns = {
  id: 'text',
  ...detailColumns,
  name_key: 'text',
  sort_key: 'text',
  commune_key: 'text',
  found_by: 'text',
} as const

/** Organisations as they are written. */
export const writtenOrganisations = (rows: Iterable<OrganisationRow>) =>
  Array.from(rows, (row) => ({ ...row, sort_key: sortKey(row.name) }))

export type Detail = keyof typeof detailColumns
const details = Object.keys(detailColumns) as Detail[]

/** What a line says of its organisation, as columns; null where it says nothing. */
export type Said = Pick<OrganisationRow, Exclude<Detail, 'name'>> & { name: string | null }

/** A line as it is held against what is known. */
export interface Line<L extends ListedPartner = ListedPartner> {
  listed: L
  said: Said
  /** Empty where the line names no mailbox. */
  email_key: string
  /** Empty where the line names no organisation. */
  name_key: string
  commune_key: string
  /** Of the contact that the line may add, where it has its place already. */
  contactId?: string
}

const keyOfCommune = remembered(communeKey)

export function lineOf<L extends ListedPartner>(listed: L): Line<L> {
  return {
    listed,
    said: saidOf(listed),
    email_key: emailKey(listed.email ?? ''),
    name_key: listed.organisation === null ? '' : nameKey(listed.organisation),
    commune_key: listed.commune === null ? '' : keyOfCommune(listed.commune),
  }
}

function saidOf(line: ListedPartner): Said {
  return {
    name: line.organisation,
    kind: line.kind,
    commune: line.commune,
    address: line.address,
    postcode: line.postcode,
    latitude: line.latitude,
    longitude: line.longitude,
    siret: line.siret,
    phone: line.phone,
    website: line.website,
    labels: line.labels && JSON.stringify(line.labels),
    languages: line.languages && JSON.stringify(line.languages),
    staff: line.staff,
    poster: line.poster === null ? null : Number(line.poster),
  }
}

/** Columns of a row that get another value. */
export interface RowChange {
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** What a line changes in an organisation: what it says and is not so yet. Silence erases nothing. */
export function organisationChange(known: OrganisationRow, said: Said): RowChange | null {
  const change: RowChange = { before: {}, after: {} }
  const set = (column: keyof OrganisationRow, value: unknown) => {
    change.before[column] = known[column]
    change.after[column] = value
  }
  for (const column of details) {
    const value = said[column]
    if (value === null || value === known[column]) continue
    if (column === 'name' && !isBetter(known.name, String(value), nameKey)) continue
    if (column === 'commune' && !isBetter(known.commune ?? '', String(value), communeKey)) continue
    set(column, value)
    if (column === 'name') set('name_key', nameKey(String(value)))
    if (column === 'commune') set('commune_key', communeKey(String(value)))
  }
  return Object.keys(change.after).length > 0 ? change : null
}

/**
 * Whether a spelling replaces the one that is known: another name does; of the same name only one with the same letters
 * that does not lose accents nor small letters.
 */
function isBetter(known: string, written: string, keyOf: (text: string) => string): boolean {
  if (keyOf(known) !== keyOf(written)) return true
  if (plainWords(known) !== plainWords(written)) return false
  const accents = (text: string) => text.normalize('NFD').match(/\p{M}/gu)?.length ?? 0
  const isShouted = (text: string) => text === text.toUpperCase()
  return accents(written) >= accents(known) && (isShouted(known) || !isShouted(written))
}
