import { hourText, weekdayAndDay } from '../../render/dates.js'
import type { Desk } from './desk.js'

/** An instant as people say it at the office: "samedi 4 juillet à 7h30", "aujourd'hui à 16h". */
export function whenWords(
  { context, texts, t }: Pick<Desk, 'context' | 'texts' | 't'>,
  instant: Temporal.Instant,
): string {
  const { timeZone, hours } = context.office
  const there = instant.toZonedDateTimeISO(timeZone)
  const today = context.clock.now().toZonedDateTimeISO(timeZone).toPlainDate()
  const days = today.until(there.toPlainDate()).days
  const hour = hourText(there.toPlainTime().toString({ smallestUnit: 'minute' }), hours, texts)
  const near = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)]
  if (near) return t(`when.${near}`, { hour })
  const day = weekdayAndDay(there.toPlainDate().toString(), texts)
  return there.year === today.year
    ? t('when.day', { day, hour })
    : t('when.dayOfYear', { day, hour, year: String(there.year) })
}

/** What was told lately: a list tells the same few instants many times. */
const told = new Map<string, string>()
const mostTold = 5000

/** The same from the text that the database holds. */
export function whenStored(desk: Pick<Desk, 'context' | 'texts' | 't'>, text: string): string {
  const { clock, office } = desk.context
  // The words change with the day at the office, which begins at a whole quarter of an hour everywhere.
  const quarter = Math.floor(clock.now().epochMilliseconds / 900_000)
  const key = `${text} ${quarter} ${office.timeZone} ${office.hours} ${desk.texts.language}`
  const known = told.get(key)
  if (known !== undefined) return known
  const words = whenWords(desk, Temporal.Instant.from(text))
  if (told.size >= mostTold) told.clear()
  told.set(key, words)
  return words
}
