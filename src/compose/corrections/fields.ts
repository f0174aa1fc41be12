import { isDeepStrictEqual } from 'node:util'
import {
  type Correction,
  type CorrectionConflict,
  type CorrectionValue,
  type EventField,
  type Occurrence,
  occurrenceFields,
  type OngoingEvent,
  ongoingFields,
} from '../../domain/index.js'

const known = new Set<string>([...occurrenceFields, ...ongoingFields])
const isEventField = (field: string): field is EventField => known.has(field)

/** What an event says under a field. */
export const valueOf = (event: Occurrence | OngoingEvent, field: string): CorrectionValue =>
  (event as unknown as Record<string, CorrectionValue>)[field] ?? null

export const sameValue = (a: CorrectionValue, b: CorrectionValue): boolean => isDeepStrictEqual(a, b)

/** Events after midnight belong to the evening before; which hours those are. */
const smallHours = '05:00'

/** `event` as staff corrected it. */
export function correctEvent<E extends Occurrence | OngoingEvent>(event: E, corrections: readonly Correction[]): E {
  const corrected = { ...event } as E & { start?: string | null; afterMidnight?: boolean }
  for (const { field, value } of corrections) if (isEventField(field)) Object.assign(corrected, { [field]: value })
  if (corrections.some(({ field }) => field === 'start'))
    corrected.afterMidnight = typeof corrected.start === 'string' && corrected.start < smallHours
  return corrected
}

/** Where the article says something that staff had not seen when they corrected it, and that is not what they wrote. */
export function conflictsOf(
  corrections: readonly Correction[],
  articleSays: (field: Correction['field']) => CorrectionValue,
): CorrectionConflict[] {
  return corrections.flatMap((correction) => {
    const article = articleSays(correction.field)
    return sameValue(article, correction.value) || sameValue(article, correction.said) ? [] : [{ correction, article }]
  })
}

/** The corrections of an event's fields among all that concern it. */
export const ofFields = (corrections: readonly Correction[]): Correction[] =>
  corrections.filter(({ field }) => isEventField(field))
