import type { Week } from '../../domain/week.js'
import { isForeignLine, isTeaser } from './boilerplate.js'
import { isCategory, merged, type Carded } from './cards.js'
import type { CommuneNames } from './commune-names.js'
import { readFields } from './fields.js'
import { headingOf } from './headings.js'
import { plainRank, type Line } from './line.js'
import { findSchedule } from './schedule.js'
import { fold } from './text.js'
import { findMoments, findTimes } from './times.js'

/** `own time` begins with an hour of its own; `other` is a heading, a list, a table or no part of the programme. */
type Role = 'day' | 'hour' | 'day and hour' | 'words' | 'own time' | 'other'

interface Card {
  from: number
  end: number
  title: Line
  lines: Line[]
  /** How many lines follow its day and hour. */
  size: number
}

const longestWhen = 90
const mostWhenLines = 3
const mostLines = 10
const longestTitle = 120
const smallWord = /(?<![a-z])(?:quand|dates?|horaires?|heures?|le|la|les|a|au|de|des|du|et|puis|ce|en)(?![a-z])/g

/**
 * Cards without any heading: the day and the hour, then the title, then the place and the rest, each on a line in the
 * same type. The last of them may be followed by a farewell: it is as long as the longest of the others.
 */
export function plainCardsOf(lines: Line[], week: Week, names: CommuneNames): Carded[] {
  const roles = lines.map((line) => roleOf(line, week, names))
  const cards: Card[] = []
  for (let index = tellsWhenFirst(roles) ? 0 : lines.length; index < lines.length;) {
    const card = cardAt(lines, roles, index, cards, week, names)
    if (card) cards.push(card)
    index = card?.end ?? index + 1
  }
  const result: Carded[] = []
  let at = 0
  for (const { from, end, title, lines: group } of cards) {
    result.push(...lines.slice(at, from).map(uncarded), merged(title, group))
    at = end
  }
  return [...result, ...lines.slice(at).map(uncarded)]
}

const uncarded = (line: Line): Carded => ({ ...line, card: null })

/** Where nothing follows the last day and hour, they close the cards. */
function tellsWhenFirst(roles: Role[]): boolean {
  const last = roles.findLastIndex((role) => role === 'hour' || role === 'day and hour')
  return last >= 0 && roles[last + 1] === 'words'
}

function cardAt(
  lines: Line[],
  roles: Role[],
  from: number,
  others: Card[],
  week: Week,
  names: CommuneNames,
): Card | null {
  const first = lines[from] as Line
  let below = from
  while (below - from < mostWhenLines && /day|hour/.test(roles[below] ?? '')) below++
  const when = roles.slice(from, below).join()
  if (!/^(?:day,hour|day and hour)$/.test(when)) return null
  const isBlock = lines[below]?.block === first.block
  let end = below
  while (roles[end] === 'words' && end - below < mostLines && (!isBlock || lines[end]?.block === first.block)) end++
  const closing = roles[end]
  const isClosed =
    isBlock || closing?.startsWith('day') || (closing === 'other' && (lines[end] as Line).rank < plainRank)
  if (!isBlock && (closing === 'hour' || closing === 'own time' || closing === 'words')) return null
  if (!isBlock && !closing?.startsWith('day') && others.at(-1)?.end !== from && isTitled(lines[from - 1], week, names))
    return null
  if (!isClosed) end = endOfLast(lines, below, end, Math.max(2, ...others.map(({ size }) => size)), week, names)
  const group = lines.slice(below, end)
  const title = group.find((line) => !tellsOnlyPlace(line, week, names))
  if (!title || title.text.length > longestTitle || areSeveral(group, week, names)) return null
  return {
    from,
    end,
    title,
    lines: [...lines.slice(from, below), ...group.filter((line) => line !== title)],
    size: group.length,
  }
}

function endOfLast(lines: Line[], below: number, end: number, size: number, week: Week, names: CommuneNames): number {
  let last = Math.min(end, below + size)
  while (last < end && tellsOnlyPlace(lines[last] as Line, week, names)) last++
  return last
}

/** A heading right above the only card below it is that card's title. */
function isTitled(above: Line | undefined, week: Week, names: CommuneNames): boolean {
  return (
    above !== undefined &&
    above.rank < plainRank &&
    headingOf(above, week, names)?.kind === 'other' &&
    !isCategory(fold(above.text))
  )
}

/** Below "Mardi à 21h", lines that each name an event and its village are not one card. */
const areSeveral = (group: Line[], week: Week, names: CommuneNames) =>
  group.filter(
    (line) => names.find(line.text, fold(line.text)).some(({ member }) => member) && !tellsOnlyPlace(line, week, names),
  ).length > 1

/** Nothing is left of the line once its place, its price and the like are read. */
function tellsOnlyPlace(line: Line, week: Week, names: CommuneNames): boolean {
  return readFields({ ...line, title: line.text }, week, names).description === null
}

function roleOf(line: Line, week: Week, names: CommuneNames): Role {
  if (line.kind === 'row' || line.kind === 'item' || line.struck) return 'other'
  const folded = fold(line.text)
  const times = findTimes(folded)
  if (line.text.length <= longestWhen) {
    const schedule = findSchedule(folded, week, () => true)
    const mentions = names.find(line.text, folded)
    if (isOnly([...schedule.spans, ...times, ...findMoments(folded), ...mentions], folded)) {
      if (schedule.dates !== null) return times.length > 0 ? 'day and hour' : 'day'
      if (times.length > 0 && mentions.length === 0) return 'hour'
    }
  }
  const opening = folded.replace(/^[^a-z0-9©]+/, '')
  if (line.rank < plainRank || isForeignLine(opening) || isTeaser(opening)) return 'other'
  if (times.some(({ start }) => !/[a-z]{3}/.test(folded.slice(0, start)))) return 'own time'
  const heading = headingOf(line, week, names)
  return heading === null || heading.kind === 'commune' ? 'words' : heading.kind === 'day' ? 'own time' : 'other'
}

function isOnly(spans: Array<{ start: number; end: number }>, folded: string): boolean {
  const letters = [...folded]
  for (const { start, end } of spans) letters.fill(' ', start, end)
  return spans.length > 0 && !/[a-z0-9]/.test(letters.join('').replace(smallWord, ' '))
}
