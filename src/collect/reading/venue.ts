import type { Clause } from './clauses.js'
import type { Passage, Span } from './passage.js'
import { cleanVenue } from './clean-venue.js'
import { home, hostPlace, labelledPlace, visitedPlace } from './told-places.js'
import { fold, hasLetters } from './text.js'
import { loosePreposition, meeting, placePreposition, venueNoun } from './place-words.js'

const stop =
  "(?=\\s*(?:[|,;:.!?()\"•\\n\\[\\]]|$|\\s- )|\\s+(?:avec|pour|par|puis|suivie?s?|qui|que|ou|des \\d|jusqu'|sauf|animee?s?|organisee?s?|presentee?s?|et (?:son|sa|ses|des|un|une|autour|repas|buvette)|et [a-z]+ (?:de|des|du|d')|en (?:famille|cas|musique|presence|soiree|compagnie|plein)|dans|sous|sur (?!(?:gers|save|baise))|a partir|vers|toute|tous)\\b)"
const words =
  "(?:(?!(?:avec|pour|par|puis|suivi|suivie|qui|que|dans|vers)\\b)[a-z0-9œæ'’&.-]+(?: (?!(?:avec|pour|par|puis|suivi|suivie|qui|que|dans|sous|vers)\\b)[a-z0-9œæ'’&.-]+){0,8}?)"
const nounPhrase = `${venueNoun}(?: ?"[^"]{1,60}"|(?: ${words})?)${stop}`

const place = new RegExp(`(?<![a-z])(${placePreposition})(${nounPhrase})`, 'g')
const loose = new RegExp(`(?<![a-z])(${loosePreposition})(${nounPhrase})`, 'g')
const met = new RegExp(
  `(?<![a-z])(${meeting}(?:${placePreposition}|${loosePreposition}|le |la |les |l')?)([a-z0-9œæ'][^|,;:.!?()"•\\n]{2,60}?)${stop}`,
  'g',
)
const bare = new RegExp(`^[\\s|-]*(?:sur place |${placePreposition}|${loosePreposition})?(${nounPhrase})[\\s|"]*$`)
/** Words that need no preposition to be a place: "bal place de la Mairie". */
const unled = new RegExp(
  `(?<=[a-z)"|] )((?:place|bords|caserne|salle (?:des|polyvalente|communale|municipale)|parvis|esplanade|boulodrome|chapelle|eglise|cathedrale|chateau|theatre|lavoir|foyer rural|halle|gymnase|stade|rue|avenue|allees|boulevard|espace)(?![a-z])(?: ${words})?)${stop}`,
  'g',
)
/** Who plays, not where. */
const performer =
  /^(?:les? |la )?(?:duo|trio|quatuor|quintet|orchestre|ensemble|groupe|compagnie|cie|dj|chorale|choeurs?|fanfare|banda|harmonie|big band|troupe|collectif)(?![a-z])/
/** A show named by its genre alone: the name beside it is that of the artists. */
const isShow = (words: string) =>
  /^(?:(?:grand|petit) )?(?:concerts?|theatre|bals?|spectacles?|recital|apero-concert|contes?|cirque|cinema|cine|marionnettes|conference|danse|jazz|opera|chansons?|humour)(?: (?!d)[a-z-]+)?$/.test(
    fold(words),
  )

const shelter = /\b(?:repli|en cas d[a-z]*|si (?:pluie|mauvais)|sinon|report)\b/
const properName =
  /^[\s|]*(?!(?:La|Le|Les|L’|Un|Une|Des)\b)(?:\p{Lu}[\p{L}'’-]*|\p{Ll}+(?:erie|theque|drome|arium))(?: (?:de|du|des|d’|la|le|les|l’)? ?(?:[\p{L}’'&-]+)){0,5}[\s|]*$/u

/**
 * Where in the commune an event takes place, in the words of the text, without article nor preposition; null when the
 * text does not say. The words are claimed where the title stays whole without them.
 */
export function readVenue(passage: Passage, clauses: Clause[], hasTitle: boolean): string | null {
  const isShelter = (clause: Clause | undefined) =>
    clause !== undefined && shelter.test(passage.folded.slice(clause.start, clause.end))
  const told = clauses.filter(
    (clause, at) => !isShelter(clause) && !(clause.before === ',' && isShelter(clauses[at - 1])),
  )
  const first = hasTitle ? undefined : titleClause(passage, told)
  return (
    labelledPlace(passage, told) ??
    meetingPlace(passage, told) ??
    hostPlace(passage, told) ??
    clauseBesideCommune(passage, told, first) ??
    withPreposition(passage, told, first) ??
    bareClause(passage, told, first) ??
    withoutPreposition(passage, told) ??
    home(passage, told) ??
    surroundings(passage, told) ??
    visitedPlace(passage, told)
  )
}

