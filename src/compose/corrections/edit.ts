import {
  type CorrectionField,
  type CorrectionTarget,
  type CorrectionValue,
  type EventLine,
  type NewCorrection,
  type TextPart,
} from '../../domain/index.js'
import { correctEvent, sameValue, valueOf } from './fields.js'

/** What is written and what is taken away to make an issue read as staff want it. */
export interface CorrectionChange {
  put: NewCorrection[]
  drop: { target: CorrectionTarget; field: CorrectionField }[]
}

/** Fields as staff want them; those that are not named stay. */
export type Wanted = Partial<Record<CorrectionField, CorrectionValue>>

/**
 * Turns what staff want of an event into corrections: a field that reads as the article says it needs none. Whoever saves
 * a field has seen what the article says of it beside it.
 */
export function changeOfEvent(line: EventLine, wanted: Wanted): CorrectionChange {
  const { target, said } = line
  const entries = Object.entries(wanted) as [CorrectionField, CorrectionValue][]
  if (!said) {
    const corrections = entries.map(([field, value]) => ({ ...anonymous, target, field, value }))
    const event = correctEvent(line.now, corrections)
    return { put: [{ target, field: 'event', value: event, said: null }], drop: [] }
  }
  const change: CorrectionChange = { put: [], drop: [] }
  for (const [field, value] of entries) {
    const article = valueOf(said, field)
    const known = line.corrections.some((one) => one.field === field)
    if (sameValue(value, article)) {
      if (known) change.drop.push({ target, field })
    } else if (!sameValue(value, valueOf(line.now, field))) change.put.push({ target, field, value, said: article })
  }
  return change
}

const anonymous = { id: '', said: null, who: '', at: '', version: 0 }

/** The same for a text of the issue itself. */
export function changeOfText(
  { target, field, said, now, correction }: TextPart,
  value: string | null,
): CorrectionChange {
  if (sameValue(value, said)) return { put: [], drop: correction ? [{ target, field }] : [] }
  return { put: sameValue(value, now) ? [] : [{ target, field, value, said }], drop: [] }
}

/** Sets or takes away what is only ever yes: hidden, pinned, dismissed. */
export const changeOfFlag = (
  target: CorrectionTarget,
  field: 'hidden' | 'pinned' | 'dismissed',
  on: boolean,
): CorrectionChange =>
  on ? { put: [{ target, field, value: true, said: null }], drop: [] } : { put: [], drop: [{ target, field }] }

export const isEmpty = ({ put, drop }: CorrectionChange): boolean => put.length === 0 && drop.length === 0
