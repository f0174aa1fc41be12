import { datesOf, type Week } from '../../domain/week.js'
import type { Surroundings } from './draft.js'
import { exhibitionWord } from './event-words.js'
import type { Schedule } from './schedule.js'

/** The dates of an item: those that its words tell, within what the headings above it say. Null when no day is known. */
export function datesOfItem(schedule: Schedule, around: Surroundings, folded: string, week: Week): string[] | null {
  const told = around.section === 'day' ? underDay(schedule, around, folded) : underOther(schedule, around, week)
  return told?.filter((date) => !schedule.except.includes(date)) ?? null
}

function underDay(schedule: Schedule, { dates, apart }: Surroundings, folded: string): string[] | null {
  const own = schedule.dates
  if (own === null) return dates.length > 0 ? dates : null
  if (dates.length === 0) return own.length > 0 ? own : null
  if (own.length > 0 && dates.length === 1 && opensWithDay(schedule, folded)) return own
  if (apart && schedule.named && own.length > 0) return own
  const shared = own.filter((date) => dates.includes(date))
  if (shared.length === 0) return opensWithDay(schedule, folded) && own.length > 0 ? own : dates
  if (dates.length > 1) return shared
  const first = dates[0] as string
  if (schedule.overruns || exhibitionWord.test(folded)) return dates
  return own.filter((date) => date >= first)
}

const opensWithDay = (schedule: Schedule, folded: string) =>
  schedule.spans.some(({ start }) => dayOpening.test(folded.slice(0, start)))

const dayOpening =
  /^[^a-z0-9]*(?:(?:pour )?rappel|attention|(?:(?:et|mais|ou|sinon|enfin|puis)\b,? ?)?(?:aussi|encore|toujours|egalement|surtout|comme)?|a noter|en plus|sans oublier|n'oubliez pas(?: que)?|en continu)?[^a-z0-9]*$/

function underOther(schedule: Schedule, around: Surroundings, week: Week): string[] | null {
  const rule = around.section === 'rule' ? (around.rule?.dates ?? datesOf(week)) : null
  const fallback = rule ?? around.parent?.dates ?? null
  if (schedule.dates === null) return fallback?.filter((date) => !around.rule?.except.includes(date)) ?? null
  if (schedule.named || fallback === null) return schedule.dates
  const both = fallback.filter((date) => schedule.dates?.includes(date))
  return schedule.outside ? [] : both
}
