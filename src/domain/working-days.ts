import { weekdays } from './settings/publication-parts.js'
import type { WorkingDaysSettings } from './settings/working-days.js'

/** Easter Sunday of a year of the Gregorian calendar, by the method that Meeus, Jones and Butcher published. */
export function easter(year: number): Temporal.PlainDate {
  const [golden, century, ofCentury] = [year % 19, Math.floor(year / 100), year % 100]
  const leaps = Math.floor(century / 4)
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - leaps - moonShift + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const sum = epact + weekday - 7 * late + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 })
}

const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
/** Easter Monday, Ascension Day, Whit Monday, in days after Easter. */
const movable = [1, 39, 50]

/**
 * The public holidays of a year, as ISO dates: those of the Code du travail, art. L3133-1; in Alsace and Moselle also
 * Good Friday and 26 December (art. L3134-13).
 */
export function publicHolidays(year: number, where: WorkingDaysSettings['holidays']): ReadonlySet<string> {
  const key = `${where} ${year}`
  const holidays = known.get(key) ?? holidaysOf(year, where)
  known.set(key, holidays)
  return holidays
}

/** Each screen that tells when something leaves asks for the same few years. */
const known = new Map<string, ReadonlySet<string>>()

function holidaysOf(year: number, where: WorkingDaysSettings['holidays']): Set<string> {
  if (where === 'none') return new Set()
  const [days, shifts] =
    where === 'france'
      ? [fixed, movable]
      : [
          [...fixed, '12-26'],
          [-2, ...movable],
        ]
  return new Set([
    ...days.map((day) => `${String(year).padStart(4, '0')}-${day}`),
    ...shifts.map((shift) => easter(year).add({ days: shift }).toString()),
  ])
}

function isClosed(date: string, closed: readonly string[]): boolean {
  return closed.some((one) => {
    const [from, to] = one.split('/') as [string, string?]
    return to === undefined ? date === from || date.slice(5) === from : date >= from && date <= to
  })
}

/** Whether the office works on a date. */
export function isWorkingDay(date: Temporal.PlainDate, { days, holidays, closed }: WorkingDaysSettings): boolean {
  const weekday = weekdays[date.dayOfWeek - 1]
  return (
    weekday !== undefined &&
    days.includes(weekday) &&
    !publicHolidays(date.year, holidays).has(date.toString()) &&
    !isClosed(date.toString(), closed)
  )
}

/** Nobody is away for longer; settings that close the office for ever must not make the calendar run for ever. */
const longestAbsence = 366

/** `date`, or the first working day after it; `date` itself where none follows within a year. */
export function workingDayFrom(date: Temporal.PlainDate, settings: WorkingDaysSettings): Temporal.PlainDate {
  for (let days = 0; days <= longestAbsence; days++) {
    const day = date.add({ days })
    if (isWorkingDay(day, settings)) return day
  }
  return date
}

/** The day that is `count` working days before `date`; `date` itself for none. */
export function workingDaysBefore(
  date: Temporal.PlainDate,
  count: number,
  settings: WorkingDaysSettings,
): Temporal.PlainDate {
  let [day, left] = [date, count]
  for (let days = 0; left > 0 && days <= longestAbsence; days++) {
    day = day.subtract({ days: 1 })
    if (isWorkingDay(day, settings)) left -= 1
  }
  return day
}
