import type { Wanted } from '../../../compose/corrections/edit.js'
import { valueOf } from '../../../compose/corrections/fields.js'
import type { EventLine, Occurrence, OngoingEvent, Price } from '../../../domain/index.js'
import { typed } from '../../public-page.js'

/** What a form says of an event, or which field cannot be taken as it is (a text "issueDesk.fault.<name>"). */
export type ReadEvent = { wanted: Wanted } | { fault: 'title' | 'date' | 'time' | 'url' }

type Form = Record<string, unknown>

const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
const statuses = new Set(['scheduled', 'cancelled', 'soldOut', 'postponed'])

/** On one line, as a form gives it back: what only differs by its spaces was not changed. */
const flat = (text: string | null) => typed({ text: text ?? '' }, 'text', 4000)

/**
 * Reads the form of an event. `known` are the values that it may be left at, the present one and the article's, so that a
 * blank of another kind does not count as a correction.
 */
export function readEventForm(
  form: Form,
  kind: EventLine['kind'],
  known: readonly (EventLine['now'] | Partial<Occurrence>)[],
): ReadEvent {
  const text = (field: string, most = 300): string | null => {
    const value = typed(form, field, most)
    const same = known.map((event) => valueOf(event as EventLine['now'], field) as string | null)
    return same.find((one) => flat(one) === value) ?? (value || null)
  }
  const title = text('title')
  if (!title) return { fault: 'title' }
  const url = typed(form, 'url', 1000)
  if (url && !/^https?:\/\/[^\s]+\.[^\s]+$/i.test(url)) return { fault: 'url' }
  const phone = typed(form, 'phone', 60)
  const common: Wanted = {
    title,
    venue: text('venue'),
    commune: text('commune'),
    description: text('description', 4000),
    price: priceOf(form, known),
    booking: form['asked'] || phone || url ? { phone: phone || null, url: url || null } : null,
  }
  if (kind === 'ongoing') {
    const [from, until] = [typed(form, 'from'), typed(form, 'until')]
    if ([from, until].some((date) => date && !isDate(date))) return { fault: 'date' }
    return { wanted: { ...common, from: from || null, until: until || null, hours: text('hours') } }
  }
  const [date, start, end, status] = [
    typed(form, 'date'),
    typed(form, 'start'),
    typed(form, 'end'),
    typed(form, 'status'),
  ]
  if (!isDate(date)) return { fault: 'date' }
  if ([start, end].some((time) => time && !isTime(time))) return { fault: 'time' }
  const allDay = form['allDay'] !== undefined && !start
  return {
    wanted: {
      ...common,
      date,
      allDay,
      start: start || null,
      end: end || null,
      age: text('age'),
      status: statuses.has(status) ? status : 'scheduled',
    },
  }
}

function priceOf(form: Form, known: readonly (EventLine['now'] | Partial<Occurrence>)[]): Price | null {
  const [free, text] = [form['free'] !== undefined, typed(form, 'price')]
  if (!free && !text) return null
  const same = known
    .map((event) => event.price ?? null)
    .find((price) => price?.free === free && flat(price.text) === text)
  return same ?? { free, text }
}

/** A whole event of what a form says. */
export const wholeEvent = (kind: EventLine['kind'], wanted: Wanted): Occurrence | OngoingEvent =>
  kind === 'ongoing' ? wholeOngoing(wanted) : wholeOccurrence(wanted)

function wholeOngoing(wanted: Wanted): OngoingEvent {
  return {
    title: '',
    description: null,
    venue: null,
    commune: null,
    from: null,
    until: null,
    hours: null,
    price: null,
    booking: null,
    source: { feed: 'console', url: null },
    ...wanted,
  } as OngoingEvent
}

function wholeOccurrence(wanted: Wanted): Occurrence {
  const start = (wanted.start ?? null) as string | null
  return {
    date: '',
    end: null,
    allDay: false,
    afterMidnight: start !== null && start < '05:00',
    moment: null,
    title: '',
    description: null,
    venue: null,
    commune: null,
    price: null,
    booking: null,
    age: null,
    status: 'scheduled',
    postponedTo: null,
    source: { feed: 'console', url: null },
    ...wanted,
    start,
  } as Occurrence
}
