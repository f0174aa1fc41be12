import type { Clock } from '../base/clock.js'
import type { OfficeSettings } from '../domain/settings/office.js'

/** An instant for people, in the office's zone and language: "14:20", with the day when it is another than today. */
export function hourOf(
  instant: Temporal.Instant,
  { office, clock }: { office: Pick<OfficeSettings, 'timeZone' | 'language'>; clock: Clock },
): string {
  const here = instant.toZonedDateTimeISO(office.timeZone)
  const today = clock.now().toZonedDateTimeISO(office.timeZone).toPlainDate()
  const hour = here.toLocaleString(office.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (here.toPlainDate().equals(today)) return hour
  return `${here.toLocaleString(office.language, { weekday: 'long', day: 'numeric', month: 'long' })}, ${hour}`
}
