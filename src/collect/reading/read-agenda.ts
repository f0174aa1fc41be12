import type { Agenda } from '../../domain/agenda.js'
import type { Article } from '../../domain/article.js'
import { weekAfter, weekOf, type Week } from '../../domain/week.js'
import type { CommuneList } from '../communes.js'
import { CommuneNames } from './commune-names.js'
import { leadImage } from './image.js'
import { readItem } from './items.js'
import type { Reading } from './reading.js'
import type { Line } from './line.js'
import { linesOf } from './lines.js'
import { inOrder, withoutRepeats } from './occurrences.js'
import { outlineOf } from './outline.js'
import { tooLongWarning, unknownWeekWarning } from './warnings.js'
import { publicationDate, toldWeek, weekOfHeadings } from './week.js'

export type ReadableArticle = Pick<Article, 'title' | 'html' | 'publishedAt' | 'url' | 'feed' | 'image'>

export interface ReadingOptions {
  /** IANA zone of the office. */
  zone: string
  communes: CommuneList
  /** Used only when the article itself tells no week. */
  week?: Week
}

/** Ten times a full week; beyond, something else than an article came. */
const mostLines = 4000
const mostCharacters = 200_000

/**
 * Reads the weekly article into its agenda: lines, headings, items, fields, occurrences. Pure, and total: any HTML gives
 * an agenda. What cannot be understood is in `toComplete`; what is not said is null; every occurrence lies in the week.
 */
export function readAgenda(article: ReadableArticle, options: ReadingOptions): Agenda {
  const all = linesOf(article.html)
  const lines = beginningOf(all)
  const told = weekOfArticle(article, lines, options.zone)
  const week = told ?? options.week ?? likelyWeek(article, options.zone)
  const text = `${article.title}\n${lines.map((line) => `${line.text}\n${line.place ?? ''}`).join('\n')}`
  const names = new CommuneNames(options.communes, text)
  names.learnSpelling(text)
  const outline = outlineOf(lines, week, names)
  const source = { feed: article.feed, url: article.url }
  const readings: Reading[] = []
  for (const draft of outline.drafts)
    readings.push(readItem(draft, { week, names, source, before: readings.at(-1)?.occurrences.at(-1) ?? null }))
  return {
    week,
    intro: outline.intro,
    image: leadImage(article.html) ?? article.image,
    occurrences: inOrder(
      withoutRepeats(
        readings.flatMap(({ occurrences }) => occurrences),
        readings.flatMap(({ reminders }) => reminders),
      ),
    ),
    ongoing: readings.flatMap(({ ongoing }) => ongoing),
    toComplete: [...outline.toComplete, ...readings.flatMap(({ toComplete }) => toComplete)],
    nextWeek: outline.nextWeek,
    warnings: [
      ...(told || options.week ? [] : [unknownWeekWarning(article.title)]),
      ...(all.length > lines.length ? [tooLongWarning(lines.length)] : []),
      ...outline.warnings,
    ],
  }
}

function beginningOf(lines: Line[]): Line[] {
  let characters = 0
  const end = lines.findIndex((line, index) => (characters += line.text.length) > mostCharacters || index >= mostLines)
  return end < 0 ? lines : lines.slice(0, Math.max(end, 1))
}

const weekOfArticle = (article: ReadableArticle, lines: Line[], zone: string) =>
  toldWeek(article, zone, lines) ?? weekOfHeadings(lines, publicationDate(article, zone))

/** Published from Friday on, an article is about the week that comes; before, about the one that runs. */
function likelyWeek(article: ReadableArticle, zone: string): Week {
  const published = publicationDate(article, zone) ?? '1970-01-01'
  return Temporal.PlainDate.from(published).dayOfWeek >= 5 ? weekAfter(published) : weekOf(published)
}
