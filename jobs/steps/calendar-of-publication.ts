import { type PlannedMonth, monthlyAround, monthOfIssueOn } from './monthly-calendar.js'
import { dayNumber, type PlannedWeek, weeklyOn } from './weekly-calendar.js'
import { weekAfter, weekName } from '../../src/domain/index.js'
import type { OfficeSettings } from '../../src/domain/settings/office.js'
import type { PublicationSettings } from '../../src/domain/settings/publications.js'

/** One planned issue: when it is made, when it leaves, and what it is about. */
export type PlannedIssue = PlannedWeek | PlannedMonth

/** Where the office is, and when somebody is there. */
export type OfficeDays = Pick<OfficeSettings, 'timeZone' | 'workingDays'>

/** The issue that leaves on `date`, or null when none does that day. */
export function plannedOn(
  date: Temporal.PlainDate,
  publication: string,
  settings: PublicationSettings,
  office: OfficeDays,
): PlannedIssue | null {
  if (settings.kind === 'weekly-agenda') return weeklyOn(date, publication, settings, office.timeZone)
  const near = monthlyAround(date, [-1, 1], publication, settings, office)
  return near.find((issue) => issue.sendDate === date.toString()) ?? null
}

/** How far back a stop of the machine is noticed: a whole season of missed issues is told, not last year's. */
const daysBack = 70
/** How far ahead an issue may be made. */
const daysOn = 14
/** Last month's, in case it was missed; the draft of one may be made in the month before it. */
const monthsAround: [number, number] = [-1, 2]

/** The issues that may concern `now`: from one whose grace has long ended to the next one. */
export function plannedAround(
  now: Temporal.Instant,
  publication: string,
  settings: PublicationSettings,
  office: OfficeDays,
): PlannedIssue[] {
  const today = now.toZonedDateTimeISO(office.timeZone).toPlainDate()
  if (settings.kind === 'monthly-news') return monthlyAround(today, monthsAround, publication, settings, office)
  const days = Array.from({ length: daysBack + daysOn + 1 }, (_, index) => today.add({ days: index - daysBack }))
  return days.flatMap((day) => weeklyOn(day, publication, settings, office.timeZone) ?? [])
}

/** The issues that leave from `from` to `until`, both days included. */
export function plannedBetween(
  { from, until }: { from: Temporal.PlainDate; until: Temporal.PlainDate },
  publication: string,
  settings: PublicationSettings,
  office: OfficeDays,
): PlannedIssue[] {
  if (settings.kind === 'monthly-news') {
    const months = from.with({ day: 1 }).until(until, { largestUnit: 'months' }).months
    const near = monthlyAround(from, [-1, months + 1], publication, settings, office)
    return near.filter(({ sendDate }) => sendDate >= from.toString() && sendDate <= until.toString())
  }
  const days = Array.from({ length: from.until(until).days + 1 }, (_, index) => from.add({ days: index }))
  return days.flatMap((day) => weeklyOn(day, publication, settings, office.timeZone) ?? [])
}

/** How far ahead the next issue is looked for: a season comes every year. */
const daysAhead = 400

/** The issue that leaves next, or null when the settings let none leave within a year. */
export function nextPlanned(
  now: Temporal.Instant,
  publication: string,
  settings: PublicationSettings,
  office: OfficeDays,
): PlannedIssue | null {
  const today = now.toZonedDateTimeISO(office.timeZone).toPlainDate()
  const isToCome = (issue: PlannedIssue) => Temporal.Instant.compare(issue.sendAt, now) > 0
  if (settings.kind === 'monthly-news')
    return monthlyAround(today, [-1, 2], publication, settings, office).find(isToCome) ?? null
  const untilSendDay = (dayNumber(settings.send.day) - today.dayOfWeek + 7) % 7
  for (let days = untilSendDay; days <= daysAhead; days += 7) {
    const issue = weeklyOn(today.add({ days }), publication, settings, office.timeZone)
    if (issue && isToCome(issue)) return issue
  }
  return null
}

/** The period of the issue that somebody means by a day: the week after it, or the month whose issue is next. */
export function periodOf(day: Temporal.PlainDate, settings: PublicationSettings, office: OfficeDays): string {
  return settings.kind === 'monthly-news'
    ? monthOfIssueOn(day, settings, office).toString()
    : weekName(weekAfter(day.toString()))
}
