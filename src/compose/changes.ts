import type { IssueChange, WeeklyContent, IssueDay, Occurrence, OngoingEvent } from '../domain/index.js'

/** A title and a place as compared from one week to the next: case, accents and punctuation do not count. */
function sameness(event: { title: string; commune: string | null }): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  return `${plain(event.title)}|${plain(event.commune ?? '')}`
}

const weekday = (date: string) => Temporal.PlainDate.from(date).dayOfWeek

function change(kind: IssueChange['kind'], event: Occurrence | OngoingEvent): IssueChange {
  return { kind, title: event.title, commune: event.commune }
}

/**
 * What a partner who read last week's issue should know: exhibitions that begin or have ended, weekly events that are
 * cancelled, missing or at another hour, and what was postponed to this week. Single events are not changes: they are the programme.
 */
export function changesSince(
  previous: WeeklyContent | null,
  days: readonly IssueDay[],
  ongoing: readonly OngoingEvent[],
): IssueChange[] {
  if (!previous) return []
  const before = Map.groupBy(
    previous.days.flatMap((day) => day.occurrences),
    sameness,
  )
  const now = Map.groupBy(
    days.flatMap((day) => day.occurrences),
    sameness,
  )
  const changes: IssueChange[] = []

  for (const [key, occurrences] of now) {
    const earlier = before.get(key)
    const first = occurrences[0]
    if (!earlier || !first) continue
    const wasOff = earlier.every((occurrence) => occurrence.status === 'cancelled')
    if (occurrences.every((occurrence) => occurrence.status === 'cancelled')) {
      if (!wasOff) changes.push(change('cancelled', first))
    } else if (earlier.some((occurrence) => occurrence.status === 'postponed')) {
      changes.push(change('moved', first))
    } else {
      const times = (list: readonly Occurrence[]) =>
        new Set(list.map((occurrence) => `${weekday(occurrence.date)} ${occurrence.start}`))
      if (times(earlier).isDisjointFrom(times(occurrences))) changes.push(change('moved', first))
    }
  }

  const ongoingBefore = new Set(previous.ongoing.map(sameness))
  const ongoingNow = new Set(ongoing.map(sameness))
  for (const event of ongoing) if (!ongoingBefore.has(sameness(event))) changes.push(change('added', event))
  for (const event of previous.ongoing) if (!ongoingNow.has(sameness(event))) changes.push(change('removed', event))
  return changes
}
