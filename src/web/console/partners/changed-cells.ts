import type { RowChange } from '../../../store/directory/details.js'
import { organisationDetails } from '../../../store/organisations/look.js'
import type { Desk } from '../desk.js'
import { shown } from './organisation-values.js'
import { columnWord, languageWord } from './words.js'

/** What a list changes in one row, cell by cell, as people say it. */
export function changedCells(desk: Desk, { before, after }: RowChange, organisation: string | null) {
  // A changed name of an organisation brings its key along; the other columns belong to one of the two only.
  const isContact =
    !('name_key' in after) && Object.keys(after).some((column) => contactOnly.has(column) || column === 'name')
  return Object.keys(after)
    .filter((column) => !column.endsWith('_key'))
    .map((column) => {
      if (column === 'organisation_id')
        return { label: desk.t('partnerColumn.organisation'), before: '', after: organisation ?? '' }
      const word = (value: unknown) => {
        const detail = organisationDetails.find((one) => one === column)
        if (!isContact && detail) return shown(desk, detail, value)
        return column === 'language' && typeof value === 'string' ? languageWord(desk, value) : String(value ?? '')
      }
      const label = columnWord(desk, isContact ? 'contact' : 'organisation', column)
      return { label, before: word(before[column]), after: word(after[column]) }
    })
}

const contactOnly = new Set(['organisation_id', 'role', 'language'])
