import type { Moment } from '../../domain/agenda.js'

/** A start, an end, or both, as "21:00"; never both null. */
export interface TimeSlot {
  start: string | null
  end: string | null
}

interface TimeExpression {
  start: number
  end: number
  slots: TimeSlot[]
  /** `registration` is never the event's hour; `beside` (doors, welcome, return) is only where there is no other. */
  aside: 'registration' | 'beside' | null
}

interface Token {
  start: number
  end: number
  time: string
}

const token =
  /(?<![\d.,:a-z])(\d{1,2})\s?(?:h(?:eures?|rs?)?|:(?=[0-5]\d))(?:\s?([0-5]\d)(?!\d|\s?(?:€|ans|km|min|places|pers)|[.,]\d)(?:\s?mn?(?![a-z]))?)?(?![a-z])|(?<![a-z])(?<![a-z]{2}-)(?<!\b(?:du|rue|les|avant|apres) )(?<!apres[- ])(midi(?: et demie?)?|minuit)(?!-?[a-z])/g
const bare =
  /(?<=(?:de|entre|a|des|-|,|et|\/|^)\s?)(?<![\d.,:/€])(\d{1,2})(?=\s*(?:-|a|et|\/|,)\s*\d{1,2}(?:\s*(?:-|a|et|\/|,)\s*\d{1,2})?\s?h(?![a-z]))/g

const pad = (value: number) => String(value).padStart(2, '0')

function tokensOf(folded: string): Token[] {
  const tokens: Token[] = []
  for (const match of folded.matchAll(token)) {
    const [text, hour, minute, word] = match
    const time = word ? (word === 'minuit' ? '00:00' : word === 'midi' ? '12:00' : '12:30') : timeOf(hour, minute)
    if (time) tokens.push({ start: match.index, end: match.index + text.length, time })
  }
  for (const match of folded.matchAll(bare)) {
    const time = timeOf(match[1], undefined)
    const start = match.index
    if (time && !tokens.some((other) => start >= other.start && start < other.end)) {
      tokens.push({ start, end: start + match[0].length, time })
    }
  }
  return tokens.sort((one, other) => one.start - other.start).filter((found) => !isDuration(folded, found))
}

function timeOf(hour: string | undefined, minute: string | undefined): string | null {
  const hours = Number(hour)
  if (hours > 24) return null
  return `${pad(hours % 24)}:${pad(Number(minute ?? 0))}`
}

