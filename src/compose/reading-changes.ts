import type { Agenda, CorrectionValue, EventField, Occurrence, OngoingEvent } from '../domain/index.js'
import { occurrenceFields, ongoingFields } from '../domain/index.js'
import { sameValue, valueOf } from './corrections/fields.js'
import { matchTargets } from './corrections/match.js'
import { targetsOf, toldOf } from './corrections/target.js'

/** One way in which an article differs from what it said before. */
export type ReadingChange =
  | { kind: 'added' | 'removed'; event: Occurrence | OngoingEvent }
  | {
      kind: 'changed'
      event: Occurrence | OngoingEvent
      fields: { field: EventField; before: CorrectionValue; after: CorrectionValue }[]
    }

function differences<E extends Occurrence | OngoingEvent>(
  before: readonly E[],
  after: readonly E[],
  told: (event: E) => ReturnType<typeof toldOf.occurrence>,
  fields: readonly EventField[],
): ReadingChange[] {
  const places = matchTargets(targetsOf(before.map(told)), targetsOf(after.map(told)))
  const kept = before.flatMap((old, index): ReadingChange[] => {
    const event = after[places[index] ?? -1]
    if (!event) return [{ kind: 'removed', event: old }]
    const changed = fields.flatMap((field) => {
      const values = { before: valueOf(old, field), after: valueOf(event, field) }
      return sameValue(values.before, values.after) ? [] : [{ field, ...values }]
    })
    return changed.length > 0 ? [{ kind: 'changed', event, fields: changed }] : []
  })
  const added = after.filter((_, place) => !places.includes(place))
  return [...kept, ...added.map((event): ReadingChange => ({ kind: 'added', event }))]
}

/** What an article says otherwise than before, event by event. */
export function readingChanges(before: Agenda, after: Agenda): ReadingChange[] {
  return [
    ...differences(before.occurrences, after.occurrences, toldOf.occurrence, occurrenceFields),
    ...differences(before.ongoing, after.ongoing, toldOf.ongoing, ongoingFields),
  ]
}
