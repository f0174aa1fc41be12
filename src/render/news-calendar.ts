import { ICalEventStatus, type ICalEventData } from 'ical-generator'
import { loadTexts, type Texts } from '../base/texts.js'
import { printable, typeset } from '../base/typography.js'
import { readHours } from '../domain/hours.js'
import type { MonthlyContent } from '../domain/issue.js'
import type { NewsDate } from '../domain/news.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { emptyCalendar, instantAt } from './calendar.js'
import { monthWords } from './dates.js'
import { followable } from './links.js'

/** One day with hours that can be told is that time; whatever else is whole days. */
function timesOf({ date, until, hours }: NewsDate, timeZone: string): Pick<ICalEventData, 'start' | 'end' | 'allDay'> {
  const day = Temporal.PlainDate.from(date)
  const told = until === null && hours !== null ? readHours(hours) : null
  if (told) {
    const start = instantAt(day, told.start, timeZone)
    if (told.end === null) return { start }
    const endDay = told.end < told.start ? day.add({ days: 1 }) : day
    return { start, end: instantAt(endDay, told.end, timeZone) }
  }
  // The day on which it is over (RFC 5545, 3.6.1: DTEND is not part of the event).
  const over = until === null ? null : Temporal.PlainDate.from(until).add({ days: 1 })
  return { start: day, allDay: true, ...(over && { end: over }) }
}

/** The title, with what it is and those hours that the entry cannot hold. */
function summaryOf({ kind, title, hours }: NewsDate, isTimed: boolean, { t }: Texts): string {
  const full = hours === null || isTimed ? title : t('calendar.withMoment', { title, moment: hours })
  return kind === 'remember' ? full : t('calendar.marked', { mark: t(`news.kind.${kind}`), title: full })
}

/**
 * The dates of a month's news as an iCalendar file (RFC 5545), or null without any. A date that comes again with the
 * next month's issue keeps its identifier, so that it is entered once; the same content gives the same bytes.
 */
export function renderNewsCalendar(
  { dates, period, language, publication }: MonthlyContent,
  { office }: { office: OfficeSettings },
): string | null {
  if (dates.length === 0) return null
  const texts = loadTexts(language)
  const host = new URL(office.website).hostname
  const stamp = instantAt(Temporal.PlainDate.from(`${period}-01`), '00:00', 'UTC')
  const name = texts.t('calendar.name', { title: publication.title, span: monthWords(period, texts) })
  const calendar = emptyCalendar(name, texts)
  for (const date of dates) {
    const times = timesOf(date, office.timeZone)
    calendar.createEvent({
      id: `${date.id}@${host}`,
      stamp,
      ...times,
      summary: typeset(printable(summaryOf(date, !times.allDay, texts)), language),
      description: date.text && typeset(printable(date.text), language),
      location: date.place && printable(date.place),
      url: followable(date.url),
      status: ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}
