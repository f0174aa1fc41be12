import { fold } from './text.js'

export interface Span {
  start: number
  end: number
}

/** What took a part of the text; what nothing took becomes title and description. */
export type Claim = 'contact' | 'booking' | 'status' | 'day' | 'hour' | 'price' | 'age' | 'place' | 'noise'

/** A text being read: each field claims the characters it understood, and later fields no longer see them. */
export class Passage {
  readonly text: string
  readonly folded: string
  readonly #claims: Array<Claim | undefined>
  /** Every field looks at it clause by clause: made again for each, a long line would take the square of its length. */
  #unread: string | null = null

  constructor(text: string) {
    this.text = text
    this.folded = fold(text)
    this.#claims = Array.from({ length: text.length })
  }

  claim(claim: Claim, { start, end }: Span): void {
    this.#unread = null
    for (let at = Math.max(0, start); at < Math.min(end, this.text.length); at++) this.#claims[at] ??= claim
  }

  isFree({ start, end }: Span): boolean {
    for (let at = start; at < end; at++) if (this.#claims[at]) return false
    return true
  }

  claimAt(position: number): Claim | undefined {
    return this.#claims[position]
  }

  /** The folded text with claimed characters blanked by a bar, so that what is found keeps its place. */
  get unread(): string {
    if (this.#unread !== null) return this.#unread
    let result = ''
    for (let at = 0; at < this.folded.length; at++) result += this.#claims[at] ? '|' : this.folded[at]
    return (this.#unread = result)
  }

  /** The words of a span that nothing claimed. */
  rest({ start, end }: Span): string {
    let result = ''
    for (let at = start; at < end; at++) result += this.#claims[at] ? ' ' : this.text[at]
    return result.replace(/ {2,}/g, ' ').trim()
  }
}
