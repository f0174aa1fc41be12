import type { Clause } from './clauses.js'
import type { CommuneNames } from './commune-names.js'
import type { Passage } from './passage.js'
import { opensWithEvent } from './event-words.js'
import { capitalise, fold, loosen } from './text.js'
import { asGiven, isInvitation, polish, titled, unshout } from './wording.js'

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
  const parts = asidesLast(
    clauses
      .map((clause): Part => ({ words: polish(passage.rest(clause)), clause }))
      .filter(({ words }) => words !== ''),
  )
  if (given !== null) return { title: asGiven(given, names).title || null, description: describe(parts, names, '') }
  const named = parts.findIndex(
    (part, at) => at === mostLeadIns || !parts[at + 1] || !introduces(part, parts[at + 1] as Part),
  )
  const [first, second, ...others] = parts.slice(named)
  if (!first) return { title: null, description: null }
  const isGenre =
    first.clause.after === ':' &&
    !/[\s«]/.test(first.words) &&
    second !== undefined &&
    !first.clause.aside &&
    !second.clause.aside &&
    !hour.test(second.words)
  const isWork = !isGenre && second !== undefined && (isGenreOf(first, second) || isPredicateOf(first, second))
  const joined = isGenre ? `${first.words} : ${second.words}` : isWork ? `${first.words} ${second.words}` : first.words
  const { title, remainder } = titled(joined, names)
  if (!title) return { title: null, description: null }
  const rest = isGenre || isWork || second === undefined ? others : [second, ...others]
  return { title, description: describe(rest, names, remainder) }
}

/** "10h (enfants), atelier de poterie": words in brackets before the name tell more of it, and come after. */
const hour = /^(?:à |de |dès |vers )?\d{1,2}\s?h(?:\s?\d\d)?$/iu

function asidesLast(parts: Part[]): Part[] {
  const first = parts.findIndex(({ clause, words }) => !clause.aside && !hour.test(words))
  if (first < 1) return parts
  return [parts[first] as Part, ...parts.slice(0, first), ...parts.slice(first + 1)]
}

/** "Théâtre, « La Noce »": the name of the work belongs to the title of what is only a genre. */
const isGenreOf = (first: Part, second: Part) =>
  !second.clause.aside &&
  /^[,:–-]$/.test(second.clause.before) &&
  /^«[^«»]*»$/.test(second.words) &&
  !first.words.includes('«') &&
  first.words.split(/\s+/).length <= 4 &&
  opensWithEvent(fold(first.words))

/** "Mardi, on marche : …", "Côté expositions, …": the name comes after. */
const introduces = (opening: Part, next: Part) =>
  (opening.clause.after === ':' &&
    (isLabel(opening.words, next.words) ||
      (count.test(opening.words) && opensWithEvent(fold(next.words))) ||
      remark.test(opening.words) ||
      heading.test(opening.words))) ||
  (/[,:]/.test(opening.clause.after) && aside.test(opening.words))
const count =
  /(?:^|\s)(?:deux|trois|quatre|cinq|plusieurs)(?:\s(?:animations|temps forts|idées|sorties|moments|propositions))?$/iu
const heading = /^(?:retour|direction|cap|détour|escapade|halte)$/iu
const remark = /^(?:on|nous|vous|c’est|ça|il y a)(?:\s\p{L}+){1,3}$/iu
const aside =
  /^(?:(?:côté|au rayon|du côté)(?:\s(?:des|de|du))?\s\p{L}+|pour (?:finir|commencer|terminer|conclure|clore(?: la \p{L}+)?)|dans la foulée|à noter|nouveauté|sans oublier|plus tard|ensuite|puis|enfin|dans l’après-midi|le soir venu|en fin de journée)$/iu
const mostLeadIns = 2

/** A sentence whose subject is set apart from its verb by a village or an age that was read: "La ferme, à Pavie, ouvre". */
const isPredicateOf = (first: Part, second: Part) =>
  /^(?:l[ae]s?\s|l’)/iu.test(first.words) &&
  !/[«»]/.test(first.words) &&
  !second.clause.aside &&
  /[,)]/.test(second.clause.before) &&
  /^(?:(?:se|s’|vous|nous|y)\s?)?(?:apprend|fait|propose|organise|présente|joue|invite|accueille|anime|raconte|chante|danse|donne|offre|ouvre|reçoit|expose|montre|explique|emmène|initie|célèbre|font|\p{Ll}{3,}(?<!m)ent)\s/u.test(
    second.words,
  )

/** "Encore visible : expo photo …", "Place aux enfants : …": the name comes after. */
const isLabel = (words: string, next: string) =>
  isInvitation(words) || (label.test(words) && (next.startsWith('«') || opensWithEvent(fold(next))))
const label = /^(?:(?:encore|toujours) )?(?:visible|à voir|d’actualité|nouveauté|temps fort|focus)(?!\p{L})/iu

function describe(parts: Part[], names: CommuneNames, opening: string): string | null {
  let text = capitalise(opening)
  let inParentheses = false
  for (const { words, clause } of parts) {
    const spoken = unshout(text === '' ? words.replace(/^(?:et|puis|mais)\s+/i, '') : words, names)
    if (loosen(text).includes(loosen(spoken))) continue
    const opensParentheses = clause.before === '(' && text !== ''
    if (inParentheses && (!clause.aside || clause.before === '(')) text += ')'
    if (text === '') text = capitalise(spoken)
    else if (opensParentheses) text = `${text.replace(/\.$/, '')} (${spoken}`
    else if (/[.!?…]$/.test(text) || /[.!?•\n|]/.test(clause.before)) text = `${closed(text)} ${capitalise(spoken)}`
    else text += clause.before === ':' ? ` : ${spoken}` : `, ${spoken}`
    inParentheses = clause.aside && (opensParentheses || inParentheses)
    if (!clause.aside && (clause.after === '!' || clause.after === '?')) text += ` ${clause.after}`
  }
  if (inParentheses) text += ')'
  return text === '' ? null : closed(text)
}

const closed = (text: string) => (text === '' || /[.!?…]$/.test(text) ? text : `${text}.`)
