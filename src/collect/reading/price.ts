import type { Price } from '../../domain/agenda.js'
import type { Clause } from './clauses.js'
import type { Passage, Span } from './passage.js'
import { spokenQuietly } from './shouted.js'
import { isShouted } from './text.js'

const amount = /(?<![\d,.])\d{1,4}(?:[.,]\d{1,2})?\s?(?:€|euros?\b|eur\b)(?:\s?\d{2}(?![\d\s]*€))?/g
const freeWord =
  /(?:entrees? )?(?:gratuit(?:e?s?|ement)?(?![a-z])|(?:entree|acces) (?:est |reste |sera )?(?:libre|gratuite?)(?: et gratuite?)?|offerte?s?(?![a-z])|gratuite)/g
const contribution =
  /(?:participation|prix|contribution|tarif|don)s?(?: financiere?| aux frais)? (?:est |reste |sera )?libres?(?: et (?:consciente?|necessaire))?|libre (?:participation|contribution)|au chapeau|passage du chapeau|(?:participation|entree|prix) ?:? chapeau|(?:selon|a) votre bon coeur|(?<=(?:^|[.,;:(|-])\s?)chapeau(?=\s?(?:[.,;)|]|$))/g

const prizes = /^\s*(?:de (?:lots?|prix|bons?|gains?|recompenses?)|a gagner)/
const otherThings =
  /(?:navettes?|parking|stationnement|bus|transport|vestiaires?|cafes?|boissons?|wifi|degustation|aperitif|verre|gouter|collation|materiel|pot|maquillage|tombola)\s+(?:\w+\s+)?$/
/** "Apéritif offert": what is offered is the event. */
const isItself =
  /^[^a-z]*(?:l'|le |la |une? |(?:le |un )?grand )?(?:aperitif|gouter|degustation|collation|pot|verre|cafe)(?: [a-z-]+)? $/
const conditional =
  /^(?:e?s?\s*)(?:(?:pour|aux?)\s+(?:les\s+|l')?(?:moins|-|enfants?|mineurs?|etudiants?|jeunes?|ados?|habitants?|scolaires?|adherents?|accompagn|plus petits|bebes?|tout-petits|femmes)|\(?\s?[-<]\s?(?:de\s+)?\d{1,2}\s?ans|-\s?de\s+\d|\(?-\d{1,2}(?!\s?[h\d:€])|(?:jusqu'a|avant|moins)\s|\(?\s?moins\s|sous conditions|(?:de\s)?\d+\s?ans|des\s|le matin|sur presentation)/

const label =
  /^[\s|]*(?:(?:prix|tarifs?|entree|participation|cout|droit d'entree|plein tarif|reduits?|adultes?|enfants?)\s*:?\s*)+$/

interface Found extends Span {
  free: boolean
}

/**
 * The price as the text tells it: amounts and conditions, in its words; null when it tells none.
 * Free only where the text says gratuit, entrée libre, entrée gratuite or offert without a condition nor an amount.
 */
export function readPrice(passage: Passage, clauses: Clause[]): Price | null {
  const found = pricesIn(passage)
  if (found.length === 0) return null
  const spans: Span[] = []
  for (const clause of clauses) {
    const inside = found.filter(({ start }) => start >= clause.start && start < clause.end)
    const first = inside[0]
    if (!first) {
      extend(passage, clause, spans)
      continue
    }
    const last = inside.at(-1) as Found
    const start = startOf(passage, clause, first)
    const end = endOf(passage, clause, last)
    passage.claim('price', { start: label.test(passage.folded.slice(clause.start, start)) ? clause.start : start, end })
    spans.push({ start, end })
    claimLabel(passage, clauses, clause)
  }
  const told = joined(passage.text, spans)
  return { free: found.every(({ free }) => free) && found.some(({ free }) => free), text: told }
}

function pricesIn(passage: Passage): Found[] {
  const folded = passage.unread
  const amounts: Found[] = [...folded.matchAll(amount)]
    .filter((match) => !prizes.test(folded.slice(match.index + match[0].length)))
    .map((match) => ({ start: match.index, end: match.index + match[0].length, free: false }))
  const words: Found[] = [...folded.matchAll(freeWord)]
    .filter((match) => isOfEvent(folded, match, amounts.length > 0))
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      free: !conditional.test(folded.slice(match.index + match[0].length).trimStart()),
    }))
  const open: Found[] = [...folded.matchAll(contribution)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    free: false,
  }))
  return [...amounts, ...words, ...open].sort((one, other) => one.start - other.start)
}