const durationBefore =
  /(?:duree|pendant|durant|dure|compter|toutes les|chaque|chrono|en|soit)\s*:?\s*(?:d'|de |env(?:iron)?\.? )*$/
const durationAfter =
  /^\s*(?:de (?:marche|visite|balade|spectacle|route|concert|show|course|musique|jeux?|rires?|rando|circuit|trajet|parcours|vol|promenade|descente|velo|stage|cours|pur|bonheur)|d'(?:horloge|initiation|echange|atelier)|environ\b(?! a)|env\b|non stop|aller|chrono|maxi?\b|\/\s?24)/

function isDuration(folded: string, found: Token): boolean {
  const before = folded.slice(Math.max(0, found.start - 30), found.start)
  const after = folded.slice(found.end, found.end + 24)
  if (durationBefore.test(before) || durationAfter.test(after)) return true
  return (
    /\(\s*(?:env(?:iron)?\.? |~)?$/.test(before) &&
    /^\s*(?:env(?:iron)?\.?)?\s*\)/.test(after) &&
    found.time < '07:00' &&
    found.time >= '00:30'
  )
}

const rangeGap = /^\s*(?:-|\/|→|>|a|au|jusqu'a|,? ?(?:et )?jusqu'a|,? et jusqu'a)\s*$/
const listGap = /^\s*(?:,|et|&|\/|ou|puis|-|;|\+|•|, et|,? ?(?:et|puis|ou) (?:a|de|des)|,? (?:a|de))\s*$/
const opening =
  /(?:^|[^a-z])((?:(?:des|a partir de|a compter de|vers|a|de|entre|jusqu'a|jusque|horaires?|heure|rdv|rendez-vous)(?:\s*:)?\s+(?:environ\s+)?)+)$/
const closing = /^\s*(?:environ|precises?|pile|du matin|du soir|de l'apres-midi|tapantes?)(?![a-z])/

const registrationBefore =
  /(?:inscriptions?|inscrire|reservations?|reserver|renseignements?|infos?|clotures?|retrait|ouverture de la billetterie|guichet|billetterie|appeler|tel|telephone|avant|navettes?|permanence|repli|messe anticipee|secretariat|remise des (?:prix|dossards)|office|ferme|ouvert)\b[^.;•(\n,]{0,30}$/
const beside = /(?:accueil|retour|arrivee|fin|ouverture(?: des portes)?)\b[^.;•(\n,]{0,12}$/

/** Every hour, range or list of hours in a folded text, left to right. */
export function findTimes(folded: string): TimeExpression[] {
  const tokens = tokensOf(folded)
  const found: TimeExpression[] = []
  for (let index = 0; index < tokens.length;) {
    const chain = chainFrom(folded, tokens, index)
    index += chain.length
    found.push(expressionOf(folded, chain))
  }
  return found
}

interface Link {
  token: Token
  joint: 'range' | 'list'
}

/** Tokens that follow one another with nothing but a joint between them. */
function chainFrom(folded: string, tokens: Token[], from: number): Link[] {
  const chain: Link[] = [{ token: tokens[from] as Token, joint: 'list' }]
  for (let index = from + 1; index < tokens.length; index++) {
    const previous = tokens[index - 1] as Token
    const current = tokens[index] as Token
    const gap = folded.slice(previous.end, current.start)
    const between = folded.slice(Math.max(0, previous.start - 8), previous.start)
    const isEntre = /entre\s+$/.test(between) && /^\s*et\s*$/.test(gap)
    const inRange = chain.at(-1)?.joint === 'range'
    if (!inRange && (isEntre || rangeGap.test(gap))) chain.push({ token: current, joint: 'range' })
    else if (listGap.test(gap)) chain.push({ token: current, joint: 'list' })
    else break
  }
  const slashed =
    chain.length >= 3 &&
    chain.slice(1).every(({ token }, at) => /^\s*\/\s*$/.test(folded.slice((chain[at] as Link).token.end, token.start)))
  return slashed ? chain.map(({ token }) => ({ token, joint: 'list' })) : chain
}

function expressionOf(folded: string, chain: Link[]): TimeExpression {
  const first = (chain[0] as Link).token
  const before = folded.slice(Math.max(0, first.start - 60), first.start)
  const prefix = opening.exec(before)?.[1] ?? ''
  const last = (chain.at(-1) as Link).token
  const suffix = closing.exec(folded.slice(last.end, last.end + 24))?.[0] ?? ''
  const slots: TimeSlot[] = []
  for (const { token, joint } of chain) {
    const previous = slots.at(-1)
    if (joint === 'range' && previous) previous.end = token.time
    else slots.push({ start: token.time, end: null })
  }
  const [only] = slots
  if (only && slots.length === 1 && only.end === null && /jusqu'a\s+$|jusque\s+$/.test(prefix)) {
    only.end = only.start
    only.start = null
  }
  if (only?.start && /du soir/.test(suffix) && only.start < '12:00')
    only.start = `${Number(only.start.slice(0, 2)) + 12}${only.start.slice(2)}`
  const context = before.slice(0, before.length - prefix.length)
  const aside = registrationBefore.test(context) ? 'registration' : beside.test(context) ? 'beside' : null
  return { start: first.start - prefix.length, end: last.end + suffix.length, slots, aside }
}

interface MomentMention {
  start: number
  end: number
  moment: Moment | null
  allDay: boolean
}

const leading = "(?:en |au |dans |toute |tout |des |en fin de |en debut de |pendant |durant )?(?:la |le |l')?"
const moments: Array<[Moment, string]> = [
  ['dawn', "(?:a |des )?(?:l'aube|l'aurore|lever du (?:jour|soleil))"],
  [
    'nightfall',
    '(?:des |a |au )?(?:la |le )?(?:nuit tombee|tombee de la nuit|tombee du jour|jour tombant|nuit tombante|coucher du soleil|crepuscule)',
  ],
  ['afternoon', `${leading}(?:apres-midi|aprem)`],
  ['morning', `${leading}(?:matinee|matin)s?`],
  ['evening', `${leading}(?:soiree|soir)s?`],
]
const allDay = /(?<![a-z])toute la journee(?![a-z])/g
const boundaryBefore =
  /(?:^|[.,;:•()|\n-]|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|chaque|les?)s?(?: \d{1,2}(?: [a-z]+)?)?|ferie\)?)\s*$/
const boundaryAfter = /^\s*(?:$|[.,;:•()|\n-])/
/** These are never anything but a time, even in mid-sentence. */
const plainAdverb = /^(?:en |toute la |dans l|a la (?:nuit|tombee)|des la |a l'aube|au coucher)/
const adverb = /^(?:en|toute|dans|a|des|le|l'|au|pendant|durant|tout)\b/

/** Parts of the day told in words; "soirée grillades" and "après-midi jeux" name events and are not among them. */
export function findMoments(folded: string): MomentMention[] {
  const found: MomentMention[] = []
  for (const match of folded.matchAll(allDay)) {
    found.push({ start: match.index, end: match.index + match[0].length, moment: null, allDay: true })
  }
  for (const [moment, words] of moments) {
    for (const match of folded.matchAll(new RegExp(`(?<![a-z'])(?:${words})(?![a-z-])`, 'g'))) {
      const end = match.index + match[0].length
      const before = folded.slice(Math.max(0, match.index - 40), match.index)
      const opens = boundaryBefore.test(before)
      const closes = boundaryAfter.test(folded.slice(end, end + 3))
      const isAdverb = adverb.test(match[0])
      const trailsDay = /\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?(?: \d{1,2}(?: [a-z]+)?)?\s*$/.test(
        before,
      )
      const overlaps = found.some((other) => match.index < other.end && end > other.start)
      if (!overlaps && (plainAdverb.test(match[0]) || (isAdverb ? opens || closes : (opens && closes) || trailsDay))) {
        found.push({ start: match.index, end, moment, allDay: false })
      }
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

/** True when a folded text is nothing but hours or a part of the day. */
export function readsAsHours(folded: string): boolean {
  const text = folded.trim()
  const spans = [
    ...findTimes(text),
    ...findMoments(text),
    ...[...text.matchAll(/^(?:-|journee|la journee)$/g)].map((match) => ({ start: match.index, end: match[0].length })),
  ]
  let rest = text
  for (const { start, end } of spans) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  return spans.length > 0 && !/[a-z0-9]{2}/.test(rest.replace(/\b(?:et|ou|puis|a|de)\b/g, ''))
}
