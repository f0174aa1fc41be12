import type { IssueDay, Moment, Occurrence } from '../domain/index.js'

/** Where a moment without an hour stands among the hours of a day; for the order only, never shown. */
const momentOrder: Record<Moment, string> = {
  dawn: '05:30',
  morning: '08:30',
  afternoon: '14:15',
  evening: '19:30',
  nightfall: '21:45',
}

/** Sorts first what lasts all day, then by hour; what follows midnight ends the evening. */
function orderKey(occurrence: Occurrence): string {
  if (occurrence.allDay) return '0'
  if (occurrence.afterMidnight) return `3 ${occurrence.start ?? ''}`
  if (occurrence.start) return `2 ${occurrence.start}`
  if (occurrence.moment) return `2 ${momentOrder[occurrence.moment]}`
  return '1'
}

/** The days that have something, in order; occurrences of one hour stay in the article's order. */
export function orderDays(occurrences: readonly Occurrence[]): IssueDay[] {
  const days = Map.groupBy(occurrences, (occurrence) => occurrence.date)
  return [...days.keys()].sort().map((date) => ({
    date,
    occurrences: (days.get(date) ?? []).toSorted((a, b) =>
      orderKey(a) < orderKey(b) ? -1 : orderKey(a) > orderKey(b) ? 1 : 0,
    ),
  }))
}