/** "navette gratuite" and "un verre offert" are not the event's price; "acces libre" is not a price at all. */
function isOfEvent(folded: string, match: RegExpExecArray, hasAmounts: boolean): boolean {
  const before = folded.slice(0, match.index)
  if (match[0].startsWith('acces libre') || (otherThings.test(before.slice(-40)) && !isItself.test(before)))
    return false
  if (!match[0].startsWith('offert')) return true
  const after = folded.slice(match.index + match[0].length)
  const words = before.replace(/^[^a-z]*/, '')
  const closes = /^[^,.;(•+]+, $/.test(words) && /^\s*(?:$|[.;•\n])/.test(after)
  const toSome = isItself.test(before) ? /^\s*(?:aux?|a chaque)\s/ : /^\s*(?:aux?|par|a (?:tous|chaque))\s/
  return !hasAmounts && (closes || !/[,.;(•+]/.test(words)) && !toSome.test(after)
}

function startOf(passage: Passage, clause: Clause, first: Found): number {
  const before = passage.unread.slice(clause.start, first.start)
  const words =
    /(?:^|[\s|])((?:(?:tarifs? (?:unique|reduits?|plein)|plein tarif|reduits?|adultes?|enfants?|etudiants?|jeunes?|adherents?|comptez|entree|repas|menu|assiette|pass|a partir de|de|des|a|au prix de|participation(?: de)?|famille|formule|-|=|et|\+|pour)\s*:?\s*)+)$/.exec(
      before,
    )
  if (!words) return first.start
  const lead = (words[1] as string).replace(/^(?:(?:a partir de|de|des|a|au prix de|et|pour|-|=|\+)\s*)+/, (small) =>
    /partir/.test(small) ? '' : ' '.repeat(small.length),
  )
  const kept = lead.trimStart()
  return first.start - kept.length
}

const stop =
  /\s(?:\||et (?:a|des|le|la|les|une?|son|sa)\s|avec (?:un|une|le|la) |puis |suivi|sur (?:reserv|inscr)|a l'(?:eglise|espace|ecole)|(?:au|a la|dans|devant|chez) |(?:sur|sous) (?:la |les? |l')|rendez-vous|rdv|places? limit)/

function endOf(passage: Passage, clause: Clause, last: Found): number {
  const rest = passage.unread.slice(last.end, clause.end)
  const cut = Math.min(...[rest.search(stop), rest.indexOf('|')].filter((at) => at >= 0), rest.length)
  return last.end + rest.slice(0, cut).trimEnd().length
}

const continuation =
  /^\s*(?:-\s?(?:de )?\d{1,2} ?ans|moins de \d|(?:de )?\d+ (?:a|-) \d+ ans|(?:enfants?|adultes?|etudiants?|adherents?|demandeurs?|tarif reduit|reduits?|pass)[^.]{0,40}$|(?:avec|sans) (?:boisson|repas)|(?:plein|reduit)\s*$)/

/** "(moins de 15 ans)" right after an amount is its condition. */
function extend(passage: Passage, clause: Clause, spans: Span[]): void {
  const last = spans.at(-1)
  if (!last || !/^[\s(]*$/.test(passage.folded.slice(last.end, clause.start))) return
  if (!clause.aside || !continuation.test(passage.unread.slice(clause.start, clause.end))) return
  passage.claim('price', clause)
  last.end = clause.after === ')' ? clause.end + 1 : clause.end
}

function claimLabel(passage: Passage, clauses: Clause[], clause: Clause): void {
  const previous = clauses[clauses.indexOf(clause) - 1]
  if (previous?.after === ':' && label.test(passage.unread.slice(previous.start, previous.end)))
    passage.claim('price', previous)
}

/** Neighbouring prices keep the signs between them; distant ones are put side by side. */
function joined(text: string, spans: Span[]): string {
  let result = ''
  let end = 0
  for (const span of spans) {
    const gap = text.slice(end, span.start)
    const near = result !== '' && /^[\s,;:/–—\-()+]{1,4}$/.test(gap)
    result += result === '' ? '' : near ? gap : ', '
    result += text.slice(span.start, span.end)
    end = span.end
  }
  const open = (result.match(/\(/g) ?? []).length - (result.match(/\)/g) ?? []).length
  const whole = (open > 0 ? result + ')'.repeat(open) : result).trim()
  const short = whole.replace(/ (?:est|reste|sera) (?=libre|gratuit)/giu, ' ')
  return isShouted(short) ? spokenQuietly(short) : short
}
