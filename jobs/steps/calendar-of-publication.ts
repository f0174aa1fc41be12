import type { PublicationSettings } from '../../src/domain/settings/publications.js'
import { type Week, weekAfter, weekName } from '../../src/domain/index.js'

/** One planned issue: when its proof is due, when it leaves, and which week it is about. */
export interface PlannedIssue {
  publication: string
  /** "2026-W28" */
  period: string
  week: Week
  /** ISO date of the sending. */
  sendDate: string
  proofAt: Temporal.Instant
  sendAt: Temporal.Instant
  /** After this, a sending that was missed is not caught up. */
  sendBefore: Temporal.Instant
}

const weekdays = { monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7 } as const

/** Whether a date lies in a season told as month-day; one that ends before it begins runs over the new year. */
export function inSeason(date: Temporal.PlainDate, season: PublicationSettings['season']): boolean {
  const monthDay = date.toString().slice(5)
  return season.from <= season.to
    ? monthDay >= season.from && monthDay <= season.to
    : monthDay >= season.from || monthDay <= season.to
}

/**
 * The issue that leaves on `date`, or null when none does that day.
 * Hours are the office's: an hour that a clock change skips is taken as the one after it, one that comes twice as the first.
 */
export function plannedOn(
  date: Temporal.PlainDate,
  publication: string,
  settings: PublicationSettings,
  zone: string,
): PlannedIssue | null {
  if (date.dayOfWeek !== weekdays[settings.send.day] || !inSeason(date, settings.season)) return null
  const at = (day: Temporal.PlainDate, time: string) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
  const sendAt = at(date, settings.send.time)
  const proofDays = (date.dayOfWeek - weekdays[settings.proof.day] + 7) % 7
  let proofAt = at(date.subtract({ days: proofDays }), settings.proof.time)
  if (Temporal.Instant.compare(proofAt, sendAt) >= 0)
    proofAt = at(date.subtract({ days: proofDays + 7 }), settings.proof.time)
  const week = weekAfter(date.toString())
  return {
    publication,
    period: weekName(week),
    week,
    sendDate: date.toString(),
    proofAt,
    sendAt,
    sendBefore: sendAt.add({ minutes: Math.round(settings.send.graceHours * 60) }),
  }
}

/** How far back a stop of the machine is noticed: a whole season of missed issues is told, not last year's. */
const daysBack = 70

/** The issues whose proof or sending may concern `now`: from one whose grace has long ended to the next one. */
export function plannedAround(
  now: Temporal.Instant,
  publication: string,
  settings: PublicationSettings,
  zone: string,
): PlannedIssue[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const planned: PlannedIssue[] = []
  for (let days = -daysBack; days <= 14; days++) {
    const issue = plannedOn(today.add({ days }), publication, settings, zone)
    if (issue) planned.push(issue)
  }
  return planned
}

/** How far ahead the next issue is looked for: a season comes every year. */
const daysAhead = 400

/** The issue that leaves next, or null when the settings let none leave within a year. */
export function nextPlanned(
  now: Temporal.Instant,
  publication: string,
  settings: PublicationSettings,
  zone: string,
): PlannedIssue | null {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  for (let days = 0; days <= daysAhead; days++) {
    const issue = plannedOn(today.add({ days }), publication, settings, zone)
    if (issue && Temporal.Instant.compare(issue.sendAt, now) > 0) return issue
  }
  return null
}
