import type { Occurrence } from '../../domain/agenda.js'
import { isInWeek } from '../../domain/week.js'
import type { Fields } from './fields.js'
import type { Context } from './reading.js'
import { fold, loosen } from './text.js'
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
  const again = fields.schedule.also.filter(({ date }) => !dates.includes(date))
  const told = [...dates.map((date) => ({ date, slots })), ...again]
  for (const { date, slots: own } of told) {
    for (const slot of own ?? slots)
      for (const commune of communes) result.push(occurrence(fields, date, slot, commune, context))
  }
  if (fields.status === 'postponed' && postponedTo !== null && isInWeek(postponedTo, context.week)) {
    const renewed: Fields = { ...fields, status: 'scheduled', postponedTo: null }
    const renewedSlots = fields.newStart ? [{ start: fields.newStart, end: null }] : slots
    for (const slot of renewedSlots)
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

/** Drops what was told twice, word for word, and the reminders of what was told in full. */
export function withoutRepeats(occurrences: Occurrence[], reminders: Occurrence[]): Occurrence[] {
  const seen = new Map<string, Occurrence[]>()
  const key = (one: Occurrence) => `${one.date}|${one.start ?? ''}|${loosen(one.title)}`
  const kept = occurrences.filter((one) => {
    const others = seen.get(key(one)) ?? []
    const isRepeat = others.some((other) => isSamePlace(one, other))
    if (!isRepeat) seen.set(key(one), [...others, one])
    return !isRepeat
  })
  return [...kept, ...reminders.filter((reminder) => !kept.some((one) => isReminderOf(reminder, one)))]
}

function isSamePlace(one: Occurrence, other: Occurrence): boolean {
  const sameCommune = one.commune === other.commune || one.commune === null || other.commune === null
  const sameVenue = one.venue === null || other.venue === null || loosen(one.venue) === loosen(other.venue)
  return sameCommune && sameVenue && one.status === other.status && isSameWork(one, other)
}

/** Two plays of one hour and village are two: their descriptions, where both have one, tell different things. */
function isSameWork(one: Occurrence, other: Occurrence): boolean {
  if (one.description === null || other.description === null) return true
  const [first, second] = [loosen(one.description), loosen(other.description)]
  return first.includes(second) || second.includes(first)
}

/** "La fanfare de mercredi" reminds of "Fanfare Tambour battant", whatever heading it stands below. */
function shareWord(one: Occurrence, other: Occurrence): boolean {
  const words = new Set(wordsOf(one))
  return wordsOf(other).some((word) => words.has(word))
}

const wordsOf = ({ title }: Occurrence) => fold(title).match(/[a-z]{4,}/g) ?? []

function isReminderOf(reminder: Occurrence, one: Occurrence): boolean {
  const sameStart = reminder.start !== null && one.start === reminder.start
  if (sameStart && reminder.commune !== null && one.commune === reminder.commune && shareWord(one, reminder))
    return true
  const [short, long] = [loosen(reminder.title), loosen(one.title)]
  const sameTime = one.date === reminder.date && (reminder.start === null || one.start === reminder.start)
  const sameCommune = one.commune === reminder.commune || reminder.commune === null
  return sameTime && sameCommune && (long.includes(short) || short.includes(long))
}
