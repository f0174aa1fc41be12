import type { Moment } from '../../domain/agenda.js'
import { isInWeek, type Week } from '../../domain/week.js'
import { isForeignHeading, isOngoingHeading, isPermanentHeading, isTeaser } from './boilerplate.js'
import type { CommuneNames } from './commune-names.js'
import { datesInWeek, readDaySet, resolveDay, type DayMention, type DaySet } from './dates.js'
import { plainRank, type Line } from './line.js'
import { goesOnWithOtherDay } from './own-days.js'
import { findSchedule, type Schedule } from './schedule.js'
import { fold } from './text.js'
import { findMoments, findTimes, readsAsHours } from './times.js'

/** What a line opens, when it opens something. `rest` is where its own event begins, when it holds one. */
export type Heading =
  | { kind: 'day'; dates: string[]; mismatch: string | null; moment: Moment | null; rest: number | null; words: string }
  | { kind: 'rule'; schedule: Schedule }
  | { kind: 'commune'; name: string }
  | { kind: 'moment'; moment: Moment }
  | { kind: 'hour' }
  | { kind: 'ongoing' | 'foreign' | 'teaser' | 'other' }

const leadingSigns = /^[^a-z0-9"(]*(?:(?:ce|le|pour ce|journee du) (?=(?:lun|mar|mer|jeu|ven|sam|dim)))?/
const dayLabel = /^[\s:,.\-/|•!()"]*(?:\(?(?:jour )?ferie\)?)?[\s:,.\-/|•!()"]*$/

/** "COMPLET" in bold on a line of its own tells what became of the event above it. */
const statusAlone =
  /^[^a-z]*(?:c'est |deja )?(?:complete?s?|annulee?s?|reportee?s?|guichets? fermes?|sold out)(?: (?:au|en|a) [a-z0-9 ]{1,30})?[^a-z]*$/

/** What a line opens; null for a line that only tells an event. */
export function headingOf(line: Line, week: Week, names: CommuneNames): Heading | null {
  const folded = fold(line.text)
  const isHeading = line.rank < plainRank
  if (line.kind === 'row' || (line.struck && !isHeading)) return rowDay(line, folded, week)
  const commune = communeAlone(line.text, folded, names)
  if (commune) return { kind: 'commune', name: commune }
  const start = leadingSigns.exec(folded)?.[0].length ?? 0
  const day = dayHeading(line, folded, start, week, names)
  if (day) return day
  if (readsAsHours(folded)) return hourOrMoment(folded)
  const short = folded.slice(start)
  if (line.rank >= 7 && statusAlone.test(short)) return null
  if (isTeaser(short) && (isHeading || /:\s*$/.test(short))) return { kind: 'teaser' }
  if (!isHeading) return sectionOfPlainLine(folded, short, week)
  if (isForeignHeading(short) && !findTimes(folded).some(({ aside }) => aside === null)) return { kind: 'foreign' }
  const schedule = findSchedule(folded, week, () => true)
  const isRule = schedule.recurring || schedule.overruns || isPermanentHeading(short)
  if (isRule && findTimes(folded).length === 0 && !isWeekTitle(schedule) && folded.length < 90)
    return { kind: 'rule', schedule }
  if (isOngoingHeading(folded) && findTimes(folded).length === 0) return { kind: 'ongoing' }
  return { kind: 'other' }
}

const isWeekTitle = (schedule: Schedule) => schedule.from !== null && schedule.until !== null && !schedule.named

/** Only what can be nothing else: "Tous les jours :", "Expositions :" on a line of their own. */
function sectionOfPlainLine(folded: string, short: string, week: Week): Heading | null {
  if (folded.length > 60 || !/[:]\s*$|^[^a-z]*[a-z ']+$/.test(folded)) return null
  if (/^(?:les )?(?:expos?|expositions?)(?: (?:du moment|en cours|de la semaine|a voir))?\s*:?\s*$/.test(short))
    return { kind: 'ongoing' }
  if (isForeignHeading(short) && /:\s*$/.test(short)) return { kind: 'foreign' }
  const schedule = findSchedule(folded, week, () => true)
  const left = schedule.spans.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    folded,
  )
  return schedule.recurring && !/[a-z]{3}/.test(left) ? { kind: 'rule', schedule } : null
}

function communeAlone(text: string, folded: string, names: CommuneNames): string | null {
  if (text.length > 60) return null
  const [mention, more] = names.find(text, folded)
  if (!mention || more) return null
  const around = `${folded.slice(0, mention.start)} ${folded.slice(mention.end)}`.replace(
    /\b(?:a|au|commune|village|ville|de|d|la|sur|cote|gers|32\d{0,3})\b|[^a-z0-9]/g,
    '',
  )
  return around === '' ? mention.name : null
}

function hourOrMoment(folded: string): Heading {
  const [moment] = findMoments(folded)
  return moment?.moment && findTimes(folded).length === 0 ? { kind: 'moment', moment: moment.moment } : { kind: 'hour' }
}

function dayHeading(line: Line, folded: string, start: number, week: Week, names: CommuneNames): Heading | null {
  const set = readDaySet(folded, start)
  if (!set) return null
  const isHeading = line.rank < plainRank
  const numbered = set.mentions.some(({ day }) => day !== null)
  const after = folded.slice(set.end)
  if (!isHeading && goesOnWithOtherDay(after)) return null
  if (set.kind === 'range' && (!isHeading || !numbered || spansWeek(set, week))) return null
  if (/^\s*(?:sauf|excepte)/.test(after) || (/^(?:les|tous)\s/.test(folded.slice(start)) && !numbered)) return null
  if (dayLabel.test(after)) return dayOf(line, set, week, null, null)
  const moment = findMoments(folded).find((found) => found.start <= set.end + 2 && found.moment !== null)
  if (moment && dayLabel.test(folded.slice(moment.end))) return dayOf(line, set, week, moment.moment, null)
  const hasEvent =
    findTimes(after).length > 0 ||
    findMoments(folded).some(({ start: at }) => at >= set.end) ||
    names.find(line.text.slice(set.end), after).length > 0
  if (isHeading && !hasEvent) return dayOf(line, set, week, null, null)
  if (line.kind === 'item' && !numbered) return null
  if (set.mentions.length > 1 && !numbered) return null
  if (!numbered && !isHeading && !/^\s*(?:[:,-]|matin|soir|apres-midi|a \d|des \d|de \d|\d|en |\|)/.test(after))
    return null
  return dayOf(line, set, week, null, set.end)
}

/** A row's day is its own: the next row tells its own again. */
function rowDay(line: Line, folded: string, week: Week): Heading | null {
  if (line.kind !== 'row') return null
  const set = readDaySet(folded, leadingSigns.exec(folded)?.[0].length ?? 0)
  if (!set || (set.kind === 'range' && !liesWithin(set, week)) || goesOnWithOtherDay(folded.slice(set.end))) return null
  return dayOf(line, set, week, null, set.end)
}

const liesWithin = (set: DaySet, week: Week) =>
  set.mentions.every((mention) => {
    const { date } = resolveDay(mention, week)
    return date !== null && isInWeek(date, week)
  })

const spansWeek = (set: DaySet, week: Week) => datesInWeek(set, week).length >= 6

function dayOf(line: Line, set: DaySet, week: Week, moment: Moment | null, rest: number | null): Heading {
  const words = line.text.slice(set.start, set.end)
  const resolved = set.mentions.map((mention) => ({ mention, ...resolveDay(mention, week) }))
  const mismatch = resolved.find((one) => one.mismatch)?.date ?? null
  let dates = datesInWeek(set, week)
  if (dates.length === 0)
    dates = set.mentions.map((mention) => leftoverMonth(mention, week)).filter((date) => date !== null)
  return { kind: 'day', dates, mismatch, moment, rest, words }
}

/** "Jeudi 30 juin" in the last week of July: last month's heading, kept by mistake, where weekday and number agree. */
function leftoverMonth(mention: DayMention, week: Week): string | null {
  if (mention.weekday === null || mention.month === null) return null
  const { date, mismatch } = resolveDay({ ...mention, month: null, year: null }, week)
  return date !== null && !mismatch && date >= week.from && date <= week.to ? date : null
}
