import { weekdayOfMonth, workingDayFrom, workingDaysBefore } from '../../src/domain/index.js'
import type { OfficeSettings } from '../../src/domain/settings/office.js'
import type { MonthlyNewsSettings } from '../../src/domain/settings/publications.js'
import { graceAfter, instantAt, type PlannedBase } from './weekly-calendar.js'

type OfficeDays = Pick<OfficeSettings, 'timeZone' | 'workingDays'>

/** An issue about a month. */
export interface PlannedMonth extends PlannedBase {
  kind: 'monthly-news'
  /** When staff are reminded of it; null where that would be before it is made, or after it leaves. */
  remindAt: Temporal.Instant | null
  /** When the proof of it goes to staff; null likewise. */
  proofAt: Temporal.Instant | null
  /** Posts that came before were offered to the issue before it. */
  since: Temporal.Instant
}

/** The day on which a month's issue leaves: the day of the settings, or the next one on which the office works. */
function sendDateIn(month: Temporal.PlainYearMonth, settings: MonthlyNewsSettings, office: OfficeDays) {
  return workingDayFrom(weekdayOfMonth(month, settings.send.day), office.workingDays)
}

function composeAtOf(month: Temporal.PlainYearMonth, settings: MonthlyNewsSettings, office: OfficeDays) {
  const sendDate = sendDateIn(month, settings, office)
  const day = workingDaysBefore(sendDate, settings.draft.workingDays, office.workingDays)
  const sendAt = instantAt(sendDate, settings.send.time, office.timeZone)
  const composeAt = instantAt(day, settings.draft.time, office.timeZone)
  return Temporal.Instant.compare(composeAt, sendAt) < 0 ? composeAt : sendAt
}

/** The issue of a month. */
export function monthlyIn(
  month: Temporal.PlainYearMonth,
  publication: string,
  settings: MonthlyNewsSettings,
  office: OfficeDays,
): PlannedMonth {
  const sendDate = sendDateIn(month, settings, office)
  const sendAt = instantAt(sendDate, settings.send.time, office.timeZone)
  const composeAt = composeAtOf(month, settings, office)
  const between = ({ workingDays, time }: MonthlyNewsSettings['proof']) => {
    const day = workingDaysBefore(sendDate, workingDays, office.workingDays)
    const at = instantAt(day, time, office.timeZone)
    const inTime = Temporal.Instant.compare(composeAt, at) < 0 && Temporal.Instant.compare(at, sendAt) < 0
    return inTime ? at : null
  }
  return {
    kind: 'monthly-news',
    publication,
    period: month.toString(),
    sendDate: sendDate.toString(),
    composeAt,
    remindAt: between(settings.reminder),
    proofAt: between(settings.proof),
    sendAt,
    sendBefore: graceAfter(sendAt, settings.send.graceHours),
    since: composeAtOf(month.subtract({ months: 1 }), settings, office),
  }
}

/** The issues of the months around a day, from one number of months after it to another. */
export function monthlyAround(
  day: Temporal.PlainDate,
  [from, to]: [number, number],
  publication: string,
  settings: MonthlyNewsSettings,
  office: OfficeDays,
): PlannedMonth[] {
  return Array.from({ length: to - from + 1 }, (_, index) =>
    monthlyIn(day.toPlainYearMonth().add({ months: from + index }), publication, settings, office),
  )
}

/** The month whose issue leaves on a day or next after it. */
export function monthOfIssueOn(day: Temporal.PlainDate, settings: MonthlyNewsSettings, office: OfficeDays) {
  const month = day.toPlainYearMonth()
  const months = [-1, 0, 1].map((shift) => month.add({ months: shift }))
  const next = months.find((one) => Temporal.PlainDate.compare(sendDateIn(one, settings, office), day) >= 0)
  return next ?? month
}
