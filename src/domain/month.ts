import { type Weekday, weekdays } from './settings/publication-parts.js'

/** The month of a period such as "2026-07"; null where it is none. */
export function monthNamed(period: string): Temporal.PlainYearMonth | null {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(period) ? Temporal.PlainYearMonth.from(period) : null
}

/** Which weekday of a month: "first tuesday", "last friday". */
export function weekdayOfMonth(month: Temporal.PlainYearMonth, which: string): Temporal.PlainDate {
  const [rank, name] = which.split(' ') as [string, Weekday]
  const wanted = weekdays.indexOf(name) + 1
  if (rank === 'last') {
    const end = month.toPlainDate({ day: month.daysInMonth })
    return end.subtract({ days: (end.dayOfWeek - wanted + 7) % 7 })
  }
  const start = month.toPlainDate({ day: 1 })
  const weeks = ['first', 'second', 'third', 'fourth'].indexOf(rank)
  return start.add({ days: ((wanted - start.dayOfWeek + 7) % 7) + 7 * weeks })
}
