import { type Week, weekAfter, weekName } from '../../src/domain/index.js'
import { weekdays } from '../../src/domain/settings/publication-parts.js'
import type { WeeklyAgendaSettings } from '../../src/domain/settings/publications.js'

/** What is planned of any issue. */
export interface PlannedBase {
  publication: string
  /** "2026-W28" or "2026-07" */
  period: string
  /** ISO date of the sending. */
  sendDate: string
  /** When it is made and first shown to staff. */
  composeAt: Temporal.Instant
  sendAt: Temporal.Instant
  /** After this, a sending that was missed is not caught up. */
  sendBefore: Temporal.Instant
}

/** An issue about a week. */
export interface PlannedWeek extends PlannedBase {
  kind: 'weekly-agenda'
  week: Week
}

/** Whether a date lies in a season told as month-day; one that ends before it begins runs over the new year. */
function inSeason(date: Temporal.PlainDate, season: WeeklyAgendaSettings['season']): boolean {
  const monthDay = date.toString().slice(5)
  return season.from <= season.to
    ? monthDay >= season.from && monthDay <= season.to
    : monthDay >= season.from || monthDay <= season.to
}

/**
 * The instant of an hour of the office's: one that a clock change skips is taken as the one after it, one that comes
 * twice as the first.
 */
export const instantAt = (day: Temporal.PlainDate, time: string, timeZone: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone, plainTime: time }).toInstant()

/** The end of the time in which a missed sending is caught up. */
export const graceAfter = (sendAt: Temporal.Instant, graceHours: number): Temporal.Instant =>
  sendAt.add({ minutes: Math.round(graceHours * 60) })

/** Of Monday 1, as in ISO 8601. */
export const dayNumber = (day: (typeof weekdays)[number]): number => weekdays.indexOf(day) + 1

/** The weekly issue that leaves on `date`, or null when none does that day. */
export function weeklyOn(
  date: Temporal.PlainDate,
  publication: string,
  settings: WeeklyAgendaSettings,
  zone: string,
): PlannedWeek | null {
  if (date.dayOfWeek !== dayNumber(settings.send.day) || !inSeason(date, settings.season)) return null
  const sendAt = instantAt(date, settings.send.time, zone)
  const proofDays = (date.dayOfWeek - dayNumber(settings.proof.day) + 7) % 7
  let composeAt = instantAt(date.subtract({ days: proofDays }), settings.proof.time, zone)
  if (Temporal.Instant.compare(composeAt, sendAt) >= 0)
    composeAt = instantAt(date.subtract({ days: proofDays + 7 }), settings.proof.time, zone)
  const week = weekAfter(date.toString())
  return {
    kind: 'weekly-agenda',
    publication,
    period: weekName(week),
    week,
    sendDate: date.toString(),
    composeAt,
    sendAt,
    sendBefore: graceAfter(sendAt, settings.send.graceHours),
  }
}
