import type { ImportReport } from '../../../jobs/import-partners.js'
import type { Texts } from '../../base/texts.js'
import { organisationKinds } from '../../domain/index.js'

/** The columns of the database that a reader of the report would know under another name. */
const columnNames: Record<string, string> = { latitude: 'position', longitude: 'position' }

/** "ligne 12, Hôtel du Midi : Téléphone « … » devient « … »". */
export function changesTold({ t }: Texts, { line, changes, subscriptions }: ImportReport['changes'][number]): string {
  const told = changes.flatMap(({ before, after }) => {
    const isContact = !('name_key' in after) && ('role' in after || 'language' in after || 'organisation_id' in after)
    return Object.keys(after).flatMap((column) => {
      if (column.endsWith('_key')) return []
      const name = isContact && column === 'name' ? 'fullName' : column
      const values = {
        column: t(`partnerColumn.${heading(name)}`),
        before: valueTold(t, column, before[column]),
        after: column === 'organisation_id' ? (line.organisation ?? '') : valueTold(t, column, after[column]),
      }
      return t(before[column] === null ? 'partners.filled' : 'partners.change', values)
    })
  })
  const begun = subscriptions?.begun ?? []
  if (begun.length > 0)
    told.push(t('partners.filled', { column: t('partnerColumn.publications'), after: begun.join(', ') }))
  const name = line.organisation ?? line.contactName ?? line.email ?? ''
  return t('partners.changedLine', { line: String(line.line), name, changes: [...new Set(told)].join(', ') })
}

function heading(column: string): string {
  if (column === 'name' || column === 'organisation_id') return 'organisation'
  return columnNames[column] ?? column
}

function valueTold(t: Texts['t'], column: string, value: unknown): string {
  if (column === 'kind' && organisationKinds.some((kind) => kind === value))
    return t(`organisationKind.${String(value)}`)
  if (column === 'poster') return t(value === 1 ? 'partners.yes' : 'partners.no')
  const isList = column === 'labels' || column === 'languages'
  return isList && typeof value === 'string' ? (JSON.parse(value) as string[]).join(', ') : String(value ?? '')
}
