import type { Span } from './passage.js'

/** A part of a sentence, with the sign that opens it and the sign that closes it ('' at the ends of the text). */
export interface Clause extends Span {
  before: string
  after: string
  /** It stands between parentheses. */
  aside: boolean
}

const abbreviation = /(?:^|[\s(])(?:m|mme|st|ste|av|bd|env|tel|min|max|pers|dr|n|no|r|ex|\p{L})$/iu

/**
 * Cuts a folded text where it pauses: stops, commas, colons, parentheses, dashes between spaces, bars, separators.
 * A quoted title is never cut, nor a decimal number, an hour or an address.
 */
export function clausesOf(folded: string): Clause[] {
  const clauses: Clause[] = []
  let start = 0
  let before = ''
  let inParentheses = false
  const quoted = quotedSpans(folded)
  const close = (end: number, sign: string, next: number) => {
    if (folded.slice(start, end).trim() !== '') clauses.push({ start, end, before, after: sign, aside: inParentheses })
    else if (clauses.length > 0 && '.!?'.includes(sign)) (clauses.at(-1) as Clause).after = sign
    start = next
    before = sign
  }
  let quote = 0
  for (let at = 0; at < folded.length; at++) {
    while (quote < quoted.length && (quoted[quote] as Span).end <= at) quote++
    const span = quoted[quote]
    if (span && at >= span.start) {
      at = span.end - 1
      continue
    }
    const sign = signAt(folded, at)
    if (!sign) continue
    close(at, sign, at + 1)
    if (sign === '(') inParentheses = true
    if (sign === ')') inParentheses = false
  }
  close(folded.length, '', folded.length)
  return clauses
}

function signAt(folded: string, at: number): string | null {
  const sign = folded[at] as string
  const next = folded[at + 1] ?? ' '
  if ('()•\n|[]'.includes(sign)) return sign === '[' ? '(' : sign === ']' ? ')' : sign
  if (';!?'.includes(sign)) return sign
  if (sign === '…') return '.'
  if (sign === ':') return next === ' ' || folded[at - 1] === ' ' ? ':' : null
  if (sign === ',') return /\d/.test(folded[at - 1] ?? '') && /\d/.test(next) ? null : ','
  if (sign === '.') {
    if (next !== ' ' && next !== '\n' && !/[)"|]/.test(next)) return null
    return abbreviation.test(folded.slice(Math.max(0, at - 5), at)) && at + 1 < folded.length ? null : '.'
  }
  if ((sign === '-' || sign === '/') && folded[at - 1] === ' ' && next === ' ') {
    return isSubtraction(folded, at) ? null : sign
  }
  return null
}

/** "gratuit - 12 ans": less than, not a pause. */
const isSubtraction = (folded: string, at: number) =>
  /^- (?:de )?\d{1,2} ?ans/.test(folded.slice(at, at + 14)) ||
  (/\d ?$/.test(folded.slice(at - 3, at - 1)) && /^- \d+ ?ans/.test(folded.slice(at, at + 10)))

const longestQuote = 160

function quotedSpans(folded: string): Span[] {
  return [...folded.matchAll(/"[^"\n•]{1,160}"/g)]
    .filter((match) => match[0].length <= longestQuote)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
}
