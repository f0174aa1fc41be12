import type { CommuneList } from '../communes.js'
import { fold } from './text.js'

/** A commune named in a text. */
export interface CommuneMention {
  start: number
  end: number
  name: string
  /** It belongs to the office's own list, not only to the département. */
  member: boolean
}

interface Entry {
  name: string
  member: boolean
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** One way to write all the ways: hyphens or spaces, "St" for "Saint", "œ" or "oe". */
function pattern(name: string): string {
  return fold(name)
    .replace(/œ/g, 'oe')
    .split(/[-\s]+/)
    .map((word) =>
      escape(word)
        .replace(/oe/g, '(?:oe|œ)')
        .replace(/^saint(e?)$/, 's(?:ain)?t$1\\.?'),
    )
    .join('(?:\\s?-\\s?|\\s+)')
}

const keyOf = (written: string) =>
  fold(written)
    .replace(/œ/g, 'oe')
    .replace(/\bst(e?)\b\.?/g, 'saint$1')
    .replace(/[^a-z]+/g, ' ')
    .trim()

/**
 * "Castéra" for Castéra-Verduzan: the first part of a compound name, where no other member begins so.
 * Never for Saint-…: "église Saint-Jean" names no commune.
 */
function shortForms(members: string[]): Map<string, string> {
  const forms = new Map<string, string>()
  const taken = new Set<string>()
  for (const name of members) {
    const first = fold(name).split(/[-\s]/)[0] as string
    if (/^(?:saint|sainte|st|ste|le|la|les|l'.*)$/.test(first) || first.length < 5 || !/[-\s]/.test(name)) continue
    if (taken.has(first)) forms.delete(first)
    else forms.set(first, name)
    taken.add(first)
  }
  for (const name of members) forms.delete(fold(name))
  return forms
}

/** The words of a text, folded; "st" stands for "saint" too. */
function wordsOf(text: string): Set<string> {
  const words = new Set(
    fold(text)
      .replace(/œ/g, 'oe')
      .split(/[^a-z]+/),
  )
  if (words.has('st')) words.add('saint')
  if (words.has('ste')) words.add('sainte')
  return words
}

/**
 * Finds the communes of a list in the texts of one article. Five hundred names make an expression that takes longer to
 * compile than the article to read: only those whose first word stands in `article` are looked for.
 */
export class CommuneNames {
  readonly #entries = new Map<string, Entry>()
  readonly #expression: RegExp
  readonly #spelling = new Map<string, string>()

  constructor(list: CommuneList, article: string) {
    for (const name of list.neighbours) this.#entries.set(keyOf(name), { name, member: false })
    for (const [form, name] of shortForms(list.members)) this.#entries.set(keyOf(form), { name, member: true })
    for (const name of list.members) this.#entries.set(keyOf(name), { name, member: true })
    const names = [...list.members, ...list.neighbours, ...shortForms(list.members).keys()]
    const words = wordsOf(article)
    const present = names.filter((name) => words.has(keyOf(name).split(' ')[0] ?? ''))
    const longestFirst = present.toSorted((one, other) => other.length - one.length).map(pattern)
    this.#expression = new RegExp(`(?<![a-z0-9-])(?:${longestFirst.join('|') || '(?!)'})(?![a-z0-9])(?!-[a-z])`, 'g')
  }

  /**
   * The official file leaves out some accents that everyone writes ("Jegun"): where the article writes a name with
   * more accents, that spelling is kept.
   */
  learnSpelling(text: string): void {
    const folded = fold(text)
    for (const match of folded.matchAll(this.#expression)) {
      const written = text.slice(match.index, match.index + match[0].length).trim()
      const entry = this.#entries.get(keyOf(written))
      if (!entry || fold(entry.name) !== fold(written)) continue
      const spelling = withAccentsOf(entry.name, written)
      if (accents(spelling) > accents(this.#spelling.get(entry.name) ?? entry.name)) {
        this.#spelling.set(entry.name, spelling)
      }
    }
  }

  /** The communes named in a text, left to right; a name must begin with a capital. */
  find(text: string, folded: string): CommuneMention[] {
    const mentions: CommuneMention[] = []
    for (const match of folded.matchAll(this.#expression)) {
      const written = text.slice(match.index, match.index + match[0].length)
      const entry = this.#entries.get(keyOf(written))
      if (!entry || !/^\p{Lu}/u.test(written)) continue
      const name = this.#spelling.get(entry.name) ?? entry.name
      mentions.push({ start: match.index, end: match.index + match[0].length, name, member: entry.member })
    }
    return mentions
  }
}

/** The accents of one writing on the letters of another of the same length: "Jegun" and "JÉGUN" give "Jégun". */
const withAccentsOf = (name: string, written: string) =>
  [...name]
    .map((letter, at) => {
      const other = written[at] ?? letter
      if (accents(other) <= accents(letter)) return letter
      return letter === letter.toLowerCase() ? other.toLowerCase() : other.toUpperCase()
    })
    .join('')

const accents = (text: string) => text.normalize('NFD').length - text.length
