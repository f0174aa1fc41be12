const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const traditional = /^([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) /
const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}) /

/**
 * When a line of syslog was written: an ISO 8601 time with its offset, or the traditional "Jul  4 07:30:00" in `timeZone`,
 * which names no year: the latest that is not after `now`. Null when it begins with neither.
 */
export function lineTime(
  line: string,
  now: Temporal.Instant,
  timeZone = Temporal.Now.timeZoneId(),
): Temporal.Instant | null {
  try {
    const stamped = iso.exec(line)
    if (stamped) return Temporal.Instant.from(stamped[0].trim())
    const [, name = '', day, hour, minute, second] = traditional.exec(line) ?? []
    const month = months.indexOf(name) + 1
    if (month === 0) return null
    // A day ahead is granted: the clocks of two machines are never quite the same.
    const latest = now.add({ hours: 24 }).toZonedDateTimeISO(timeZone)
    for (const year of [latest.year, latest.year - 1]) {
      const fields = {
        year,
        month,
        day: Number(day),
        hour: Number(hour),
        minute: Number(minute),
        second: Number(second),
      }
      if (month === 2 && fields.day === 29 && !Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear) continue
      const time = Temporal.PlainDateTime.from(fields, { overflow: 'reject' }).toZonedDateTime(timeZone)
      if (Temporal.ZonedDateTime.compare(time, latest) <= 0) return time.toInstant()
    }
    return null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
