import type { CommuneNames } from './commune-names.js'
import { detailSentence, opensWithEvent } from './event-words.js'
import type { Span } from './passage.js'
import { fold } from './text.js'
import { boundary, repeatsOf } from './repeats.js'
import { findMoments, findTimes } from './times.js'
import { turnsOf } from './turns.js'

/** A part that tells one event. */
export interface Segment extends Span {
  /** The same event as in the part before, elsewhere or later. */
  again: boolean
}

interface Anchor extends Span {
  /** The hour opens a sentence, a line or a part set off by a dash or a semicolon. */
  opens: boolean
  /** Where the part that it opens begins. */
  from: number
}

const beforeHour =
  /^(?:(?:et|puis|l'un|l'une|le premier|la premiere|l'autre|(?:la|le|une?) (?:second|deuxieme|troisieme|autre|suivant)e?|ensuite|enfin|aussi|le soir|le matin|l'apres-midi|dans la soiree|plus tard|(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: \d{1,2})?(?: [a-z]+)?)\b[\s,:]*(?:a\s+)?)*$/
/** "On enchaîne à 21h45 avec …": the day goes on with another event. */
const goesOn =
  /^(?:et |puis |ensuite,? |enfin,? )?(?:on|nous|la (?:soiree|journee|fete|matinee|nuit|semaine)|le (?:programme|jour)|place|cap|direction|rendez-vous|rdv|suivra|suivront|suivi[a-z]*)(?: (?:se|s'|y|vous))?\s?(?:enchain|poursui|continu|prolong|termin|fini|achev|conclu|clotur|retrouv|fil|repar|ensuit|reprend)?[a-z]*(?:ons|ez)?(?: (?:ensuite|alors|aussi|en beaute|en musique|en douceur|la (?:soiree|journee|fete)))?,?\s*(?:(?:a|des|vers|a partir de)\s*)?$/
const afterHour = /^\s*(?:[-:,|•]\s*)?(.{3,})/s

/**
 * Cuts a line into its events. A new event is a sentence, or a part after a dash or a semicolon, that opens with its
 * own hour and goes on with an activity; or a sentence that opens as an event does and holds an hour. Phases told in one sentence stay one.
 */
export function segmentsOf(text: string, names: CommuneNames): Segment[] {
  const folded = fold(text)
  const repeats = repeatsOf(text, folded, names)
  const cuts = [0, ...cutsOf(text, folded, names, repeats), text.length]
  const spans = cuts.slice(0, -1).map((start, at) => ({
    start,
    end: withoutJoint(folded, cuts[at + 1] as number, repeats),
    again: repeats.includes(start),
  }))
  return spans.filter((span) => /[a-z0-9]/.test(folded.slice(span.start, span.end)))
}

/** The comma or the "et" that leads to the same event elsewhere belongs to neither part. */
function withoutJoint(folded: string, end: number, repeats: number[]): number {
  if (!repeats.includes(end)) return end
  return (
    end -
    (/(?:\s*[,;]|\s+et|\s+puis)\s+(?:(?:et|puis)\s+)?$/.exec(folded.slice(Math.max(0, end - 12), end))?.[0].length ?? 0)
  )
}

function cutsOf(text: string, folded: string, names: CommuneNames, repeats: number[]): number[] {
  const pauses = [...folded.matchAll(boundary)].map((match) => match.index + match[0].length)
  const turns = turnsOf(folded)
  const starts = [
    ...new Set([
      0,
      ...pauses,
      ...turns.dated,
      ...turns.named,
      ...turns.counted,
      ...repeats,
      ...shoutedPlaces(text, folded, names),
    ]),
  ].sort((one, other) => one - other)
  const anchors: Anchor[] = [...findTimes(folded).filter(({ aside }) => aside === null), ...findMoments(folded)]
    .map((found) => anchorOf(folded, text, found, starts, names))
    .sort((one, other) => one.start - other.start)
  const cuts: number[] = []
  let held: Anchor | null = null
  for (const anchor of anchors) {
    if (held && anchor.start < held.end) continue
    const isRepeat = repeats.includes(anchor.from)
    if (
      held &&
      anchor.from > held.start &&
      (isRepeat ||
        turns.counted.includes(anchor.from) ||
        turns.joined.includes(anchor.from) ||
        (turns.named.includes(anchor.from) && namesOtherDay(folded, anchor, cuts.at(-1) ?? 0)) ||
        isNewEvent(folded, text, anchor, held, cuts.at(-1) ?? 0, names))
    )
      cuts.push(anchor.from)
    else if (held && anchor.from <= (cuts.at(-1) ?? 0)) continue
    held = anchor
  }
  return [...new Set(cuts)]
}

/** "… AUCH 10h : visite": a commune in capitals, then an hour or a dash, begins a part even without a pause before it. */
function shoutedPlaces(text: string, folded: string, names: CommuneNames): number[] {
  return names
    .find(text, folded)
    .filter(
      ({ start, end }) =>
        !/\p{Ll}/u.test(text.slice(start, end)) &&
        !/(?:\b(?:a|de|sur|et)|d'|\()\s*$/.test(folded.slice(Math.max(0, start - 8), start)),
    )
    .filter(({ end }) =>
      /^\s*[-:]?\s*(?:a |des |de )?\d{1,2}\s?h|^\s*(?:toute la |en (?:mat|soi)|le (?:matin|soir)|l'apres-midi|des \d|a partir de)/.test(
        folded.slice(end, end + 20),
      ),
    )
    .map(({ start }) => start)
}

/** What leads to an hour is a few words; a long line without a pause must not be read again for each of its hours. */
const longestLead = 200

function anchorOf(folded: string, text: string, found: Span, starts: number[], names: CommuneNames): Anchor {
  const sentence = starts.findLast((start) => start <= found.start) ?? 0
  const previous = starts.findLast((start) => start < sentence) ?? 0
  const lead = folded.slice(sentence, found.start)
  if (lead.length > longestLead) return { start: found.start, end: found.end, opens: false, from: sentence }
  const direct = beforeHour.test(lead) || (sentence > 0 && goesOn.test(lead))
  if (direct && sentence - previous < longestLead && sentence > 0 && isPlaceLead(text.slice(previous, sentence), names))
    return { ...found, opens: true, from: previous }
  return {
    start: found.start,
    end: found.end,
    opens: direct || isPlaceLead(text.slice(sentence, found.start), names),
    from: sentence,
  }
}

/** "Auch – " or "À Pavie, " before the hour belongs to the event that follows. */
function isPlaceLead(lead: string, names: CommuneNames): boolean {
  const folded = fold(lead)
  const [mention, more] = names.find(lead, folded)
  if (!mention || more) return false
  const around = folded.slice(0, mention.start) + folded.slice(mention.end)
  return /^\s*(?:a|au)?\s*[,:\-/|•\s]*$/.test(around)
}

/** How far an hour's activity is looked for: a line of villages must not be read again from each of its hours. */
const longestLook = 300

function isNewEvent(
  folded: string,
  text: string,
  anchor: Anchor,
  held: Anchor,
  since: number,
  names: CommuneNames,
): boolean {
  const nextBreak = folded.slice(anchor.end, anchor.end + longestLook).search(/[.!?…]\s|[\n;•]/)
  const end = nextBreak < 0 ? Math.min(folded.length, anchor.end + longestLook) : anchor.end + nextBreak
  if (anchor.opens) {
    const activity = afterHour.exec(folded.slice(anchor.end, end))?.[1] ?? ''
    const between = folded.slice(since, held.start) + folded.slice(held.end, anchor.from)
    if (namesOtherDay(folded, anchor, since)) return true
    return (
      /[a-z]{3}/.test(between) && /[a-z]{3}/.test(activity) && isActivity(activity.trim().replace(/^[-:,|•]\s*/, ''))
    )
  }
  const sentence = folded.slice(anchor.from, end).trim()
  if (
    !/[a-z]{3}/.test(folded.slice(since, held.start) + folded.slice(held.end, anchor.from)) ||
    detailSentence.test(sentence) ||
    !/[.!?…]["»)]?\s+$|[\n;•]\s*$|\s[-/]\s+$/.test(folded.slice(Math.max(0, anchor.from - 4), anchor.from))
  )
    return false
  return (
    opensWithEvent(sentence) ||
    names.find(text.slice(anchor.from, end), folded.slice(anchor.from, end)).some(({ member }) => member)
  )
}

/** "Retour à Pavie : le marché …" goes on with an event; "retour à 18h" is a detail. */
const isActivity = (words: string) =>
  !detailSentence.test(words) ||
  /^(?:retour|depart|rendez-vous|rdv) (?:a|au|en|sur|dans) [a-z][^:.\d]{2,40} ?: /.test(words)

/** The part before it names a day, and the part that it opens names another. */
function namesOtherDay(folded: string, anchor: Anchor, since: number): boolean {
  const day = /(?<![a-z])(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)/
  const own = day.exec(folded.slice(anchor.from, anchor.start))?.[0]
  const before = day.exec(folded.slice(since, anchor.from))?.[0]
  return (
    own !== undefined &&
    before !== undefined &&
    own !== before &&
    /(?:et|puis|,)\s+$/.test(folded.slice(since, anchor.from))
  )
}
