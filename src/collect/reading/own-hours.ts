import { fold } from './text.js'

const clock = '\\d{1,2}\\s?h(?:\\s?[0-5]\\d)?'
const hour = `(?:a |de |des |vers )?${clock}(?:\\s?(?:-|a)\\s?${clock})?`
const state =
  "\\s?\\((?:duree [^()]{2,20}|(?![^()]{0,40}\\d\\s?h)[^()]{3,40})\\)|\\s?:\\s(?:complete?s?|annulee?s?)|\\spour (?:les |l'|des )?[a-z]{3,12}s(?![a-z])"
const told = new RegExp(
  `(?<![a-z0-9])${hour}(?:${state})?(?:\\s?(?:,|/|;|&|et|puis|ou|, et)\\s${hour}(?:${state})?){1,7}(?![a-z0-9])`,
  'g',
)
const one = new RegExp(`(${hour})(${state})?`, 'g')
/** What happens at an hour of one and the same event, which goes on. */
const phase =
  /depart|arrivee|accueil|repas|apero|aperitif|buffet|buvette|inscription|ouverture|porte|fin(?![a-z])|retour|remise|messe|defile|rendez-vous|rdv|debut(?![a-z])|entracte|concert|bal(?![a-z])|feu/
const off = /complet|annul|sold out|guichets? ferm|plus de place/
/** "(séance de 18h30 complète)", "18h30 déjà complet" after the hours. */
const later =
  /[(,–-]?\s*(?:(?:la )?(?:seance|visite|representation|session|depart|creneau) (?:de |d'|a )?)?(\d{1,2}\s?h(?:\s?[0-5]\d)?)\s?:?\s(?:est )?(?:deja )?(?:complete?|annulee?)(?![a-z])\s?\)?|\(?complet (?:a|pour(?: la (?:seance|visite) (?:de|d'))?)\s(\d{1,2}\s?h(?:\s?[0-5]\d)?)\s?\)?/

/** Each hour has its own remark; one that only the last has may be about all of them, unless it is a status. */
function differ(remarks: Array<string | undefined>): boolean {
  if (remarks.some((said) => said !== undefined && off.test(said))) return true
  return remarks.slice(0, -1).some((said) => said !== undefined) && !remarks.some((said) => said && phase.test(said))
}

/**
 * "18h30 (complet) et 20h30", "10h (enfants) et 15h (adultes)": hours of one event that differ in what became of them or in whom they are for, each with the text that is left
 * when the others are blanked, so that every link keeps its place. The text alone where they share one fate.
 */
export function withOwnHour(text: string): string[] {
  const folded = fold(text.slice(0, longest))
  for (const match of folded.matchAll(told)) {
    const hours = [...match[0].matchAll(one)]
    const end = match.index + match[0].length
    if (hours.length < 2) continue
    if (differ(hours.map(([, , said]) => said)))
      return hours.map(
        (kept) =>
          `${text.slice(0, match.index)}${alone(match[0], kept, text.slice(match.index, end))}${text.slice(end)}`,
      )
    const remark = later.exec(folded.slice(end))
    const full = remark?.[1] ?? remark?.[2]
    if (!remark || full === undefined) continue
    const from = end + remark.index
    const rest = text.slice(from + remark[0].length)
    const sign = /^[\s]*[,(–-]/.exec(remark[0]) ? ', ' : ' '
    return hours.map((kept) => {
      const isFull = compact(kept[1] as string) === compact(full)
      const said = isFull
        ? `${sign}${/annul/.test(remark[0]) ? 'annulé' : 'complet'}`.padEnd(remark[0].length)
        : ' '.repeat(remark[0].length)
      return `${text.slice(0, match.index)}${alone(match[0], kept, text.slice(match.index, end))}${text.slice(end, from)}${said}${rest}`
    })
  }
  return [text]
}

/** Beyond, it is no sentence. */
const longest = 1500

const compact = (written: string) =>
  written
    .replace(/[^0-9h]/g, '')
    .replace(/h$/, 'h00')
    .replace(/h00$/, 'h')

const alone = (list: string, kept: RegExpMatchArray, written: string) => {
  const start = kept.index ?? 0
  const end = start + kept[0].length
  return ' '.repeat(start) + written.slice(start, end) + ' '.repeat(list.length - end)
}
