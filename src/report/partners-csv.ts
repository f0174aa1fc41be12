import { type ListedPartner, organisationKinds } from '../domain/index.js'
import { type ListColumn, listColumns } from '../domain/settings/partners.js'
import { csvHead, csvLine } from './csv.js'

/** A word of the house, by its key. */
type Translate = (key: string) => string

/** The first line of a list, with the mark that tells spreadsheets that it is UTF-8. */
export function partnersCsvHead(t: Translate): string {
  return csvHead(listColumns.map((column) => t(`partnerColumn.${column}`)))
}

/** A partner as a line of a list, as the import takes it back: semicolons, CRLF, no cell that a spreadsheet would run. */
export function partnersCsvLine(partner: ListedPartner, t: Translate): string {
  return csvLine(listColumns.map((column) => cellOf(partner, column, t)))
}

function cellOf(partner: ListedPartner, column: ListColumn, t: Translate): string {
  if (column === 'kind')
    return organisationKinds.some((kind) => kind === partner.kind)
      ? t(`organisationKind.${partner.kind}`)
      : (partner.kind ?? '')
  if (column === 'position') return partner.latitude === null ? '' : `${partner.latitude}, ${partner.longitude}`
  const value = partner[column === 'fullName' ? 'contactName' : column]
  if (value === null) return ''
  if (typeof value === 'boolean') return t(value ? 'partners.yes' : 'partners.no')
  return Array.isArray(value) ? value.join(', ') : value
}
