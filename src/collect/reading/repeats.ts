import type { CommuneNames } from './commune-names.js'
import { findTimes } from './times.js'

/** Where a sentence or a part of it ends. */
export const boundary = /(?:[.!?…]["»)]?\s+|[\n;•|]\s*|\s[-/]\s+)/g

/** "l'un à 21h …, l'autre à 22h …": one sentence, two events. */
const other =
  /(?:,| et|;)\s+(?=(?:et )?(?:l'autre|(?:la |le |une? )(?:second|deuxieme|troisieme|autre|suivant)e?)(?: (?!a |des )[a-z]+)?,? (?:a|des|vers|de)? ?\d{1,2}\s?h)/g

/** Where the same event begins again within a sentence, at another hour and mostly in another place. */
export function repeatsOf(text: string, folded: string, names: CommuneNames): number[] {
  const others = [...folded.matchAll(other)].map((match) => match.index + match[0].length)
  return [...others, ...elsewhere(text, folded, names)]
}

/**
 * "à 21h à Barran et à 22h à Jégun": where both sides of a comma or of "et" tell an hour and a commune of their own,
 * they are two events, even in one sentence.
 */
function elsewhere(text: string, folded: string, names: CommuneNames): number[] {
  const mentions = names
    .find(text, folded)
    .filter(
      ({ start, member }) => member || /(?:[,(]|\b(?:a|de)|d')\s*$/.test(folded.slice(Math.max(0, start - 4), start)),
    )
  if (mentions.length < 2) return []
  const times = findTimes(folded).filter(({ aside }) => aside === null)
  const stops = [...folded.matchAll(boundary)].map((stop) => stop.index + stop[0].length)
  const found: number[] = []
  for (const match of folded.matchAll(
    /(?:,|;| et| puis)\s+(?:et |puis )?(?=(?:(?:a|des|vers|de) )?(?:\d{1,2}\s?h|[a-z]))/g,
  )) {
    const at = match.index + match[0].length
    const sentence = stops.findLast((stop) => stop <= at) ?? 0
    const end = stops.find((stop) => stop > at) ?? folded.length
    if (end - sentence > longestSentence) continue
    const since = found.findLast((cut) => cut > sentence) ?? sentence
    const before = mentions.filter(({ start }) => start >= since && start < at)
    const here = before[0]
    const there = mentions.find(({ start }) => start >= at && start < end)
    if (!here || !there || before.some(({ name }) => name !== here.name) || here.name === there.name) continue
    if (leadsElsewhere.test(folded.slice(since, end))) continue
    const timed = times.some(({ start }) => start >= since && start < at)
    const after = times.find(({ start }) => start >= at && start < end)
    if (timed && after && isOpening(folded.slice(at, Math.min(after.start, there.start)))) found.push(at)
  }
  return found
}

/** Beyond, it is no sentence, and would be long to look through. */
const longestSentence = 600
const leadsElsewhere = /passage|passe par|depart|arrivee|retour|traverse|etape|navette|boucle|ralli/
const isOpening = (lead: string) =>
  /^(?:(?:a|des|vers|de|le|la|l'autre|aussi|enfin|direction|cap sur)\s*)*$/.test(lead.trim())
