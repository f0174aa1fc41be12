import type { OfficeSettings } from '../domain/settings/office.js'
import { monthNamed } from '../domain/month.js'
import { type Week, weekNamed } from '../domain/week.js'
import type { Texts } from '../base/texts.js'

const noBreak = '\u00a0'

/** Building a format takes a hundred times longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function part(date: string, language: string, wanted: 'weekday' | 'month', length: 'long' | 'short' = 'long'): string {
  const key = `${language} ${wanted} ${length}`
  const locale = language === 'en' ? 'en-GB' : 'fr-FR'
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { [wanted]: length, timeZone: 'UTC' })
  formats.set(key, format)
  return format.format(Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds)
}

/** "4", and in French "1er" for the first. */
function dayNumber(date: string, texts: Texts): string {
  return texts.t('date.number', { day: Temporal.PlainDate.from(date).day })
}

/** "samedi". */
export function weekdayOf(date: string, texts: Texts): string {
  return part(date, texts.language, 'weekday')
}

function monthOf(date: string, texts: Texts): string {
  return part(date, texts.language, 'month')
}

/** "4 juillet", "1er août". */
export function dayAndMonth(date: string, texts: Texts): string {
  return texts.t('date.dayMonth', { number: dayNumber(date, texts), month: monthOf(date, texts) })
}

/** "samedi 4 juillet". */
export function weekdayAndDay(date: string, texts: Texts): string {
  return texts.t('date.weekdayDay', { weekday: weekdayOf(date, texts), day: dayAndMonth(date, texts) })
}

/** "samedi 4 juillet 2026". */
export function fullDate(date: string, texts: Texts): string {
  return `${weekdayAndDay(date, texts)} ${Temporal.PlainDate.from(date).year}`
}

/** "26 septembre", with its year when that is not the year of `near`. */
export function dateNear(date: string, near: string, texts: Texts): string {
  const year = Temporal.PlainDate.from(date).year
  const day = dayAndMonth(date, texts)
  return year === Temporal.PlainDate.from(near).year ? day : `${day} ${year}`
}

/** "du 6 au 12 juillet 2026", "du 29 juin au 5 juillet 2026", "du 28 décembre 2026 au 3 janvier 2027". */
export function weekSpan(week: Week, texts: Texts): string {
  const [from, to] = [Temporal.PlainDate.from(week.from), Temporal.PlainDate.from(week.to)]
  const sameYear = from.year === to.year
  const first =
    sameYear && from.month === to.month
      ? dayNumber(week.from, texts)
      : `${dayAndMonth(week.from, texts)}${sameYear ? '' : ` ${from.year}`}`
  return texts.t('date.span', { first, last: `${dayAndMonth(week.to, texts)} ${to.year}` })
}

/** "juillet 2026", for a period such as "2026-07". */
export function monthWords(period: string, texts: Texts): string {
  return `${monthOf(`${period}-01`, texts)} ${period.slice(0, 4)}`
}

/** What an issue is about: "du 6 au 12 juillet 2026", "juillet 2026". */
export function periodWords(period: string, texts: Texts): string {
  const week = weekNamed(period)
  if (week) return weekSpan(week, texts)
  return monthNamed(period) ? monthWords(period, texts) : period
}

/** The same after "the issue": "de la semaine du 6 au 12 juillet 2026", "de juillet 2026", "d’août 2026". */
export function ofPeriodWords(period: string, texts: Texts): string {
  const words = periodWords(period, texts)
  if (!monthNamed(period)) return texts.t('date.ofWeek', { span: words })
  return texts.t(/^[aeiouyé]/i.test(words) ? 'date.ofVowel' : 'date.of', { span: words })
}

/** "juil.", "Jul": a month where there is little room. */
export function shortMonth(date: string, texts: Texts): string {
  return part(date, texts.language, 'month', 'short')
}

/** "20:30" as the office prints it: "20h30", "20 h 30", "20h"; in English as it stands. */
export function hourText(time: string, style: OfficeSettings['hours'], texts: Texts): string {
  if (texts.language === 'en') return time
  const [hours, minutes] = time.split(':') as [string, string]
  const space = style === '20 h 30' ? noBreak : ''
  const tail = minutes === '00' ? '' : space + minutes
  return `${Number(hours)}${space}h${tail}`
}
