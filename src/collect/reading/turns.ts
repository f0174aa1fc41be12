import { opensWithEvent } from './event-words.js'

/** Where another event begins within a sentence. */
export interface Turns {
  /** With its own day and hour. */
  dated: number[]
  /** The same, after "et" or "puis": were it only the same event again, it is another date of it. */
  joined: number[]
  /** With its name, before its own day and hour. */
  named: number[]
  /** With its name, before its own hour, in a sentence that counts its events. */
  counted: number[]
}

const weekday = '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\\s\\d{1,2})?(?:\\s[a-z]+)?'
const hourAhead = '(?=a\\s\\d|de\\s\\d|des\\s\\d|\\d{1,2}\\s?h|matin|apres-midi|soir)'
const joint = '(?:\\s*[,;]\\s+(?:et\\s+|puis\\s+)?|\\s+(?:et|puis)\\s+)'
/** "jeudi de 8h à 13h et samedi matin", "…, chorale, puis mercredi 8 à 15h, tournoi": each day has its own hour. */
const otherDay = new RegExp(`(${joint})(?:le\\s+)?${weekday}\\s+${hourAhead}`, 'g')
/** "chorale lundi à 21h et tournoi mercredi à 15h": a few words, then the day. */
const otherEvent = new RegExp(
  `(?<=\\d\\s?h(?:\\d\\d)?[^,;.!?•\\n]{0,40})(${joint})(?=([a-z][^,;:.!?•\\n\\d]{2,50}?)\\s(?:le\\s)?${weekday}\\s+${hourAhead})`,
  'g',
)
/** "à 19h le vendredi ; le dimanche, grand final à 17h": another day, its event and its hour after a semicolon. */
const nextDay = new RegExp(
  `(;\\s+(?:et\\s+|puis\\s+)?)(?=(?:le\\s+)?${weekday},?\\s[a-z][^,;:.!?•\\n\\d]{2,50}\\s(?:a|des|vers|de)\\s\\d{1,2}\\s?h)`,
  'g',
)
/** "deux rendez-vous : la visite à 17h et le concert à 21h": the sentence itself says that they are several. */
const counting =
  /(?<![a-z])(?:deux|trois|quatre|cinq|plusieurs) (?:rendez-vous|rdv|animations|temps forts|evenements|propositions|idees|sorties|moments|manifestations|spectacles)(?![a-z])[^.:!?•\n]{0,60}:[^.!?•\n]*/g
const countedEvent =
  /(\s+et\s+|[,;]\s+(?:et\s+)?)(?=([a-z][^,;:.!?•\n\d]{2,80}?)\s(?:a|des|vers|de|a partir de)\s\d{1,2}\s?h)/g

/** "la messe de 11h ou la sieste musicale de 15h30": one goes to either, so they are two. */
const otherChoice =
  /(?<=\d\s?h(?:\d\d)?[^.!?•\n]{0,160},?)(\s+ou\s+(?:bien\s+)?)(?=([a-z][^,;:.!?•\n\d]{2,60}?)\s(?:a|des|de)\s\d{1,2}\s?h)/g

/** Finds the turns of a folded text. */
export function turnsOf(folded: string): Turns {
  return {
    dated: [...folded.matchAll(otherDay), ...folded.matchAll(nextDay)].map((match) => after(match)),
    joined: [
      ...[...folded.matchAll(otherDay)].filter(([, sign]) => /et|puis/.test(sign as string)),
      ...folded.matchAll(nextDay),
    ].map((match) => after(match)),

    named: [...folded.matchAll(otherEvent)].filter(namesEvent).map((match) => after(match)),
    counted: [
      ...[...folded.matchAll(otherChoice)].filter(namesEvent).map((match) => after(match)),
      ...[...folded.matchAll(counting)].flatMap((sentence) =>
        [...sentence[0].matchAll(countedEvent)].filter(namesEvent).map((match) => sentence.index + after(match)),
      ),
    ],
  }
}

const after = (match: RegExpMatchArray) => (match.index ?? 0) + (match[1] as string).length
const namesEvent = (match: RegExpMatchArray) => opensWithEvent(match[2] as string)
