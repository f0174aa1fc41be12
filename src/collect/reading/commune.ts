import type { Clause } from './clauses.js'
import type { CommuneMention, CommuneNames } from './commune-names.js'
import type { Passage, Span } from './passage.js'
import { fold } from './text.js'
import { groupNoun, homeEvent, homeGroup, hosts, localEvent, passing, streetBefore, venueNoun } from './place-words.js'

/** How surely a mention is where the event is: above 3, the text says so in as many words. */
interface Candidate extends Span {
  mention: CommuneMention
  strength: number
  clause: Clause
}

export interface CommuneReading {
  /** More than one where one line announces the same thing in two places. */
  names: string[]
  strength: number
}

const alone =
  /^[\s"|]*(?:(?:a|au|en|dans|sur|commune de|commune d'|village de|lieu|ou|rdv a|direction|bourg de)\s*:?\s*)?$/
const groupAfter = /^[\s-](?:xiii|xv|rugby|football|basket|hand|cyclo|athletic|sporting|olympique|natation|club)\b/
const venueBefore = new RegExp(`\\b${venueNoun}[^,;:.()"]*$`)

/**
 * The commune of an event, with the words that only say where it is claimed; null when none is told. What follows
 * `movedPlaceAt` names where an event was moved to.
 */
export function readCommune(
  passage: Passage,
  clauses: Clause[],
  names: CommuneNames,
  movedPlaceAt: number | null,
): CommuneReading | null {
  const unread = passage.unread
  const candidates = names
    .find(passage.text, passage.folded)
    .map((mention) => weigh(passage, unread, clauses, mention))
    .filter((candidate) => candidate !== null)
    .map((candidate) =>
      movedPlaceAt !== null && candidate.start >= movedPlaceAt ? { ...candidate, strength: 6 } : candidate,
    )
  const best = candidates.reduce<Candidate | null>(
    (found, candidate) => (found && found.strength >= candidate.strength ? found : candidate),
    null,
  )
  if (!best) return null
  const chosen = [best, ...companions(passage, best, candidates)]
  for (const candidate of chosen) claimMention(passage, candidate)
  for (const other of candidates) {
    if (other.mention.name === best.mention.name && !chosen.includes(other) && other.strength >= 2)
      claimMention(passage, other)
  }
  return { names: [...new Set(chosen.map(({ mention }) => mention.name))], strength: best.strength }
}

/** "« Auch médiévale », départ de l'office": where no village is told, a walk is in the one that its name opens with. */
export function communeOfWalk(text: string, names: CommuneNames): string | null {
  const folded = fold(text)
  if (!walk.test(folded)) return null
  const mention = names
    .find(text, folded)
    .find(({ start, member }) => member && /"\s?$/.test(folded.slice(Math.max(0, start - 2), start)))
  return mention && inQuotes(folded.slice(0, mention.start)) ? mention.name : null
}

const walk = /(?<![a-z])(?:visites?|balades?|parcours|circuits?|decouvertes?|departs?|promenades?|flaneries?)(?![a-z])/

function weigh(passage: Passage, unread: string, clauses: Clause[], mention: CommuneMention): Candidate | null {
  const folded = passage.folded
  const clause = clauses.find((part) => mention.start >= part.start && mention.start < part.end)
  if (!clause || passage.claimAt(mention.start)) return null
  const from = unread.slice(clause.start, mention.start)
  const before = from.slice(from.lastIndexOf('|') + 1)
  const after = unread.slice(mention.end, clause.end)
  const strength = strengthOf(before, after, clause, folded.slice(Math.max(0, mention.start - 300), mention.start))
  const capitals = !/\p{Ll}/u.test(passage.text.slice(mention.start, mention.end))
  const weighed = strength === 1 && capitals && /\p{Ll}/u.test(passage.text) ? 2.5 : strength
  const needed = mention.member ? 1 : /^s(?:ain)?te?[\s.-]/.test(folded.slice(mention.start)) ? 4 : 2
  if (weighed < needed) return null
  const lead = /(?:\b(?:a|de|sur|en)\s+|\bd')$/.exec(before)?.[0].length ?? 0
  return { start: mention.start - lead, end: mention.end, mention, strength: weighed, clause }
}

function strengthOf(before: string, after: string, clause: Clause, whole: string): number {
  if (groupAfter.test(after) || streetBefore.test(before) || passing.test(before) || inQuotes(before)) return 0
  if (clause.before === '(' && passing.test(whole)) return 0
  const closes = /^[\s"|]*(?:\(\d+\)|et (?:a )?\p{L}[\p{L}' -]*|\(gers\)|\d{5}|gers|32)?[\s"|]*$/u.test(after)
  if (alone.test(before) && closes) return before.trim() === '' ? 5 : 4.5
  if (/^[\s"|]*$/.test(before) && /^\s*[|]/.test(after)) return 5
  if (/\ba\s+$/.test(before)) return 4
  if (/(?:\bde\s+|\bd')$/.test(before)) {
    if (groupNoun.test(before) && !/\b(?:salle|eglise|a|au|aux|dans)\b[^,]*$/.test(before.replace(groupNoun, ''))) {
      if (venueAfterGroup(before)) return 4
      return homeEvent.test(before) || (homeGroup.test(before) && hosts.test(after)) ? 2 : 0
    }
    return venueBefore.test(before) ? 4 : localEvent.test(before) ? 2 : 1
  }
  if (/\bsur\s+$/.test(before)) return 3
  if (closes && venueBefore.test(before)) return 3
  if (/\b(?:a|chateau|domaine)\s+(?:\w+\s+)?$/.test(before)) return 2
  return /^\s*$/.test(before) ? 2 : 1
}

/** "concert de la chorale au foyer de Pavie": the venue comes after the group. */
function venueAfterGroup(before: string): boolean {
  return new RegExp(
    `(?:\\b(?:a la|au|aux|dans (?:le|la|les)|sous (?:le|la))\\s+|\\b(?:a|dans|en) l')${venueNoun}[^,;:.()"]*$`,
  ).test(before)
}

const inQuotes = (before: string) => (before.match(/"/g) ?? []).length % 2 === 1

/** "à Castéra-Verduzan et à Puycasquier": the same thing in both. */
function companions(passage: Passage, best: Candidate, candidates: Candidate[]): Candidate[] {
  const found: Candidate[] = []
  let end = best.end
  for (const other of candidates.filter(({ start }) => start >= best.end)) {
    const gap = passage.folded.slice(end, other.mention.start)
    if (!/^\s*(?:,|et|,? puis|&)\s+(?:a\s+)?$/.test(gap) || other.mention.name === best.mention.name) break
    if (/^\s*,/.test(gap) && !/\ba\s+$/.test(gap)) break
    found.push({ ...other, start: end })
    end = other.end
  }
  return found
}

/** "Sainte-Christie danse avec …": the village is who acts, and the sentence needs it. */
const acts =
  /^\s+(?:danse|fete|celebre|accueille|organise|propose|invite|ouvre|recoit|vibre|vit|sort|devient|renoue|retrouve|met|prend|fait|chante|s'|se |vous )/

/** Takes the name and its preposition away where they close or open a clause; in mid-sentence they stay readable. */
function claimMention(passage: Passage, { start, end, strength, clause }: Candidate): void {
  const tail = passage.unread.slice(end, clause.end)
  const head = passage.unread.slice(clause.start, start)
  const closes = /^[\s"|]*(?:\(?\s*(?:gers|32)\s*\)?)?[\s"|]*$/.test(tail)
  const opens = /^[\s|]*$/.test(head)
  const isBare =
    !/\b(?:a|de|en|sur|d')\s*$/.test(head) && !/^(?:a|de|en|sur|d)\b/.test(passage.folded.slice(start, end))
  if (opens && acts.test(tail)) return
  if (closes || opens || isBare || strength >= 4 || /^\s*(?:\||et\s+\|)/.test(tail)) {
    passage.claim('place', { start, end: closes ? clause.end : end })
  }
  if (opens && !closes) {
    const label = /^[\s|]*(?:a|lieu|ou|commune)\s*:?\s*$/.exec(head)
    if (label) passage.claim('place', { start: clause.start, end: start })
  }
}
