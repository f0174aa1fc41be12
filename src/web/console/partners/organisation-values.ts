import { type CellValue, degreesIn, phoneIn, postcodeIn, siretIn, websiteIn } from '../../../collect/partners/cells.js'
import { labelsIn } from '../../../collect/partners/labels.js'
import { languageCodes } from '../../../collect/partners/language.js'
import { kindOf } from '../../../domain/index.js'
import type { DetailValues } from '../../../store/organisations/change.js'
import type { DetailName } from '../../../store/organisations/look.js'
import { typed } from '../../public-page.js'
import type { Desk } from '../desk.js'
import type { Filled } from './form.js'
import { kindWord, languageWord } from './words.js'

export const textDetails = [
  'name',
  'kind',
  'commune',
  'address',
  'postcode',
  'latitude',
  'longitude',
  'siret',
  'phone',
  'website',
  'labels',
  'languages',
  'staff',
  'poster',
] as const satisfies readonly DetailName[]

/** A value of an organisation as a form shows it and takes it back. */
export function shown(desk: Pick<Desk, 't' | 'texts'>, column: DetailName, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (column === 'labels') return (JSON.parse(String(value)) as string[]).join(', ')
  if (column === 'languages')
    return (JSON.parse(String(value)) as string[]).map((code) => languageWord(desk, code)).join(', ')
  if (column === 'poster') return desk.t(Number(value) === 1 ? 'partners.yes' : 'partners.no')
  if (column === 'kind') return kindWord(desk, String(value))
  return String(value)
}

/** What a form of an organisation holds before anybody types. */
export const filledWith = (desk: Pick<Desk, 't' | 'texts'>, row: DetailValues): Filled => ({
  typed: Object.fromEntries(
    textDetails.map((column) => [
      column,
      column === 'poster'
        ? String(row.poster ?? '')
        : column === 'kind'
          ? (row.kind ?? '')
          : shown(desk, column, row[column]),
    ]),
  ),
  faults: {},
})

/** Reads the form of an organisation as the import reads a list; faults are French or English sentences by field. */
export function organisationFrom(
  { t, texts }: Pick<Desk, 't' | 'texts'>,
  form: Record<string, unknown>,
): Filled & { values: DetailValues } {
  const written = Object.fromEntries(textDetails.map((column) => [column, typed(form, column, 500)])) as Record<
    (typeof textDetails)[number],
    string
  >
  const faults: Record<string, string> = {}
  const read = <T>(column: (typeof textDetails)[number], from: (cell: string) => CellValue<T>): T | null => {
    if (written[column] === '') return null
    const result = from(written[column])
    if ('value' in result) return result.value
    // Sentences of the import are French.
    faults[column] = texts.language === 'fr' ? result.why : t(`partnerDesk.fault.${column}`)
    return null
  }
  const list = (values: string[]) => (values.length > 0 ? JSON.stringify(values) : null)
  const values: DetailValues = {
    name: written.name,
    kind: written.kind === '' ? null : (kindOf(written.kind) ?? written.kind),
    commune: written.commune || null,
    address: written.address || null,
    postcode: read('postcode', postcodeIn),
    latitude: read('latitude', (cell) => degreesIn(cell, 90)),
    longitude: read('longitude', (cell) => degreesIn(cell, 180)),
    siret: read('siret', siretIn),
    phone: read('phone', phoneIn),
    website: read('website', websiteIn),
    labels: list(labelsIn(written.labels)),
    languages: list(
      read('languages', (cell): CellValue<string[]> => {
        const codes = languageCodes(cell)
        return codes ? { value: codes } : { why: t('partnerDesk.fault.languages') }
      }) ?? [],
    ),
    staff: written.staff || null,
    poster: written.poster === '1' ? 1 : written.poster === '0' ? 0 : null,
  }
  if (!/[\p{L}\d]/u.test(written.name)) faults['name'] = t('partnerDesk.fault.name')
  if ((values.latitude === null) !== (values.longitude === null) && !faults['latitude'] && !faults['longitude'])
    faults[values.latitude === null ? 'latitude' : 'longitude'] = t('partnerDesk.fault.position')
  return { typed: written, faults, values }
}