function original(passage: Passage, span: Span): string {
  return cleanVenue(passage.text.slice(span.start, span.end))
}

const notAPlace =
  /^(?:ateliers?|marche|visite|village$|bar$|salon|scenes?|cafe|guinguette(?! d)|theatre (?:visuel|gestuel|d'objets?|d'ombres?|de rue|forum|d'impro[a-z]*|burlesque|musical|amateur|equestre|masque)|route|point|ferme ouverte|cinema$|bal)\b/

/** The clause that names the event: the first with words of its own, unless it is a place told before the name. */
function titleClause(passage: Passage, clauses: Clause[]): Clause | undefined {
  const worded = clauses.filter((clause) => /[a-z0-9]{2}/.test(passage.unread.slice(clause.start, clause.end)))
  const [first, second] = worded.slice(
    Math.max(
      0,
      worded.findIndex(({ aside }) => !aside),
    ),
  )
  if (!first || !second || second.aside) return first
  const unread = (clause: Clause) => passage.unread.slice(clause.start, clause.end).trim()
  if (/^(?:theatre|cinema|opera)$/.test(unread(first)) && unread(second).startsWith('"')) return first
  const match = bare.exec(passage.unread.slice(first.start, first.end))
  const previous = clauses[clauses.indexOf(first) - 1]
  if (!match || notAPlace.test(match[1] as string) || !previous || !isCommuneOnly(passage, previous)) return first
  return bare.test(passage.unread.slice(second.start, second.end)) ? first : second
}

function meetingPlace(passage: Passage, clauses: Clause[]): string | null {
  for (const clause of clauses) {
    const unread = passage.unread.slice(clause.start, clause.end)
    for (const match of unread.matchAll(met)) {
      const start = clause.start + match.index
      const nounAt = start + (match[1] as string).length
      const noun = { start: nounAt, end: nounAt + (match[2] as string).length }
      if (
        /^(?:a|au|aux|en(?! (?:haut|bas) )|pour|avec|sur|toutes|libre|possible|obligatoire|groupe|famille|\d)\b(?! (?:la|l'))/.test(
          match[2] as string,
        )
      )
        continue
      if (
        /^(?:de |du |d')?(?:course|balade|rando|marche)|^(?:au |aux |a la )?(?:vide-greniers?|brocante|bal(?![a-z])|fete|concert|spectacle|foire)/.test(
          match[2] as string,
        )
      )
        continue
      passage.claim('place', { start, end: noun.end })
      return original(passage, noun) || null
    }
  }
  return null
}

/** In "…, sellerie du Pont, Pavie", what stands before the commune is where. */
function clauseBesideCommune(passage: Passage, clauses: Clause[], first: Clause | undefined): string | null {
  for (const [index, clause] of clauses.entries()) {
    const next = clauses[index + 1]
    const previous = clauses[index - 1]
    if (clause === first || clause.aside) continue
    const besides = [
      next && clause.after !== '.' ? next : undefined,
      previous && clause.before !== '.' ? previous : undefined,
    ]
    const isBeside =
      besides.some((other) => other && isCommuneOnly(passage, other)) ||
      endsInCommune(passage, clause) ||
      (previous !== undefined && clause.before === ',' && endsInCommune(passage, previous))
    const words = passage.rest(clause)
    if (!isBeside || !words || /^[\s|]*"/.test(passage.unread.slice(clause.start, clause.end))) continue
    const match = bare.exec(passage.unread.slice(clause.start, clause.end))
    const named =
      next &&
      clause.before !== ':' &&
      clause.after !== '.' &&
      isCommuneOnly(passage, next) &&
      properName.test(words) &&
      !performer.test(fold(words)) &&
      !(clauses[index - 1] === first && first !== undefined && isShow(passage.rest(first))) &&
      /\s/.test(words)
    if ((!match || /^(?:marche|visite|bal|guinguette(?! d)|ferme ouverte)\b/.test(match[1] as string)) && !named)
      continue
    passage.claim('place', clause)
    return cleanVenue(words) || null
  }
  return null
}

const isCommuneOnly = (passage: Passage, clause: Clause) =>
  passage.rest(clause).replace(/[^\p{L}]/gu, '') === '' &&
  [...Array(clause.end - clause.start).keys()].some((at) => passage.claimAt(clause.start + at) === 'place')

const endsInCommune = (passage: Passage, clause: Clause) => {
  let end = clause.end - 1
  while (end > clause.start && /[\s."]/.test(passage.folded[end] as string) && !passage.claimAt(end)) end--
  return passage.claimAt(end) === 'place'
}

/** "dans l'église", "sous la halle": claimed when it closes its clause and two words of title remain. */
function withPreposition(passage: Passage, clauses: Clause[], first: Clause | undefined): string | null {
  for (const clause of clauses) {
    const unread = passage.unread.slice(clause.start, clause.end)
    for (const match of unread.matchAll(place)) {
      const start = clause.start + match.index
      const nounStart = start + (match[1] as string).length
      const noun = { start: nounStart, end: nounStart + (match[2] as string).trimEnd().length }
      if (match[0].startsWith('aux ') && afterPlaceNoun.test(unread.slice(0, match.index))) continue
      if (/^au (?:programme|menu|marche(?! couvert))/.test(match[0])) continue
      if (
        (isWayOfSpeaking(match[0]) && !/^\s*\|/.test(passage.unread.slice(noun.end, noun.end + 3))) ||
        inQuotes(passage.folded, clause.start, start)
      )
        continue
      const tail = passage.unread.slice(noun.end, clause.end)
      const head = passage.rest({ start: clause.start, end: start })
      const closes = /^[\s|"]*$/.test(tail)
      const leads = /^(?:rendez-vous|rdv)?$/i.test(head) && /^[\s|]+(?:pour|avec)\s/.test(tail)
      const isWhole = head.split(/[\s’']+/).filter((word) => word.length > 2).length >= 2
      if (leads) passage.claim('place', { start, end: noun.end })
      else if (closes && (head === '' || clause !== first || isWhole))
        passage.claim('place', { start, end: clause.end })
      return original(passage, noun) || null
    }
  }
  return null
}

/** "la tour aux Archives", "la halle aux grains": the name of a place. */
const afterPlaceNoun = new RegExp(`(?<![a-z])${venueNoun} $`)

const isWayOfSpeaking = (text: string) =>
  /^(?:au (?:bar$|centre de (?!l)|village$)|dans (?:la|les|le) (?:bois|foret|rues?)$|a la (?:ferme|maison|source|cave)$|sur (?:le|la) (?:marche|scene|route)$|au (?:champ|four|bois)$|en (?:foret)$)/.test(
    text,
  ) && !/\|/.test(text)

/** "…, salle des fêtes" among the clauses that follow the first. */
function bareClause(passage: Passage, clauses: Clause[], first: Clause | undefined): string | null {
  for (const clause of clauses) {
    if (clause === first || inEnumeration(passage, clauses, clause)) continue
    const match = bare.exec(passage.unread.slice(clause.start, clause.end))
    if (!match || notAPlace.test(match[1] as string)) continue
    const words = passage.rest(clause)
    passage.claim('place', clause)
    return cleanVenue(words) || null
  }
  return null
}

/** In "…: vannerie, forge, reliure", a single word is one of a list, not a place. */
function inEnumeration(passage: Passage, clauses: Clause[], clause: Clause): boolean {
  let at = clauses.indexOf(clause)
  if (clause.before !== ':' && /\s/.test(passage.rest(clause))) return false
  while (at > 0 && clauses[at]?.before === ',') at--
  const introduction = clauses[at - 1]
  return clauses[at]?.before === ':' && introduction !== undefined && hasLetters(passage.rest(introduction))
}

const inQuotes = (folded: string, from: number, to: number) =>
  (folded.slice(from, to).match(/"/g) ?? []).length % 2 === 1

function withoutPreposition(passage: Passage, clauses: Clause[]): string | null {
  for (const clause of clauses) {
    const unread = passage.unread.slice(clause.start, clause.end)
    for (const match of unread.matchAll(unled)) {
      const span = { start: clause.start + match.index, end: clause.start + match.index + match[0].trimEnd().length }
      if (inQuotes(passage.folded, clause.start, span.start)) continue
      const head = passage.rest({ start: clause.start, end: span.start })
      if (
        /(?:^|\s|’)(?:de|du|des|d’|la|le|les|une?|au|aux|l’|cette|petite|grande|ancienne|sur|en|à|chaque)$/i.test(head)
      )
        continue
      const closes = /^[\s|"]*$/.test(unread.slice(match.index + match[0].length))
      if (closes && head.split(/[\s’']+/).filter((word) => word.length > 2).length >= 2) passage.claim('place', span)
      return original(passage, span) || null
    }
  }
  return null
}

/** "autour de la cathédrale" says where in its own words; "au-dessus de l'étang" stays in the title, where it reads well. */
function surroundings(passage: Passage, clauses: Clause[]): string | null {
  for (const clause of clauses) {
    for (const match of passage.unread.slice(clause.start, clause.end).matchAll(loose)) {
      const start = clause.start + match.index
      const end = start + match[0].trimEnd().length
      if (inQuotes(passage.folded, clause.start, start)) continue
      if (/^au-dessus|^au (?:coeur|milieu)/.test(match[0])) {
        return original(passage, { start: start + (match[1] as string).length, end }) || null
      }
      if (/^[\s|"]*$/.test(passage.unread.slice(end, clause.end))) passage.claim('place', { start, end })
      return original(passage, { start, end }) || null
    }
  }
  return null
}
