import { plannedBetween } from '../../../jobs/steps/calendar-of-publication.js'
import { stamp } from '../../base/clock.js'
import { typeset } from '../../base/typography.js'
import type { Desk } from './desk.js'
import { stateName } from './issue/words.js'

/** What a day of the calendar tells: something that leaves, waits, left, or did not. */
export interface DayMark {
  /** The day, as "2026-07-04". */
  day: string
  /** The instant within the day, for their order. */
  at: Temporal.Instant
  /** What it is: the subject of the issue or of the send, else the publication's title. */
  title: string
  /** A word of "calendar.mark". */
  mark: 'sent' | 'planned' | 'composed' | 'ready' | 'approved' | 'held' | 'skipped' | 'missed'
  /** Where it is looked at; null where there is nothing yet. */
  href: string | null
}

/** What the days from `from` to `until`, both included, tell, oldest first. */
export async function marksBetween(
  { context, texts }: Pick<Desk, 'context' | 'texts'>,
  span: { from: Temporal.PlainDate; until: Temporal.PlainDate },
): Promise<DayMark[]> {
  const { store, publications, office, clock } = context
  const zone = office.timeZone
  const now = clock.now()
  const begins = span.from.toZonedDateTime(zone).toInstant()
  const ends = span.until.add({ days: 1 }).toZonedDateTime(zone).toInstant()
  const sends = await store.calendar.sends(stamp(begins), stamp(ends))
  const marks: DayMark[] = sends.map((one) => {
    const at = Temporal.Instant.from(one.created_at)
    const day = at.toZonedDateTimeISO(zone).toPlainDate().toString()
    return { day, at, title: typeset(one.subject, texts.language), mark: 'sent', href: `/console/envois/${one.id}` }
  })
  for (const [name, settings] of Object.entries(publications)) {
    const planned = plannedBetween(span, name, settings, office)
    const issues = await store.calendar.issues(
      name,
      planned.map(({ period }) => period),
    )
    for (const { period, sendDate, sendAt } of planned) {
      const issue = issues.find((one) => one.period === period)
      const isToCome = Temporal.Instant.compare(sendAt, now) > 0
      // What left has its send above, on the day when it really left; a day long past without an issue tells nothing.
      if (issue?.state === 'sent' || (!issue && !isToCome)) continue
      const name = issue ? (stateName(issue) as DayMark['mark']) : 'planned'
      const state = name === 'composed' && settings.send.unapproved ? 'ready' : name
      marks.push({
        day: sendDate,
        at: sendAt,
        title: typeset(issue?.subject ?? settings.title, texts.language),
        mark: isToCome || state === 'skipped' || state === 'approved' ? state : 'missed',
        href: issue ? `/console/numeros/${issue.id}` : null,
      })
    }
  }
  return marks.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}
