import { readDaySet } from './dates.js'
import { plainRank, type Line } from './line.js'
import { fold } from './text.js'
import { findTimes } from './times.js'

/** A day, or a word before a number that may be a misspelt one. */
const dayName =
  /(?<![a-z'])(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?![a-z])|[a-z]{4,9}(?=\s?(?:1er|\d{1,2})(?![\dh])))/g
const pauseBefore = /(?:[.!?…•|"»)]\s*|\s[-/]\s+)$/
const joinedBefore = /\b(?:au|du|le|de|des|et|ou|ce|jusqu'au|avant|les|chaque|tous les|sauf|depuis)\s+$/
const headingAfter = /^\s*(?:[:\-–/|•]|(?:des |de |a )?\d{1,2}\s?h|[,.]\s)/

/** Cuts a paragraph that holds several days ("LUNDI 27 JUILLET : … MARDI 28 JUILLET : …") before each of them. */
export function splitAtDays(line: Line): Line[] {
  if (line.kind === 'row') return [line]
  const folded = fold(line.text)
  const cuts = [0]
  const isShoutedThroughout = !/\p{Ll}{3}/u.test(line.text)
  let covered = readDaySet(folded, 0)?.end ?? 0
  for (const match of folded.matchAll(dayName)) {
    if (
      match.index === 0 ||
      match.index < covered ||
      joinedBefore.test(folded.slice(Math.max(0, match.index - 16), match.index))
    )
      continue
    const set = readDaySet(folded, match.index)
    covered = set?.end ?? covered
    if (!set || set.kind === 'range') continue
    const numbered = set.mentions.some(({ day }) => day !== null)
    const capitals = !/\p{Ll}/u.test(line.text.slice(match.index, match.index + match[0].length))
    const after = headingAfter.test(folded.slice(set.end, set.end + 8))
    const before = pauseBefore.test(folded.slice(Math.max(0, match.index - 6), match.index))
    const opens = capitals && !isShoutedThroughout ? numbered || after : before && after && (numbered || capitals)
    const colon = /^\s*:/.test(folded.slice(set.end, set.end + 3)) && before
    if (opens || colon) cuts.push(match.index)
  }
  if (cuts.length === 1) return [line]
  const parts = cuts
    .map((start, index) => partOf(line, start, cuts[index + 1] ?? line.text.length))
    .filter(({ text }) => text !== '')
  const [first, ...days] = parts as [Line, ...Line[]]
  const opening = fold(first.text)
  const introduces = readDaySet(opening, 0) === null && findTimes(opening).length === 0 && line.rank === plainRank
  if (!introduces) return parts
  return [first, ...days.map((day): Line => Object.assign(day, { kind: 'item' as const, depth: line.depth + 1 }))]
}

/** A stretch of a line, its links moved along. */
export function partOf(line: Line, start: number, end: number): Line {
  const raw = line.text.slice(start, end)
  const from = start + (raw.length - raw.trimStart().length)
  const links = line.links
    .filter((link) => link.start < end && link.end > from)
    .map(({ href, start: at, end: until }) => ({ href, start: Math.max(0, at - from), end: until - from }))
  return { ...line, text: raw.trim(), links }
}
