/** A Monday-to-Sunday week, both ends included, as ISO dates ("2026-07-06"). */
export interface Week {
  from: string
  to: string
}

/** The week that holds `date` (ISO date). */
export function weekOf(date: string): Week {
  const day = Temporal.PlainDate.from(date)
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  return { from: monday.toString(), to: monday.add({ days: 6 }).toString() }
}

/** The Monday-to-Sunday week after the one that holds `date`; on a Sunday, the week that starts the next day. */
export function weekAfter(date: string): Week {
  return weekOf(Temporal.PlainDate.from(date).add({ days: 7 }).toString())
}

/** The week before or after `week` by `count` weeks. */
export function shiftWeek(week: Week, count: number): Week {
  return weekOf(
    Temporal.PlainDate.from(week.from)
      .add({ days: 7 * count })
      .toString(),
  )
}

/** ISO 8601 week name, such as "2026-W28": the period in issue and job keys. */
export function weekName(week: Week): string {
  const monday = Temporal.PlainDate.from(week.from)
  return `${monday.yearOfWeek}-W${String(monday.weekOfYear).padStart(2, '0')}`
}

export function isInWeek(date: string, week: Week): boolean {
  return date >= week.from && date <= week.to
}

/** The seven dates of a week, Monday first. */
export function datesOf(week: Week): string[] {
  const monday = Temporal.PlainDate.from(week.from)
  return Array.from({ length: 7 }, (_, offset) => monday.add({ days: offset }).toString())
}

/** The week that `weekName` names so; null where it is no such name. */
export function weekNamed(name: string): Week | null {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(name) ?? []
  if (!year || !number) return null
  // 4 January lies in the first week of every year (ISO 8601).
  const first = weekOf(`${year}-01-04`)
  const week = shiftWeek(first, Number(number) - 1)
  return weekName(week) === name ? week : null
}
