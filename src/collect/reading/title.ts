import type { Clause } from './clauses.js'
import type { CommuneNames } from './commune-names.js'
import type { Passage } from './passage.js'
import { capitalise, loosen } from './text.js'
import { polish, titled, unshout } from './wording.js'

export interface Naming {
  /** Null when the text has no words of its own. */
  title: string | null
  description: string | null
}

interface Part {
  words: string
  clause: Clause
}

/**
 * The first words that no field understood become the title, the rest the description: both come from the text, in its
 * order, and say each thing once. `given` is a title known from elsewhere (a card's heading).
 */
export function readNaming(passage: Passage, clauses: Clause[], names: CommuneNames, given: string | null): Naming {
  const parts = clauses
    .map((clause): Part => ({ words: polish(passage.rest(clause)), clause }))
    .filter(({ words }) => words !== '')
  if (given !== null) return { title: titled(given, names).title || null, description: describe(parts, names, '') }
  const [first, second, ...others] = parts
  if (!first) return { title: null, description: null }
  const isGenre =
    first.clause.after === ':' && !/[\s«]/.test(first.words) && second !== undefined && !first.clause.aside
  const joined = isGenre ? `${first.words} : ${second.words}` : first.words
  const { title, remainder } = titled(joined, names)
  if (!title) return { title: null, description: null }
  const rest = isGenre || second === undefined ? others : [second, ...others]
  return { title, description: describe(rest, names, remainder) }
}

function describe(parts: Part[], names: CommuneNames, opening: string): string | null {
  let text = capitalise(opening)
  for (const { words, clause } of parts) {
    const spoken = unshout(words, names)
    if (loosen(text).includes(loosen(spoken))) continue
    const ends = text === '' || /[.!?…]$/.test(text)
    if (clause.aside && !ends)
      text += ` (${spoken}${'!?'.includes(clause.after) && clause.after ? ` ${clause.after}` : ''})`
    else if (ends || /[.!?•\n|]/.test(clause.before))
      text = `${closed(text)}${text === '' ? '' : ' '}${capitalise(spoken)}`
    else text += clause.before === ':' ? ` : ${spoken}` : `, ${spoken}`
    if (clause.after === '!' || clause.after === '?') text += ` ${clause.after}`
  }
  return text === '' ? null : closed(text)
}

const closed = (text: string) => (text === '' || /[.!?…]$/.test(text) ? text : `${text}.`)
