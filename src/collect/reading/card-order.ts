import type { Week } from '../../domain/week.js'
import type { CommuneNames } from './commune-names.js'
import { findDaySets } from './dates.js'
import { headingOf, type Heading } from './headings.js'
import { plainRank, type Line } from './line.js'
import { findSchedule } from './schedule.js'
import { fold } from './text.js'
import { findMoments, findTimes } from './times.js'

interface Title {
  rank: number
  /** A line below it, or one lifted from above it, has told when it is. */
  dated: boolean
}

const longestWhen = 90
const mostWhenLines = 3
const smallWord = /(?<![a-z])(?:quand|dates?|horaires?|heures?|le|la|les|a|au|de|des|du|et|puis|ou|ce|en)(?![a-z])/g

/**
 * Some cards tell when above their title: those lines go below it, where the others have them. Where a title still
 * waits for its day, the line is its own, not that of the title that follows; where the hours stand below the titles,
 * a day above them is a heading.
 */
export function titlesFirst(lines: Line[], week: Week, names: CommuneNames): Line[] {
  const whens = lines.map((line) => isWhen(line, week))
  const result: Line[] = []
  let title: Title | null = null
  for (let index = 0; index < lines.length;) {
    const line = lines[index] as Line
    const run = whens[index] ? runFrom(whens, index) : 0
    const next: Line | undefined = lines[index + run]
    if (run > 0 && next && opensCard(next, line, week, names)) {
      const above = lines.slice(index, index + run)
      const owned = title !== null && !title.dated && title.rank >= next.rank
      const timed = above.some(({ text }) => findTimes(fold(text)).length > 0)
      if (!owned && (timed || !tellsHour(lines, index + run + 1, whens))) {
        result.push(next, ...above.map((when) => ({ ...when, rank: plainRank })))
        title = { rank: next.rank, dated: true }
        index += run + 1
        continue
      }
      if (!owned) {
        result.push(...above.map((when): Line => ({ ...when, rank: Math.max(1, next.rank - 1), kind: 'heading' })))
        title = null
        index += run
        continue
      }
    }
    title = titleAfter(title, line, headingOf(line, week, names))
    result.push(line)
    index++
  }
  return result
}

function titleAfter(title: Title | null, line: Line, heading: Heading | null): Title | null {
  if (line.rank < plainRank && heading?.kind === 'other') return { rank: line.rank, dated: false }
  if (line.rank < 7) return null
  const folded = fold(line.text)
  if (title && !title.dated && (findTimes(folded).length > 0 || findDaySets(folded).length > 0)) title.dated = true
  return title
}

/** A title below a line of lower rank, or a bold one: nothing that opens a day, a village or a section. */
function opensCard(line: Line, when: Line, week: Week, names: CommuneNames): boolean {
  return line.rank < plainRank && when.rank > line.rank && headingOf(line, week, names)?.kind === 'other'
}

function runFrom(whens: boolean[], from: number): number {
  let length = 0
  while (length < mostWhenLines && whens[from + length]) length++
  return whens[from + length] ? 0 : length
}

/** "Mercredi 22 juillet à 15h": nothing but days and hours. */
function isWhen(line: Line, week: Week): boolean {
  if (line.text.length > longestWhen || line.rank < 4 || line.kind === 'row' || line.struck) return false
  const folded = fold(line.text)
  const spans = [...findSchedule(folded, week, () => true).spans, ...findTimes(folded), ...findMoments(folded)]
  if (spans.length === 0) return false
  const letters = [...folded]
  for (const { start, end } of spans) letters.fill(' ', start, end)
  return !/[a-z0-9]/.test(letters.join('').replace(smallWord, ' '))
}

/** What follows a title up to the next one, or the next day, has an hour of its own. */
function tellsHour(lines: Line[], from: number, whens: boolean[]): boolean {
  for (let at = from; at < lines.length && !whens[at]; at++) {
    const line = lines[at] as Line
    if (line.rank < plainRank) return false
    if (findTimes(fold(line.text)).length > 0 || findMoments(fold(line.text)).length > 0) return true
  }
  return false
}
