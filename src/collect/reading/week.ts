import type { Article } from '../../domain/article.js'
import { weekOf, type Week } from '../../domain/week.js'
import { findDaySets, readDaySet, type DayMention, type DaySet } from './dates.js'
import { plainRank, type Line } from './line.js'
import { linesOf } from './lines.js'
import { fold, tidy } from './text.js'

type Dated = Pick<Article, 'title' | 'html' | 'publishedAt'>

const openingLines = 6

/**
 * The Monday-to-Sunday week that an article is about: told in its title, else near its top, else by its day headings.
 * The year, where none is told, is the one that lies nearest to the publication (in the office's zone). Null when nothing tells it.
 */
export function articleWeek(article: Dated, zone: string): Week | null {
  return toldWeek(article, zone) ?? weekOfHeadings(linesOf(article.html), publicationDate(article, zone))
}

/** The week that the title or the first lines tell in as many words. */
export function toldWeek(article: Dated, zone: string, lines?: Line[]): Week | null {
  const published = publicationDate(article, zone)
  const fromTitle = weekInText(article.title, published)
  if (fromTitle) return fromTitle
  for (const line of (lines ?? linesOf(article.html)).slice(0, openingLines)) {
    const week = weekInText(line.text, published)
    if (week) return week
  }
  return null
}

/** The day on which the article came out, by the office's clock; null when it is not known. */
export function publicationDate(article: Pick<Article, 'publishedAt'>, zone: string): string | null {
  if (article.publishedAt === null) return null
  try {
    return Temporal.Instant.from(article.publishedAt).toZonedDateTimeISO(zone).toPlainDate().toString()
  } catch {
    return null
  }
}

const weekPhrase = /semaine (?:du |de )(?:lundi )?/g
const dashedRange =
  /(?<![\d/])(1er|[12]\d|3[01]|0?[1-9])(?:\s+([a-z]+))?\s?(?:-|au|a|\/)\s?(?:dimanche )?([12]\d|3[01]|0?[1-9])\s+([a-z]{3,9})\.?(?:\s+(20\d\d))?/g

/** A period of about a week in a text ("du 27 juillet au 2 août 2026", "semaine du 11 août", "6-12 juillet"). */
function weekInText(text: string, published: string | null): Week | null {
  const folded = fold(tidy(text))
  for (const set of findDaySets(folded)) {
    const week = set.kind === 'range' ? weekOfRange(set, published) : null
    if (week) return week
  }
  for (const match of folded.matchAll(dashedRange)) {
    const [, first, firstMonth, last, month, year] = match
    const rewritten = `du ${first} ${firstMonth ?? ''} au ${last} ${month} ${year ?? ''}`.replace(/\s+/g, ' ')
    const set = readDaySet(rewritten, 0)
    const week = set?.kind === 'range' ? weekOfRange(set, published) : null
    if (week) return week
  }
  for (const match of folded.matchAll(weekPhrase)) {
    const set = readDaySet(folded, match.index + match[0].length) ?? readDaySet(folded, match.index + 'semaine '.length)
    const date = set?.mentions[0] ? dateNear(set.mentions[0], published) : null
    if (date) return weekOf(date)
  }
  const number = /\b(?:semaine|s)\s?(?:n°\s?)?(\d{1,2})\b(?!\s?(?:\/|-|au|[a-z]))/.exec(folded)
  return number && published ? weekNumbered(Number(number[1]), published) : null
}

function weekOfRange(set: DaySet, published: string | null): Week | null {
  const [first, last] = set.mentions
  if (!first || !last || first.day === null || last.day === null || last.month === null) return null
  const from = dateNear(first, published)
  if (!from) return null
  const until = dateNear(last, from)
  if (!until) return null
  const days = Temporal.PlainDate.from(from).until(until).total('days')
  if (days < 3 || days > 8) return null
  return weekOf(
    Temporal.PlainDate.from(from)
      .add({ days: Math.floor(days / 2) })
      .toString(),
  )
}

/** The date that a day and a month name, in the year told or in the one nearest to `near`. */
function dateNear(mention: DayMention, near: string | null): string | null {
  const { day, month, year } = mention
  if (day === null || month === null) return null
  if (year === null && near === null) return null
  const base = near === null ? null : Temporal.PlainDate.from(near)
  const years = year !== null ? [year] : [-1, 0, 1].map((offset) => (base as Temporal.PlainDate).year + offset)
  const dates = years
    .map((candidate) => Temporal.PlainYearMonth.from({ year: candidate, month }))
    .filter((candidate) => day <= candidate.daysInMonth)
    .map((candidate) => candidate.toPlainDate({ day }))
  const distance = (date: Temporal.PlainDate) => (base ? Math.abs(base.until(date).total('days')) : 0)
  return dates.sort((one, other) => distance(one) - distance(other))[0]?.toString() ?? null
}

function weekNumbered(number: number, published: string): Week | null {
  const year = Temporal.PlainDate.from(published).year
  if (number < 1 || number > 53) return null
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 })
  return weekOf(fourth.add({ days: 7 * (number - 1) }).toString())
}

/** The week that most day headings fall in; a heading with a wrong month or a teaser is outvoted. */
export function weekOfHeadings(lines: Line[], published: string | null): Week | null {
  if (published === null && !lines.some((line) => /20\d\d/.test(line.text))) return null
  const votes = new Map<string, number>()
  for (const line of lines) {
    const folded = fold(line.text).replace(/^[^a-z0-9]+/, '')
    const set = readDaySet(folded, 0)
    if (
      !set ||
      set.kind === 'range' ||
      (line.rank === plainRank && set.end < folded.length && !/^\s*[:\-–,]/.test(folded.slice(set.end)))
    )
      continue
    for (const mention of set.mentions) {
      const date = mention.month === null ? comingDay(mention, published) : dateNear(mention, published)
      if (date) votes.set(weekOf(date).from, (votes.get(weekOf(date).from) ?? 0) + 1)
    }
  }
  const [best] = [...votes].toSorted(([, one], [, other]) => other - one)
  return best ? weekOf(best[0]) : null
}

/** The next day of that number after the publication, or up to a week before it. */
function comingDay(mention: DayMention, published: string | null): string | null {
  if (mention.day === null || published === null) return null
  const start = Temporal.PlainDate.from(published).subtract({ days: 6 })
  for (let offset = 0; offset < 31; offset++) {
    const date = start.add({ days: offset })
    if (date.day === mention.day && (mention.weekday === null || offset > 6 || date.dayOfWeek === mention.weekday))
      return date.toString()
  }
  return null
}
