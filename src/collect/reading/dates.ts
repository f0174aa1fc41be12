import { misspeltMonth, misspeltWeekday } from './misspelt.js'
import { datesOf, isInWeek, type Week } from '../../domain/week.js'

/** A day as it is named: what is not said is null. Weekday 1 is Monday. */
export interface DayMention {
  weekday: number | null
  day: number | null
  month: number | null
  year: number | null
}

/** One day, several, or all those between two. */
export interface DaySet {
  start: number
  end: number
  kind: 'list' | 'range'
  mentions: DayMention[]
}

const weekdays = ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim']
const months = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec']

const weekday = '(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?'
const shortWeekday = '(lun|mar|mer|jeu|ven|sam|dim)\\.?'
const number =
  "(1er|[12]\\d|3[01]|0?[1-9])(?![\\d'])(?![.,]\\d)(?!\\s?(?:h(?![a-z])|heures?\\b|€|eur|ans\\b|km\\b|%|min\\b|places?\\b|personnes?\\b|m\\b|mois\\b|:\\d))"
const month =
  '(janvier|janv|fevrier|fevr|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec)(?![a-z])\\.?'
const year = '(20\\d\\d)'

const forms = [
  new RegExp(`${weekday}(?![a-z])(?:,?\\s+(?:le\\s+)?${number}(?:\\s*${month}(?:\\s+${year})?)?)?`, 'y'),
  new RegExp(`${shortWeekday}\\s+${number}(?:\\s*${month}(?:\\s+${year})?)?`, 'y'),
  new RegExp(`()${number}\\s*${month}(?:\\s+${year})?`, 'y'),
]
const bareNumber = new RegExp(`()${number}`, 'y')
/** Any word before a number, or alone on its line: it may be a day with a wrong letter. */
const wordAndNumber = new RegExp(`([a-z]{4,9})(?:,?\\s*(?:le\\s+)?${number}|(?=\\s*:?\\s*$))`, 'y')
const monthAfter = new RegExp(`\\s*${month}`, 'y')
const word = /\s*([a-z]{4,10})(?![a-z])/y
const numeric =
  /(?:(lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.?\s+)?(0?[1-9]|[12]\d|3[01])[/.](0?[1-9]|1[0-2])(?:[/.](20\d\d|\d\d))?(?![\d/€h])(?!\s?(?:€|eur|ans|h\b))/y

const lead = /(?:week-?\s?end\s+(?:du|des)\s+|du\s+|des\s+|les\s+|le\s+|ce\s+|au\s+)/y
const weekend = /(?:le\s+|ce\s+|du\s+|tout\s+le\s+)?week-?\s?end(?![a-z])/y
const listJoint = /\s*(?:,|et|&|\+|\/|ou|puis|,\s*et)\s*(?:le\s+)?/y
const rangeJoint = /\s*(?:au|a|-|→|>|jusqu'au|jusqu'a)\s*/y

function at(expression: RegExp, folded: string, position: number): RegExpExecArray | null {
  expression.lastIndex = position
  return expression.exec(folded)
}

interface MentionRead {
  mention: DayMention
  end: number
}

function readMention(folded: string, position: number, allowBare: boolean): MentionRead | null {
  const read = readSpelt(folded, position, allowBare) ?? readMisspelt(folded, position)
  return read && withMisspeltMonth(folded, read)
}

function readSpelt(folded: string, position: number, allowBare: boolean): MentionRead | null {
  const slashed = at(numeric, folded, position)
  if (slashed) {
    const [text, name, day, monthNumber, yearText] = slashed
    const fullYear = yearText ? Number(yearText.length === 2 ? `20${yearText}` : yearText) : null
    return {
      mention: { weekday: weekdayOf(name), day: Number(day), month: Number(monthNumber), year: fullYear },
      end: position + text.length,
    }
  }
  for (const form of allowBare ? [...forms, bareNumber] : forms) {
    const match = at(form, folded, position)
    if (!match) continue
    const [text, name, day, monthName, yearText] = match
    return {
      mention: {
        weekday: weekdayOf(name),
        day: day ? Number.parseInt(day, 10) : null,
        month: monthName ? monthOf(monthName) : null,
        year: yearText ? Number(yearText) : null,
      },
      end: position + text.length,
    }
  }
  return null
}

/** "Samdi 11", "Dimache 12 juilet": one letter is wrong. Without its number, only a word alone on its line. */
function readMisspelt(folded: string, position: number): MentionRead | null {
  const match = at(wordAndNumber, folded, position)
  const name = match ? misspeltWeekday(match[1] as string) : null
  if (!match || name === null || (!match[2] && /[a-z0-9]/.test(folded.slice(0, position)))) return null
  const day = match[2] ? Number.parseInt(match[2], 10) : null
  const end = position + match[0].length
  const named = day === null ? null : at(monthAfter, folded, end)
  if (named)
    return {
      mention: { weekday: name, day, month: monthOf(named[1] as string), year: null },
      end: end + named[0].length,
    }
  return { mention: { weekday: name, day, month: null, year: null }, end }
}

/** "8 juilet": the word after the number misspells a month. */
function withMisspeltMonth(folded: string, read: MentionRead): MentionRead {
  if (read.mention.day === null || read.mention.month !== null) return read
  const match = at(word, folded, read.end)
  const name = match ? misspeltMonth(match[1] as string) : null
  if (!match || name === null) return read
  return { mention: { ...read.mention, month: monthOf(name) }, end: read.end + match[0].length }
}

const weekdayOf = (name: string | undefined) => (name ? weekdays.indexOf(name.slice(0, 3)) + 1 : null)
const monthOf = (name: string) => months.findIndex((start) => name.startsWith(start)) + 1

/**
 * The days named at a place of a folded text: "samedi 16 et dimanche 17", "week-end des 25 et 26", "du 7 au 30 août".
 * Null when no day begins there.
 */
export function readDaySet(folded: string, position: number): DaySet | null {
  const opening = at(lead, folded, position)
  let end = position + (opening?.[0].length ?? 0)
  const isPlural = /^(?:des|les|week)|^week-?\s?end/.test(opening?.[0] ?? '')
  const first = readMention(folded, end, opening !== null)
  if (!first) return readWeekend(folded, position)
  const bareFirst = first.mention.weekday === null && first.mention.month === null
  const mentions = [first.mention]
  end = first.end
  let kind: DaySet['kind'] = 'list'
  while (mentions.length < mostDays) {
    const listed = at(listJoint, folded, end)
    const next = listed?.[0] ? readMention(folded, end + listed[0].length, true) : null
    const isBare = next !== null && next.mention.weekday === null && next.mention.month === null
    if (!next || (isBare && !isPlural && !bareNumberIsDay(folded, next.end, first.mention))) break
    mentions.push(next.mention)
    end = next.end
  }
  if (mentions.length === 1) {
    const ranged = at(rangeJoint, folded, end)
    const next = ranged ? readMention(folded, end + ranged[0].length, bareFirst || first.mention.day !== null) : null
    const closed =
      next && (next.mention.month !== null || next.mention.weekday !== null || /au/.test(ranged?.[0] ?? ''))
    if (next && closed) {
      mentions.push(next.mention)
      end = next.end
      kind = 'range'
    }
  }
  const last = mentions.at(-1) as DayMention
  const unnamed = mentions.every((mention) => mention.weekday === null && mention.month === null)
  const isDated =
    opening?.[0] === 'le ' && mentions.length === 1 && /^,?\s+(?:a|des)\s+\d{1,2}\s?h/.test(folded.slice(end))
  if (unnamed && !isDated && !(isPlural && mentions.length > 1) && !/week/.test(opening?.[0] ?? '')) return null
  for (const mention of mentions) {
    if (mention.day !== null) mention.year ??= last.year
    if (mention.day !== null && mention.month === null) mention.month = inheritedMonth(mention, last)
  }
  return { start: position, end, kind, mentions }
}

const mostDays = 14

/** In "samedi 25 et 26", a number that only closes the text or a clause is a day; "lundi 6, 3 ateliers" is not. */
const bareNumberIsDay = (folded: string, end: number, first: DayMention) =>
  first.day !== null && /^\s*(?:$|[:;,.)-])/.test(folded.slice(end, end + 4))

