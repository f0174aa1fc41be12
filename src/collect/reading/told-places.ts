import type { Clause } from './clauses.js'
import { cleanVenue } from './clean-venue.js'
import type { Passage } from './passage.js'
import { venueNoun } from './place-words.js'

const label =
  /^[\s|]*(?:(?:au )?departs?|rendez-vous|rdv|(?:nouveau |changement de )?lieu(?: de rendez-vous| modifie| change)?|ou|adresse|accueil|point de rencontre|rassemblement)[\s|]*$/

/** "départ : office de tourisme": whatever follows the label is the place. */
export function labelledPlace(passage: Passage, clauses: Clause[]): string | null {
  for (const [index, clause] of clauses.entries()) {
    const before = clauses[index - 1]
    if (clause.before !== ':' || !before || !label.test(passage.unread.slice(before.start, before.end))) continue
    const words = passage.rest(clause)
    if (!/^\p{L}/u.test(words) || words.length > 70) continue
    passage.claim('place', { start: before.start, end: clause.end })
    return cleanVenue(words) || null
  }
  return null
}

const name = "[a-z0-9œæ'’&.-]+"
const host = new RegExp(
  `^[\\s|]*(?:(?:a|au|aux) [^|]{0,20})?((?:le |la |les |l')${venueNoun}(?: (?!(?:est|sera|a)\\b)${name}){0,5}?)[\\s|]+(?:d'\\|+ ?)?(?=(?:accueill|recoi|propos|organis|invit|fait |font |ouvr|appren|initi|present|offr|expos|accroch|deball|vous |s'anim|s'illumin|vibr|reson|se |pret)[a-z]*)`,
)
const hosting =
  /^(?:accueill|recoi|expos|accroch|present|propos|offr)[a-z]*(?: a)?[\s|]+(?=(?:un |une |des |le |la |les |l'|son |sa |ses ))/
const predicate = /^[\s|]*(?:fait|font|propos|organis|invit|ouvr|appren|initi|present|offr|expos|accueill|recoi|vous )/
const hostAlone = new RegExp(`^[\\s|]*((?:le |la |les |l')${venueNoun}(?: ${name}){0,5})[\\s|]*$`)
const taken = /[\s|](?:occup(?:e|ent)|investi(?:t|ssent)|envahi(?:t|ssent)|rempli(?:t|ssent)) (?:le |la |les |l')/

/** "La cathédrale accueille un duo", "le marché occupe le parvis": a place that the sentence acts with or upon. */
export function hostPlace(passage: Passage, clauses: Clause[]): string | null {
  for (const [index, clause] of clauses.entries()) {
    const unread = passage.unread.slice(clause.start, clause.end)
    const match = host.exec(unread)
    if (match && !/^\S* ?marche(?! couvert)/.test(match[1] as string)) {
      const verb = hosting.exec(unread.slice(match[0].length))
      const start = clause.start + match[0].indexOf(match[1] as string, 0)
      if (verb) passage.claim('place', { start: clause.start, end: clause.start + match[0].length + verb[0].length })
      return cleanVenue(passage.text.slice(start, start + (match[1] as string).length)) || null
    }
    const alone = hostAlone.exec(unread)
    const next = clauses.slice(index + 1).find((other) => passage.rest(other) !== '')
    if (alone && next && next.before === ',' && predicate.test(passage.unread.slice(next.start, next.end)))
      return cleanVenue(passage.rest(clause)) || null
    const object = taken.exec(unread)
    const after = object
      ? new RegExp(`^${venueNoun}(?: ${name}){0,6}[\\s|]*$`).exec(unread.slice(object.index + object[0].length))
      : null
    if (object && after) {
      passage.claim('place', { start: clause.start + object.index, end: clause.end })
      const at = clause.start + object.index + object[0].length
      return cleanVenue(passage.text.slice(at, at + after[0].replace(/[\s|]+$/, '').length)) || null
    }
  }
  return null
}

/** "chez Argile et Cie": a name that no word for a place announces. */
export function home(passage: Passage, clauses: Clause[]): string | null {
  for (const clause of clauses) {
    const match = /(?:^|\s)chez\s+(\p{Lu}[\p{L}’'-]*(?:\s(?:(?:et|&|de|du|des|la|le)\s)?\p{Lu}[\p{L}’'-]*)*)/u.exec(
      passage.text.slice(clause.start, clause.end),
    )
    const start = clause.start + (match?.index ?? 0)
    if (!match || !passage.isFree({ start, end: start + match[0].length })) continue
    const isLast = passage.rest({ start: start + match[0].length, end: clause.end }) === ''
    if (isLast) passage.claim('place', { start, end: clause.end })
    return match[1] as string
  }
  return null
}

const visited = new RegExp(
  `(?<![a-z])visites?(?: [a-z'-]+){0,4}? (?:de la |de l'|du |des )(?!village|bourg|ville|basse|haute|vieille|centre|rue|quartier|route|site|lieu|ateliers? d)(${venueNoun}(?: ${name}){0,6}?)(?=\\s*(?:[|,;:.!?()"•\\n]|$|\\s- )| (?:avec|par|suivie|puis|en|pour|et d(?:u|es?))(?![a-z]))`,
)
const keeper =
  /(?<!(?:vins?|bières?|produits|fromages|chorale|chœur|compagnie|orchestre|troupe|harmonie|fanfare|trio|duo|groupe)\s)(?:de la |du |de l’)((?:librairie|rucher|ferme|domaine|brasserie|conserverie|distillerie|auberge|manufacture|fromagerie|poterie|épicerie|fabrique|tuilerie|safranière|laboratoire|galerie|savonnerie|chèvrerie|cidrerie)(?: (?:de la |de l’|des |du |de |d’|la |le |les )?\p{Lu}[\p{L}’-]*){1,5})/iu

/** "visite du château", "l'apéro de la librairie Mimosa": the place that the event is about, where no other is told. */
export function visitedPlace(passage: Passage, clauses: Clause[]): string | null {
  for (const clause of clauses) {
    const match = visited.exec(passage.unread.slice(clause.start, clause.end))
    if (match) {
      const start = clause.start + match.index + match[0].length - (match[1] as string).length
      return cleanVenue(passage.text.slice(start, start + (match[1] as string).length)) || null
    }
    const kept = keeper.exec(passage.text.slice(clause.start, clause.end))
    if (kept) return cleanVenue(kept[1] as string) || null
  }
  return null
}
