import type { Week } from '../../domain/week.js'
import { isCategory } from './cards.js'
import type { CommuneNames } from './commune-names.js'
import type { Parent } from './draft.js'
import { readFields } from './fields.js'
import { headingOf } from './headings.js'
import { plainRank, type Line } from './line.js'
import { fold } from './text.js'

const feastWord =
  /(?<![a-z])(?:festivals?|fetes?|festivites|ferias?|foires?|kermesse|carnaval|rencontres|comices?|salon|marche de noel)(?![a-z])/

/** What a heading like "Fête locale à Duran" tells for all that stands below it; null for other headings. */
export function feastOf(line: Line, week: Week, names: CommuneNames): Parent | null {
  if (!feastWord.test(fold(line.text))) return null
  const text = line.text.replace(/[«»]/g, ' ')
  const { communes, venue, booking, schedule } = readFields({ ...line, text, title: null }, week, names)
  if (communes.length !== 1) return null
  return { title: null, communes, venue, booking, dates: schedule.named ? schedule.dates : null }
}

/** "Le festival « … »" above a paragraph that begins with when and where it is: that tells it for the programme below. */
export function feastBelow(heading: Line, next: Line | undefined, week: Week, names: CommuneNames): Parent | null {
  const folded = fold(heading.text)
  if (heading.rank >= plainRank || !next || next.rank < plainRank || !feastWord.test(folded) || !/"/.test(folded))
    return null
  const sentence = /^.*?[.!](?=\s|$)/.exec(next.text)?.[0] ?? next.text
  const { title, communes, venue, schedule, slots } = readFields(
    { text: sentence, links: [], place: null, title: null },
    week,
    names,
  )
  if (title !== null || communes.length !== 1 || slots.length > 0 || schedule.dates === null) return null
  const { booking } = readFields({ ...next, title: null }, week, names)
  return { title: null, communes, venue, booking, dates: null }
}

/** Bold lines have no levels: what tells "Et aussi", or a feast, from a heading that ends the day, is what comes later. */
export class BoldParts {
  readonly #week: Week
  readonly #names: CommuneNames
  readonly #lastDay: number
  readonly #known = new Set<string>()

  constructor(lines: Line[], week: Week, names: CommuneNames) {
    this.#week = week
    this.#names = names
    this.#lastDay = lines.findLastIndex(
      (line) => line.rank === boldRank && headingOf(line, week, names)?.kind === 'day',
    )
  }

  /** True when the line is the heading of a part of the day that stands above it in bold. */
  isPart(line: Line, order: number): boolean {
    const folded = fold(line.text).trim()
    const isClosing = isCategory(folded) && !/^(?:et|mais) aussi/.test(folded)
    if (line.rank !== boldRank || isClosing) return false
    const isPart = order < this.#lastDay || this.#known.has(folded) || feastOf(line, this.#week, this.#names) !== null
    if (isPart) this.#known.add(folded)
    return isPart
  }
}

const boldRank = 7
