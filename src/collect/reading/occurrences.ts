import type { Occurrence } from '../../domain/agenda.js'
import { isInWeek } from '../../domain/week.js'
import type { Fields } from './fields.js'
import type { Context } from './items.js'
import { loosen } from './text.js'
import type { TimeSlot } from './times.js'

const unknown: TimeSlot = { start: null, end: null }

/** One occurrence per date, hour and commune; a postponement within the week adds the new date. */
export function occurrencesOf(fields: Fields, dates: string[], context: Context): Occurrence[] {
  const { postponedTo } = fields
  const slots = fields.movedStart
    ? [{ start: fields.movedStart, end: null }]
    : fields.slots.length > 0
      ? fields.slots
      : [unknown]
  const communes: Array<string | null> = fields.communes.length > 0 ? fields.communes : [null]
  const result: Occurrence[] = []
  for (const date of dates) {
    for (const slot of slots)
      for (const commune of communes) result.push(occurrence(fields, date, slot, commune, context))
  }
  if (fields.status === 'postponed' && postponedTo !== null && isInWeek(postponedTo, context.week)) {
    const renewed: Fields = { ...fields, status: 'scheduled', postponedTo: null }
    const again = fields.newStart ? [{ start: fields.newStart, end: null }] : slots
    for (const slot of again)
      for (const commune of communes) result.push(occurrence(renewed, postponedTo, slot, commune, context))
  }
  return result
}

function occurrence(
  fields: Fields,
  date: string,
  slot: TimeSlot,
  commune: string | null,
  { source }: Context,
): Occurrence {
  return {
    date,
    start: slot.start,
    end: slot.end,
    allDay: fields.allDay,
    afterMidnight: slot.start !== null && slot.start < '05:00',
    moment: fields.moment,
    title: fields.title ?? '',
    description: fields.description,
    venue: fields.venue,
    commune,
    price: fields.price,
    booking: fields.booking,
    age: fields.age,
    status: fields.status,
    postponedTo: fields.postponedTo,
    source,
  }
}

/** In the order of print: date, hour with none first, place in the text. */
export function inOrder(occurrences: Occurrence[]): Occurrence[] {
  const key = (one: Occurrence) => `${one.date} ${one.start ?? ''}`
  return occurrences.toSorted((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0))
}

/** Drops what was told twice: the same date, hour and commune, and one title within the other. */
export function withoutRepeats(occurrences: Occurrence[]): Occurrence[] {
  const seen = new Map<string, Occurrence[]>()
  return occurrences.filter((one) => {
    const key = `${one.date}|${one.start ?? ''}`
    const others = seen.get(key) ?? []
    const isRepeat = others.some((other) => isSame(one, other))
    if (!isRepeat) seen.set(key, [...others, one])
    return !isRepeat
  })
}

function isSame(one: Occurrence, other: Occurrence): boolean {
  const [title, otherTitle] = [loosen(one.title), loosen(other.title)]
  const sameCommune = one.commune === other.commune || one.commune === null || other.commune === null
  if (!sameCommune || title.length < 4) return false
  if (title === otherTitle)
    return one.venue === null || other.venue === null || loosen(one.venue) === loosen(other.venue)
  return (
    title.length > 8 &&
    otherTitle.length > 8 &&
    (title.includes(otherTitle) || otherTitle.includes(title)) &&
    one.commune === other.commune
  )
}
