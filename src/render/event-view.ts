import type { Texts } from '../base/texts.js'
import { printable, typeset } from '../base/typography.js'
import type { Booking, Moment, Occurrence, OccurrenceStatus, OngoingEvent, Price } from '../domain/agenda.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import type { Clamp } from './clamp.js'
import { dateNear, dayAndMonth, hourText, weekdayAndDay } from './dates.js'
import { dialled, followable, printedAddress } from './links.js'

export interface BookingView {
  /** A sentence with the number or address spelled out, for paper and plain text. */
  text: string
  /** The same where room is scarce. */
  short: string
  phone: string | null
  tel: string | null
  url: string | null
}

/** One event as the templates show it: typeset words, null where the article says nothing. */
export interface EventView {
  /** For the hour column: "20h30", "matin". */
  hour: string | null
  /** Below it: "à 22h". */
  hourEnd: string | null
  /** In a sentence: "20h30 – 22h", "en matinée". */
  hours: string | null
  title: string
  description: string | null
  commune: string | null
  /** Venue, price, age; for what is ongoing also its period and opening hours. */
  facts: string[]
  booking: BookingView | null
  status: OccurrenceStatus
  statusText: string | null
}

/** What turning events into words needs to know. */
export interface Wording {
  texts: Texts
  /** Of what the article says, which may not be that of the texts. */
  written: string
  hours: OfficeSettings['hours']
  clamp: Clamp
}

/** Longest texts on paper, in characters. */
const limits = { title: 220, description: 600, place: 160, price: 160 }

function inWords(text: string | null, limit: number, { written, clamp }: Wording): string | null {
  const trimmed = text && printable(text)
  return trimmed ? clamp.cut(typeset(trimmed, written), limit) : null
}

function momentWords(moment: Moment, { t }: Texts): { short: string; long: string } {
  const words: Record<Moment, () => { short: string; long: string }> = {
    dawn: () => ({ short: t('event.dawnShort'), long: t('event.dawn') }),
    morning: () => ({ short: t('event.morningShort'), long: t('event.morning') }),
    afternoon: () => ({ short: t('event.afternoonShort'), long: t('event.afternoon') }),
    evening: () => ({ short: t('event.eveningShort'), long: t('event.evening') }),
    nightfall: () => ({ short: t('event.nightfallShort'), long: t('event.nightfall') }),
  }
  return words[moment]()
}

function hoursView(occurrence: Occurrence, { texts, hours }: Wording): Pick<EventView, 'hour' | 'hourEnd' | 'hours'> {
  const start = occurrence.start && hourText(occurrence.start, hours, texts)
  const end = occurrence.end && hourText(occurrence.end, hours, texts)
  if (start) {
    return {
      hour: start,
      hourEnd: end && texts.t('event.rangeEnd', { hour: end }),
      hours: end ? texts.t('event.range', { start, end }) : start,
    }
  }
  const until = end && texts.t('event.until', { hour: end })
  if (occurrence.allDay) return { hour: texts.t('event.allDayShort'), hourEnd: until, hours: texts.t('event.allDay') }
  const moment = occurrence.moment && momentWords(occurrence.moment, texts)
  if (moment) return { hour: moment.short, hourEnd: until, hours: until ? `${moment.long}, ${until}` : moment.long }
  return { hour: until, hourEnd: null, hours: until }
}

/** A detail stands in the middle of a line: "Gratuit" and "Dès 6 ans" begin small there; initials and amounts stay as they are. */
function midLine(text: string | null): string | null {
  return text && /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function priceWords(price: Price | null, wording: Wording): string | null {
  if (!price) return null
  return midLine(inWords(price.text, limits.price, wording)) ?? (price.free ? wording.texts.t('event.free') : null)
}

function bookingView(booking: Booking | null, wording: Wording): BookingView | null {
  if (!booking) return null
  const { texts } = wording
  const phone = booking.phone && typeset(booking.phone, 'fr')
  const url = followable(booking.url)
  const address = url && wording.clamp.cut(printedAddress(url), 60)
  const contact = phone ?? address
  let text = texts.t('event.booking')
  if (phone) text = texts.t('event.bookingPhone', { phone })
  else if (address) text = texts.t('event.bookingOnline', { address })
  const short = contact ? texts.t('event.bookingShort', { contact }) : text
  return {
    text: typeset(text, texts.language),
    short: typeset(short, texts.language),
    phone,
    tel: phone && dialled(phone),
    url,
  }
}

function statusWords({ status, postponedTo }: Occurrence, texts: Texts): string | null {
  switch (status) {
    case 'cancelled':
      return texts.t('event.cancelled')
    case 'soldOut':
      return texts.t('event.soldOut')
    case 'postponed':
      return postponedTo
        ? texts.t('event.postponedTo', { date: weekdayAndDay(postponedTo, texts) })
        : texts.t('event.postponed')
    case 'scheduled':
      return null
  }
}

function present(facts: (string | null)[]): string[] {
  return facts.filter((fact) => fact !== null)
}

/** What every event tells, dated or ongoing. */
function commonView(
  event: Occurrence | OngoingEvent,
  wording: Wording,
): Pick<EventView, 'title' | 'description' | 'commune' | 'booking'> {
  return {
    title: inWords(event.title, limits.title, wording) ?? '…',
    description: inWords(event.description, limits.description, wording),
    commune: inWords(event.commune, limits.place, wording),
    booking: bookingView(event.booking, wording),
  }
}

export function eventView(occurrence: Occurrence, wording: Wording): EventView {
  return {
    ...hoursView(occurrence, wording),
    ...commonView(occurrence, wording),
    facts: present([
      inWords(occurrence.venue, limits.place, wording),
      priceWords(occurrence.price, wording),
      midLine(inWords(occurrence.age, limits.price, wording)),
    ]),
    status: occurrence.status,
    statusText: statusWords(occurrence, wording.texts),
  }
}

function periodWords({ from, until }: OngoingEvent, near: string, texts: Texts): string | null {
  const whole = (date: string): string => date.replaceAll(' ', '\u00a0')
  if (from && until) {
    const start = whole(dayAndMonth(from, texts))
    return texts.t('event.runsFromTo', { from: start, until: whole(dateNear(until, near, texts)) })
  }
  if (until) return texts.t('event.runsUntil', { until: whole(dateNear(until, near, texts)) })
  return from ? texts.t('event.runsFrom', { from: whole(dateNear(from, near, texts)) }) : null
}

/** `near`: a date of the week shown, whose year needs no telling. */
export function ongoingView(event: OngoingEvent, near: string, wording: Wording): EventView {
  return {
    ...commonView(event, wording),
    hour: null,
    hourEnd: null,
    hours: null,
    facts: present([
      inWords(event.venue, limits.place, wording),
      periodWords(event, near, wording.texts),
      midLine(inWords(event.hours, limits.price, wording)),
      priceWords(event.price, wording),
    ]),
    status: 'scheduled',
    statusText: null,
  }
}