function inheritedMonth(mention: DayMention, last: DayMention): number | null {
  if (last.month === null || last.day === null || mention.day === null) return null
  return mention.day <= last.day ? last.month : ((last.month + 10) % 12) + 1
}

function readWeekend(folded: string, position: number): DaySet | null {
  const match = at(weekend, folded, position)
  if (!match) return null
  const mentions = [6, 7].map((name) => ({ weekday: name, day: null, month: null, year: null }))
  return { start: position, end: position + match[0].length, kind: 'list', mentions }
}

/** Every day or set of days in a folded text, left to right. */
export function findDaySets(folded: string): DaySet[] {
  const sets: DaySet[] = []
  const start =
    /(?<![a-z0-9'/.,€-])(?=(?:lun|mar|mer|jeu|ven|sam|dim|week|du|des|les|le|ce|au|tout|\d|[a-z]{4,9},? ?(?:[12]\d|3[01]|0?[1-9])(?!\d)))/g
  for (let match = start.exec(folded); match; match = start.exec(folded)) {
    const set = readDaySet(folded, match.index)
    if (set) sets.push(set)
    start.lastIndex = Math.max(set?.end ?? 0, match.index + 1)
  }
  return sets
}

/** True when a folded text is nothing but a day or days. */
export function readsAsDays(folded: string): boolean {
  const text = folded.trim().replace(/\s*[:.,-]+$/, '')
  const set = readDaySet(text, 0)
  return set !== null && /^\s*(?:\(?ferie\)?)?$/.test(text.slice(set.end))
}

export interface ResolvedDay {
  /** ISO date; null when no such day exists. */
  date: string | null
  /** The named weekday is not that of the date: the number is believed. */
  mismatch: boolean
}

/** The date of a mention: inside the week when it can be, else the nearest; `forward` looks only after its Monday. */
export function resolveDay(mention: DayMention, week: Week, forward = false): ResolvedDay {
  const dates = datesOf(week)
  if (mention.day === null)
    return { date: mention.weekday ? (dates[mention.weekday - 1] ?? null) : null, mismatch: false }
  const date = inWeek(mention, dates) ?? nearest(mention, week, forward)
  const mismatch =
    date !== null && mention.weekday !== null && Temporal.PlainDate.from(date).dayOfWeek !== mention.weekday
  return { date, mismatch }
}

const dayOf = (date: string) => Number(date.slice(8))
const monthIn = (date: string) => Number(date.slice(5, 7))

function inWeek(mention: DayMention, dates: string[]): string | null {
  const date = dates.find((candidate) => dayOf(candidate) === mention.day)
  if (!date || (mention.year !== null && Number(date.slice(0, 4)) !== mention.year)) return null
  return mention.month === null || mention.month === monthIn(date) ? date : null
}

function nearest(mention: DayMention, week: Week, forward: boolean): string | null {
  const monday = Temporal.PlainDate.from(week.from)
  const candidates = [-12, -2, -1, 0, 1, 2, 12].flatMap((offset) => {
    const base = monday.with({ day: 1 }).add({ months: offset })
    return mention.month === null ? [base] : [base.with({ month: mention.month })]
  })
  const distance = (date: Temporal.PlainDate) => Math.abs(monday.until(date).total('days'))
  const found = candidates
    .map((base) => (mention.year === null ? base : base.with({ year: mention.year })))
    .filter((base) => (mention.day as number) <= base.daysInMonth)
    .map((base) => base.with({ day: mention.day as number }))
    .filter((date) => !forward || Temporal.PlainDate.compare(date, monday) >= 0)
    .sort((one, other) => distance(one) - distance(other))
  return found[0]?.toString() ?? null
}

/** The dates of a set that lie in the week; a range is filled. */
export function datesInWeek(set: DaySet, week: Week): string[] {
  const dates = set.mentions.map((mention) => resolveDay(mention, week).date)
  if (set.kind === 'list') return datesOf(week).filter((date) => dates.includes(date))
  const [from, until] = dates
  if (!from || !until || until < from) return []
  return datesOf(week).filter((date) => date >= from && date <= until && isInWeek(date, week))
}
