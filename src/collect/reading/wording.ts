import type { CommuneNames } from './commune-names.js'
import { opensWithEvent } from './event-words.js'
import { spokenQuietly } from './shouted.js'
import { capitalise, fold, isShouted } from './text.js'

const edges = /^[\s,;:.•|/–—\-+*=>→)\]]+|[\s,;:.•|/–—\-+*=>→([]+$/gu
const trailingWords =
  /[\s,]+(?:à|au|aux|a|de|du|des|d’|le|la|les|l’|en|dans|sur|sous|chez|par|et|ou|puis|avec|pour|entre|vers|jusqu’|dès|le tout|ensuite|rendez-vous|rdv|départ|au départ|lieu|tarifs?|entrée|ce|cette|vous attend|vous attendent|anime|animent|investit|s’installe|s’installent|a lieu|aura lieu|se tient|se tiendra|revient|vous accueille|s’élance(?:nt)?|part(?:ent)?|démarre(?:nt)?|reste(?:nt)?|demeure(?:nt)?|est visible|(?:(?:est|sont|sera|seront) )?(?:projeté|tiré|donné|joué|proposé|organisé|prévu|programmé|servi)e?s?|joue(?:nt)?|se produi(?:t|sent))$/iu
const leadingWords =
  /^(?:et(?! si(?!\p{L}))|ou|puis|ensuite|mais|enfin|aussi|encore|également|pour finir|alors|le tout)(?:\s+(?:à|au|aux))?[\s,:]+/iu
const unmatchedQuote = /^»\s*|\s*«$/gu

const junk = new Set(
  'jourferie ferie aussi etaussi encore uniquement seulement tarif tarifs entree entrees prix lieu lieux ou quand horaire horaires heure heures date dates rdv rendezvous depart departs arrivee arrivees info infos information informations renseignement renseignements contact contacts reservation reservations inscription inscriptions tel telephone mail email site billetterie le la les l a au aux de du des d et en dans sur sous par puis ensuite cettesemaine cesoir nouveau nouveaute attention rappel pourrappel anoter public acces ce ces c est il y ferme ouvert jour jours ans euros eur h pour avec qui cesamedi cedimanche cevendredi celundi cemardi cemercredi cejeudi quoi adresse village commune ville estil environ soit sauf jusqu gers estannule sont seront sera animation animations ne non dernieres un une autre second seconde premier premiere deuxieme meteo intemperies canicule comptez'.split(
    ' ',
  ),
)

/** A stretch of text freed of what punctuation and prepositions were left hanging by what was taken out of it. */
export function polish(words: string): string {
  let result = words.replace(/\(\s*\)|«\s*»|\[\s*\]/g, ' ')
  for (let before = ''; before !== result;) {
    before = result
    result = result
      .replace(/\s+/g, ' ')
      .replace(edges, '')
      .replace(trailingWords, (words) => (isName(words) ? words : ''))
      .replace(unmatchedQuote, '')
      .trim()
  }
  const open = (result.match(/\(/g) ?? []).length - (result.match(/\)/g) ?? []).length
  if (open > 0 && !result.includes(')')) result = result.replace(/\(/g, '').trim()
  result = result.replace(/\s+([,.])/g, '$1').replace(/,(?:\s*,)+/g, ',')
  return isJunk(result) ? '' : result
}

/** "le groupe Trois Sous": what is written as a name is no preposition, unless all is shouted. */
const isName = (words: string) => /^[\s,]+\p{Lu}\p{Ll}/u.test(words)

/** Words that introduce something which has been read elsewhere ("Tarifs :", "rendez-vous"), and nothing else. */
function isJunk(words: string): boolean {
  const parts = fold(words).match(/[a-z0-9œ]+/g) ?? []
  if (parts.length === 0) return !/\p{L}/u.test(words)
  return parts.length <= 5 && (junk.has(parts.join('')) || parts.every((part) => junk.has(part)))
}

const invitation =
  /^(?:(?:(?:et )?(?:si|alors|enfin|aussi|on|vous|nous|il|ne|n’|y|c’est|ce|cette?|place|cap|direction|rendez-vous|rdv|retrouvez|retrouvez-nous|retrouvons-nous|venez|profitez|participez|assistez|découvrez|découvrir|partez|partons|allez|rejoignez|filez|file|filons|commence(?:z|ra)?|poursuit|enchaîne|finit|repart|conclut|prolonge|termine|continue|démarre|attend(?:ent|ra)?|pouvez|pourrez|manquez|ratez|pas|tentez|offrez-vous|laissez-vous|laissez|place|pourquoi|notez|le|la|journée|semaine|débute|s’ouvre|avec|au programme|que diriez-vous|à ne pas manquer|coup de cœur|sortie du jour|idée sortie|le rendez-vous|a lieu|aura lieu|se tient|se tiendra|propose(?:nt)?|organise(?:nt)?)\s+){1,6}(?:(?:pour|par|avec|à|de|dans|sur|en)(?!\p{L})|d’|:|,)?\s*)(?:(?:l’|(?:la|le|les|un|une|des|du)(?!\p{L}))\s*)?(?=\p{L}|«)/iu
const inviting =
  /^(?:(?:et )?si|(?:on|nous|la soirée|la journée|la fête) (?:(?:se|s’|y|vous) ?)?(?:file|commence|débute|attaque|poursuit|enchaîne|finit|finira|termine|achève|continue|prolonge|repart|retrouve|retrouvons|attend|démarre|conclut|clôture)(?:ns|ons)?|place (?:à|au|aux)|cap sur|direction|rendez-vous (?:pour|avec|à|au)|rdv pour|retrouve[zr]|venez|profitez|participez|assistez|découvrez|partez|rejoignez|filez|ne (?:manquez|ratez)|n’hésitez|que diriez|pourquoi pas|(?:pour|avec) (?:un|une|des|la|le|les) |(?:terminez|finissez|commencez|démarrez|poursuivez|continuez|prolongez)|notez|la (?:semaine|journée) (?:commence|démarre|débute|s’ouvre|continue|se poursuit|se termine)|au programme|à ne pas manquer|coup de cœur)/iu
/** "on commence en douceur avec une dégustation" is a dégustation. */
function afterInvitation(words: string): string {
  const object = /^.{0,70}?(?:^|\s)(?:avec|pour)\s+(?=(?:l’|la |le |les |un |une |des |du )).{5,}$/iu.test(words)
  if (object) return words.replace(/^.{0,70}?(?:^|\s)(?:avec|pour)\s+/iu, '')
  const rest = words.replace(invitation, '')
  return needsInvitation(words.slice(0, words.length - rest.length), rest) ? words : rest
}

/** "Venez danser", "Et si on dansait", "Découvrez les étoiles": without its opening, the sentence is none. */
function needsInvitation(opening: string, rest: string): boolean {
  if (opensWithEvent(fold(rest)) && !/^\p{L}+(?:er|re)\s+(?:le|la|les|l’)/iu.test(rest)) return false
  if (/^(?:et )?si (?:l’on|on|nous|vous)\s/iu.test(opening)) return true
  if (/^(?:(?:partez|partons|filez|venez|entrez)\s+(?:sur|dans)|découvrez|participez|assistez)\s/iu.test(opening))
    return true
  return /(?:venez|allez|pourquoi pas)\s+$/iu.test(opening) && /^\p{Ll}+(?:er|ir|re)(?!\p{L})/u.test(rest)
}

/** True for words that only invite to what follows. */
export const isInvitation = (words: string) => inviting.test(words)

/** "un film est projeté en plein air" is "film en plein air". */
const told =
  /(?<=^\p{Ll}[^«»,:]{2,40})\s(?:est|sont|sera|seront)\s(?:projeté|tiré|donné|joué|proposé|organisé|prévu|programmé|servi)e?s?(?=\s)/u
const leadingArticle = /^(?:un|une|des|du|de la|de l’)\s+/iu

const longestTitle = 90
const cuts =
  /\s(?:avec|pour|où|qui|suivie?|animée?|proposée?|organisée?|présentée?|dans|sur|sous|par|puis|en compagnie|à travers|afin|:|–)\s/giu

export interface Shortened {
  title: string
  /** What had to be left out of the title, for the description. */
  remainder: string
}

const towardsEvent =
  /\s(?:pour|préfér\p{L}+|retrouv\p{L}+|savour\p{L}+|goût\p{L}+|c’est (?:le )?jour d[eu])\s+(?:(?:son|sa|ses|leurs?|le|la|les|un|une)\s+|l’)?(?=\p{L})/iu

/** "Les chineurs ont rendez-vous pour un vide-greniers": the event is told last, the sentence only leads to it. */
function eventAtEnd(title: string): string {
  if (/[«»]/.test(title) || opensWithEvent(fold(title))) return title
  const lead = towardsEvent.exec(` ${title}`)
  const event = lead ? ` ${title}`.slice(lead.index + lead[0].length) : ''
  return opensWithEvent(fold(event)) ? event : title
}

/** A title for a poster: no invitation before it, a capital, no shouting, at most 90 characters, cut where it pauses. */
export function titled(words: string, names: CommuneNames): Shortened {
  let title = polish(words.replace(leadingWords, '').replace(aim, ''))
  if (inviting.test(title)) title = afterInvitation(title)
  return fitted(eventAtEnd(title), names)
}

/** A title that was given as one, by a card's heading: its sentence stays whole. */
export const asGiven = (words: string, names: CommuneNames): Shortened => fitted(polish(words), names)

/** "(rendez-vous à 21h) pour danser". */
const aim = /^pour\s+(?!(?:finir|terminer|commencer|conclure|clôturer)(?!\p{L}))(?=\p{Ll}{3,}(?:er|ir|re)(?!\p{L}))/iu

function fitted(words: string, names: CommuneNames): Shortened {
  let title = words
  const bare = title.replace(leadingArticle, '').replace(told, '')
  if (opensWithEvent(fold(bare))) title = polish(bare)
  title = unshout(title, names)
  if (/^«[^«»]*»$/.test(title) && title.length > longestTitle) title = title.slice(1, -1).trim()
  if (title.length <= longestTitle) return { title: capitalise(title), remainder: '' }
  const quotes = [...title.matchAll(/«[^»]*»/g)].map((match) => [match.index, match.index + match[0].length] as const)
  const inQuote = (at: number) => quotes.some(([start, end]) => at > start && at < end)
  const places = [...title.slice(0, longestTitle).matchAll(cuts)]
    .map(({ index }) => index)
    .filter((at) => at >= 15 && !inQuote(at))
  const space = title.lastIndexOf(' ', longestTitle)
  const at = places.at(-1) ?? (space > 20 ? space : longestTitle)
  return { title: capitalise(polish(title.slice(0, at))), remainder: title.slice(at).trim() }
}

/** A title without the place that it ends in, for the same event elsewhere: "Bal sous la halle" gives "Bal". */
export function withoutPlace(title: string, venue: string | null): string {
  if (venue === null || !fold(title).endsWith(fold(venue))) return title
  return (
    title
      .slice(0, -venue.length)
      .replace(/\s(?:sous|dans|sur|devant|à|au|aux|en|chez)?\s?(?:la |le |les |l’)?$/u, '') || title
  )
}

const shoutedOpening = /^[^\p{Ll}«]*\p{Lu}{2}(?=[\s,:–-][^\p{Lu}]|\s*«)/u

/**
 * Sentence case for what was written in capitals, be it only what stands before a quoted name ("CINÉ « Le Passeur »")
 * or before words in small letters; names of communes get theirs back.
 */
export function unshout(text: string, names: CommuneNames): string {
  if (isShouted(text)) return quiet(text, names)
  const opening = shoutedOpening.exec(text)?.[0] ?? ''
  return isShouted(opening) ? quiet(opening, names) + text.slice(opening.length) : text
}

function quiet(text: string, names: CommuneNames): string {
  let result = capitalise(spokenQuietly(text)).replace(
    /(«\s*)(\p{Ll})/gu,
    (_, open: string, letter: string) => open + letter.toUpperCase(),
  )
  for (const mention of names.find(text, fold(text))) {
    result =
      result.slice(0, mention.start) +
      matchLength(mention.name, mention.end - mention.start) +
      result.slice(mention.end)
  }
  return result
}

const matchLength = (name: string, length: number) =>
  name.length === length ? name : name.slice(0, length).padEnd(length)
