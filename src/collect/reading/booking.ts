import type { Booking } from '../../domain/agenda.js'
import type { Clause } from './clauses.js'
import type { Link } from './line.js'
import type { Passage, Span } from './passage.js'

const phone = /(?<!\d)(?:\+33\s?(?:\(0\)\s?)?|0)([1-9])((?:[\s.\-/]?\d{2}){4})(?!\d)/g
const email = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/g
const webAddress =
  /(?<![@a-z0-9])(?:https?:\/\/[^\s|)<>"]{3,200}|www\.[a-z0-9.-]{3,100}(?:\/[^\s|)<>"]{0,150})?|[a-z0-9-]{2,60}(?:\.[a-z0-9-]{2,60}){0,3}\.(?:fr|com|org|net|eu|info)(?:\/[^\s|)<>"]{0,150})?(?![a-z]))/g

const bookingWord =
  /(?:sur\s+|pre-?)?(?:reserv(?:ations?|er|ez|e)?\b|inscri(?:ptions?|re|vez|vez-vous|t)\b|billett?erie|billets?\b|tickets?\b|places? (?:sur|a retirer|en vente|en ligne)|resas?\b|prevente)|(?<![a-z])sur (?:rendez-vous|rdv)(?![a-z])/g
/** "Inscriptions et démonstrations" is what takes place. */
const enrolment =
  /^inscriptions? et (?:demonstrations?|initiations?|essais?|decouvertes?|portes ouvertes|animations?|rentree)/
/** Tickets that were bought, places that are gone. */
const over =
  /^(?:inscriptions?|billets?|reservations?|places?|billett?erie)[^,.;•(]{0,20}\b(?:closes?|terminee?s?|(?:restent?|sont|demeurent) valables?|cloturee?s?)(?! le| a)/
const refusal = /(?:sans|pas (?:de|d'|besoin de)|aucune|ni)\s+(?:\w+\s+){0,2}$/
const onTheSpot =
  /^(?:inscriptions?|billett?erie|billets?|reservations?|tickets?|places?|prevente)?[^,.;•(]{0,20}\b(?:sur place|a l'entree|a l'accueil(?! de l'office)|le jour meme|au depart|non (?:necessaire|obligatoire))/
const informationWord = /(?:renseignements?|rens\b|infos?\b|informations?|contact)/

/** Where a text asks to book, and how; null when it does not ask. Contacts and the words around them are claimed. */
export function readBooking(passage: Passage, clauses: Clause[], links: Link[]): Booking | null {
  const folded = passage.folded
  const phones = [...folded.matchAll(phone)]
  const emails = [...folded.matchAll(email)]
  const sites = [...folded.matchAll(webAddress)].filter(
    (match) => !emails.some((mail) => match.index >= mail.index && match.index < mail.index + mail[0].length),
  )
  const words = [...folded.matchAll(bookingWord)].filter((match) => isRequest(folded, clauses, match.index))
  const asking = links.filter((link) => asksToBook(folded, link, words))
  claimContacts(passage, clauses, [...phones, ...emails, ...sites], links)
  for (const match of words) claimRequest(passage, clauses, match.index)
  for (const link of asking) passage.claim('booking', link)
  if (words.length === 0 && asking.length === 0) return null
  const number = phones[0] ?? null
  const dialled = asking.concat(links).find((link) => /^tel:/i.test(link.href))
  return {
    phone: number ? spell(number[0]) : dialled ? spell(dialled.href.replace(/^tel:/i, '')) : null,
    url:
      asking.find((link) => /^http/i.test(link.href))?.href ??
      (sites[0] ? addressOf(sites[0][0]) : null) ??
      links.find((link) => /^mailto:/i.test(link.href))?.href ??
      (emails[0] ? `mailto:${emails[0][0]}` : null),
  }
}

const addressOf = (written: string) => {
  const clean = written.replace(/[.,;]+$/, '')
  return clean.startsWith('http') ? clean : `https://${clean}`
}

/** A French number in pairs ("05 62 00 00 10"); anything else as it stands. */
function spell(written: string): string {
  const digits = written
    .replace(/\(0\)/, '')
    .replace(/[^\d+]/g, '')
    .replace(/^(?:\+33|0033)0?/, '0')
  return /^0\d{9}$/.test(digits) ? digits.replace(/(\d{2})(?=\d)/g, '$1 ') : written.trim()
}

function clauseAt(clauses: Clause[], position: number): Clause | undefined {
  return clauses.find((clause) => position >= clause.start && position < clause.end)
}

function isRequest(folded: string, clauses: Clause[], position: number): boolean {
  const clause = clauseAt(clauses, position)
  const before = folded.slice(clause?.start ?? 0, position)
  const rest = folded.slice(position, clause?.end)
  if (enrolment.test(rest) || refusal.test(before) || onTheSpot.test(rest) || over.test(rest)) return false
  if (
    /^inscrit(?! )/.test(rest) ||
    /^(?:inscrit|reserve) (?:a |au |aux )(?:l'|la |le )?(?:unesco|patrimoine|inventaire|public|adultes?|enfants?|membres|plus)/.test(
      rest,
    )
  )
    return false
  return !/^reserve\b/.test(rest) || /\b(?:on|je|nous) $/.test(before)
}

/** A link sells or books when its words, its address or what comes before it says so. */
function asksToBook(folded: string, link: Link, words: RegExpExecArray[]): boolean {
  if (!/^http/i.test(link.href)) return words.length > 0 && /^mailto:/i.test(link.href) && nearWord(link, words)
  const label = folded.slice(link.start, link.end)
  if (new RegExp(bookingWord.source).test(label))
    return words.some((word) => word.index >= link.start && word.index < link.end)
  return nearWord(link, words) || /billet|ticket|resa\b|reserv|inscri/i.test(link.href)
}

const nearWord = (link: Link, words: RegExpExecArray[]) =>
  words.some((word) => link.start >= word.index && link.start - (word.index + word[0].length) < 40)

const smallWords =
  /^(?:\||\s|[:.,;()•&-]|sur|au|aux|a|le|la|les|l'|un|de|du|d'|et|ou|par|en|ligne|obligatoires?|conseillee?s?|souhaitee?s?|recommandee?s?|indispensables?|necessaires?|telephone|tel|mail|courriel|simple|coup|fil|appel|ici|site|via|pensez|merci|avance|prealable|limitees?|places|aupres|comite|office|tourisme|fetes|avant|jusqu|infos?|informations?|renseignements?|rens|contact|uniquement|seulement|possibles?|on|cliquez|lien)+$/

/** The request and what belongs to it in its clause; words of its own ("places limitées") go with it. */
function claimRequest(passage: Passage, clauses: Clause[], position: number): void {
  const clause = clauseAt(clauses, position)
  if (!clause) return
  const before = passage.folded.slice(clause.start, position)
  const small = before.split(/\s+/).every((word) => word === '' || smallWords.test(word))
  const start = small ? clause.start : wordsBack(passage.folded, clause.start, position)
  passage.claim('booking', { start, end: clause.end })
  const next = clauses[clauses.indexOf(clause) + 1]
  if (clause.after === ':' && next && smallWords.test(passage.unread.slice(next.start, next.end).trim())) {
    passage.claim('booking', next)
  }
}

/** Takes the small words that lead to a request: "…, jolie balade sur réservation" gives back the balade. */
function wordsBack(folded: string, from: number, position: number): number {
  let start = position
  for (;;) {
    const before = /(\S+)\s*$/.exec(folded.slice(from, start))
    if (!before || !smallWords.test(before[1] as string)) return start
    start = from + before.index
  }
}

/** Numbers and addresses are never text; a clause that only introduces them goes with them. */
function claimContacts(passage: Passage, clauses: Clause[], contacts: RegExpExecArray[], links: Link[]): void {
  const spans: Span[] = contacts.map((match) => ({ start: match.index, end: match.index + match[0].length }))
  for (const link of links) if (/^(?:tel|mailto):/i.test(link.href)) spans.push(link)
  for (const span of spans) {
    passage.claim('contact', span)
    const clause = clauseAt(clauses, span.start)
    if (!clause) continue
    const words = passage.unread.slice(clause.start, clause.end)
    if (words.split(/\s+/).every((word) => word === '' || smallWords.test(word) || informationWord.test(word))) {
      passage.claim('contact', clause)
    }
    const previous = clauses[clauses.indexOf(clause) - 1]
    if (
      previous?.after === ':' &&
      smallWords.test(passage.folded.slice(previous.start, previous.end).trim().replace(/\s+/g, ''))
    ) {
      passage.claim('contact', previous)
    }
  }
}
