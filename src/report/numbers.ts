/** A stretch of time whose counts stand together: a week from its Monday, or a month. */
export interface Bucket {
  start: Temporal.PlainDate
  end: Temporal.PlainDate
}

export type Step = 'week' | 'month'

/** The whole weeks or months that reach over the days from `from` to `to` (excluded). */
export function bucketsOf(from: Temporal.PlainDate, to: Temporal.PlainDate, step: Step): Bucket[] {
  const buckets: Bucket[] = []
  let start = step === 'week' ? from.subtract({ days: from.dayOfWeek - 1 }) : from.with({ day: 1 })
  while (Temporal.PlainDate.compare(start, to) < 0) {
    const end = start.add(step === 'week' ? { days: 7 } : { months: 1 })
    buckets.push({ start, end })
    start = end
  }
  return buckets
}

/** The day at the office of an hour ("2026-07-04T05"), an instant, or a day already. */
export function officeDay(at: string, timeZone: string): string {
  if (at.length <= 10) return at
  const instant = Temporal.Instant.from(at.length === 13 ? `${at}:00Z` : at)
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** What was counted, bucket by bucket and kind by kind; what lies outside, or is of no kind asked for, is left out. */
export function countedIn(
  buckets: readonly Bucket[],
  counts: readonly { at: string; kind: string; count: number }[],
  { kinds, timeZone }: { kinds: readonly string[]; timeZone: string },
): number[][] {
  const table = buckets.map(() => kinds.map(() => 0))
  const starts = buckets.map(({ start }) => start.toString())
  const last = buckets.at(-1)?.end.toString() ?? ''
  for (const { at, kind, count } of counts) {
    const day = officeDay(at, timeZone)
    const bucket = starts.findLastIndex((start) => start <= day)
    const row = day < last ? table[bucket] : undefined
    const column = kinds.indexOf(kind)
    if (row && column >= 0) row[column] = (row[column] ?? 0) + count
  }
  return table
}

/** The most frequent of `values` and how often, the rest summed up under "" (none when nothing is left). */
export function ranking(values: readonly string[], most: number): { value: string; count: number }[] {
  const counts = [...Map.groupBy(values, (value) => value)]
    .map(([value, all]) => ({ value, count: all.length }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  const rest = counts.slice(most).reduce((sum, { count }) => sum + count, 0)
  return rest > 0 ? [...counts.slice(0, most), { value: '', count: rest }] : counts
}
