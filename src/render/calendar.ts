import { createHash } from 'node:crypto'
import { ICalCalendarMethod, ICalEventStatus, default as calendarOf, type ICalEventData } from 'ical-generator'
import { loadTexts, type Texts } from '../base/texts.js'
import { printable, typeset } from '../base/typography.js'
import type { Occurrence } from '../domain/agenda.js'
import type { WeeklyContent } from '../domain/issue.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { unclamped } from './clamp.js'
import { weekSpan } from './dates.js'
import { eventView, type EventView } from './event-view.js'
import { followable } from './links.js'

/** Hands out identifiers that stay the same when an hour, a price or a status is corrected. */
function identifiers(host: string): (occurrence: Occurrence) => string {
  const seen = new Map<string, number>()
  return ({ date, title, commune }) => {
    const key = [date, title, commune ?? ''].join('|').toLowerCase()
    const rank = (seen.get(key) ?? 0) + 1
    seen.set(key, rank)
    return `${createHash('sha256').update(`${key}|${rank}`).digest('hex').slice(0, 32)}@${host}`
  }
}

export function instantAt(date: Temporal.PlainDate, time: string, timeZone: string): Temporal.Instant {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant()
}

/** Start and end as instants (written in UTC), or a whole day where no hour is told. An end is never guessed. */
function timesOf(occurrence: Occurrence, timeZone: string): Pick<ICalEventData, 'start' | 'end' | 'allDay'> {
  const evening = Temporal.PlainDate.from(occurrence.date)
  if (!occurrence.start) return { start: evening, allDay: true }
  const day = occurrence.afterMidnight ? evening.add({ days: 1 }) : evening
  const start = instantAt(day, occurrence.start, timeZone)
  if (!occurrence.end) return { start }
  const endDay = occurrence.end < occurrence.start ? day.add({ days: 1 }) : day
  return { start, end: instantAt(endDay, occurrence.end, timeZone) }
}

/** An empty calendar under a name, as this program signs them. */
export function emptyCalendar(name: string, { language }: Texts) {
  return calendarOf({
    name: typeset(printable(name), language),
    prodId: { company: 'Semainier', product: 'Agenda', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  })
}

function summaryOf({ status, start }: Occurrence, { title, hours }: EventView, { t }: Texts): string {
  const timed = start || !hours ? title : t('calendar.withMoment', { title, moment: hours })
  const marks = {
    scheduled: () => timed,
    cancelled: () => t('calendar.marked', { mark: t('calendar.cancelled'), title: timed }),
    soldOut: () => t('calendar.marked', { mark: t('calendar.soldOut'), title: timed }),
    postponed: () => t('calendar.marked', { mark: t('calendar.postponed'), title: timed }),
  }
  return marks[status]()
}

function placeOf({ venue, commune }: Occurrence): string | null {
  const places = [venue, commune].filter((place) => place !== null).map(printable)
  return places.length > 0 ? places.join(', ') : null
}

/**
 * The issue as an iCalendar file (RFC 5545): one VEVENT per occurrence, hours in UTC; cancelled and postponed ones
 * carry STATUS:CANCELLED. The same content gives the same bytes: DTSTAMP is the Monday before the week.
 */
export function renderCalendar(content: WeeklyContent, { office }: { office: OfficeSettings }): string {
  const texts = loadTexts(content.language)
  const identify = identifiers(new URL(office.website).hostname)
  const stamp = Temporal.PlainDate.from(content.week.from).subtract({ days: 7 })
  const name = texts.t('calendar.name', { title: content.publication.title, span: weekSpan(content.week, texts) })
  const calendar = emptyCalendar(name, texts)
  const wording = { texts, written: content.language, hours: office.hours, clamp: unclamped }
  for (const occurrence of content.days.flatMap((day) => day.occurrences)) {
    const view = eventView({ ...occurrence, venue: null }, wording)
    const details = [view.statusText, view.description, ...view.facts, view.booking?.text, view.booking?.url]
    const gone = occurrence.status === 'cancelled' || occurrence.status === 'postponed'
    calendar.createEvent({
      id: identify(occurrence),
      stamp: instantAt(stamp, '00:00', 'UTC'),
      ...timesOf(occurrence, office.timeZone),
      summary: typeset(summaryOf(occurrence, view, texts), texts.language),
      description: details.filter(Boolean).join('\n') || null,
      location: placeOf(occurrence),
      url: followable(occurrence.source.url),
      status: gone ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}
