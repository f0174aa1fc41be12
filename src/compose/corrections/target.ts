import { createHash } from 'node:crypto'
import {
  communeKey,
  type CorrectionTarget,
  type Occurrence,
  type OngoingEvent,
  plainWords,
} from '../../domain/index.js'

/** Something that a correction may be about, before those that are alike are counted. */
export type Told = Pick<CorrectionTarget, 'kind' | 'title' | 'date' | 'commune' | 'start'>

export const toldOf = {
  occurrence: ({ title, date, commune, start }: Occurrence): Told => ({
    kind: 'occurrence',
    title,
    date,
    commune,
    start,
  }),
  ongoing: ({ title, commune }: OngoingEvent): Told => ({ kind: 'ongoing', title, date: null, commune, start: null }),
}

/** Where and when, as two tellings of it are compared. */
export const slotOf = ({ date, start, commune }: Pick<Told, 'date' | 'start' | 'commune'>): string =>
  `${date ?? ''} ${start ?? ''} ${communeKey(commune)}`

/** The same for the same target, however its others have changed. */
export const targetKey = ({ kind, title, date, commune, start, nth }: CorrectionTarget): string =>
  JSON.stringify([kind, title, date, commune, start, nth])

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** A short name for addresses. */
export const refOf = (target: CorrectionTarget): string => hash(targetKey(target))

/** A short text that differs when the value does. */
export const versionOf = (value: unknown): string => hash(JSON.stringify(value))

/** The targets of all that an article tells of one kind. */
export function targetsOf(all: readonly Told[]): CorrectionTarget[] {
  const namesakes = Map.groupBy(all, (one) => plainWords(one.title))
  const seen = new Map<string, number>()
  return all.map((told) => {
    const others = (namesakes.get(plainWords(told.title)) ?? []).filter((one) => one !== told).map(slotOf)
    const alike = JSON.stringify(told)
    const nth = seen.get(alike) ?? 0
    seen.set(alike, nth + 1)
    return { ...told, nth, others: [...new Set(others)].slice(0, 40) }
  })
}

/** A target that is found by its name alone. */
export function namedTarget(kind: CorrectionTarget['kind'], title: string): CorrectionTarget {
  return { kind, title, date: null, commune: null, start: null, nth: 0, others: [] }
}
