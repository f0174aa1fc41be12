import { plainRank, type Line, type Link } from './line.js'
import { fold, hasLetters, separator, spaced, tidy } from './text.js'

interface Marks {
  bold: boolean
  struck: boolean
}

const neverQuoted = /\d|€|\b(?:annul|complet|report|gratuit|reserv|inscri|attention|nouveau|sur place|entree|rappel)/

/** Gathers the characters of one line, with what is needed to know afterwards: bold, struck, links. */
export class LineBuilder {
  #text = ''
  #struckText = ''
  #plain = false
  #links: Link[] = []
  #italicFrom: number | null = null

  append(raw: string, marks: Marks): void {
    let text = spaced(tidy(raw))
    if (this.#text === '' || this.#text.endsWith(' ')) text = text.trimStart()
    if (text === '') return
    if (marks.struck) {
      this.#struckText += text
      return
    }
    if (!marks.bold && /[\p{L}\p{N}]/u.test(text)) this.#plain = true
    this.#text += text
  }

  get length(): number {
    return this.#text.length
  }

  link(href: string, start: number): void {
    if (/^(?:https?:\/\/|tel:|mailto:)/i.test(href)) this.#links.push({ href, start, end: this.#text.length })
  }

  openItalic(): void {
    this.#italicFrom = this.#text.length
  }

  /** Italics are how a title is set apart; plain text says it with quotes. */
  closeItalic(): void {
    const from = this.#italicFrom
    this.#italicFrom = null
    if (from === null || from > this.#text.length) return
    const words = this.#text.slice(from).trim()
    const around = this.#text.slice(0, from).trimEnd()
    const isTitle = /^\p{Lu}/u.test(words) && /\s/.test(words) && words.length <= 90 && !/[«»"“”•]/.test(words)
    if (!isTitle || neverQuoted.test(fold(words)) || /[«“"]$/.test(around)) return
    const trailing = this.#text.endsWith(' ') ? ' ' : ''
    this.#text = `${this.#text.slice(0, from)}« ${words} »${trailing}`
  }

  /** The finished line, or null when nothing can be read in it. */
  finish(place: Pick<Line, 'rank' | 'kind' | 'block' | 'depth'>): Line | null {
    const struck = this.#struckText.trim().length > this.#text.trim().length && hasLetters(this.#struckText)
    const text = (struck ? `${this.#struckText} ${this.#text}` : this.#text).trim().replace(/^·/, separator)
    const bare = text.replaceAll(separator, '').trim()
    if (!/[\p{L}\p{N}]/u.test(bare)) return null
    const rank = place.rank === plainRank && !this.#plain && !struck ? 7 : place.rank
    return { text, links: struck ? [] : this.#links, struck, place: null, ...place, rank }
  }
}
