import { fold } from './text.js'

const weekday = '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)'
const month = '(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)'
const day = `(?:le )?${weekday}(?: (?:1er|\\d{1,2})(?!\\s?h|\\d)(?: ${month})?)?`
const called = '(?:complet|annule|reporte)(?:e?s?)(?![a-z])'
const state = `\\s?\\((?:deja |c'est |est )?${called}[^()]{0,40}\\)|\\s?:\\s?${called}|,? ${called}(?=\\s?(?:,|;|et|puis|ou)\\s)`
const told = new RegExp(
  `(?<![a-z])${day}(?:${state})?(?:\\s?(?:,|/|;|&|et|puis|ou|, et)\\s${day}(?:${state})?){1,6}(?![a-z0-9])`,
  'g',
)
const one = new RegExp(`(${day})(${state})?`, 'g')
/** "(samedi complet)", "complet le samedi" after the days. */
const later = new RegExp(
  `[(,–-]?\\s*(?:(?:le )?(${weekday})\\s?:?\\s(?:est )?(?:deja )?(${called})|(?<![a-z])(${called}) (?:le |pour )?(${weekday}))(?![a-z ]{0,12}\\d)\\s?\\)?`,
)

const leading = new RegExp(`^(?:${state})(?:\\s?(?:,|;|&|et|puis|ou|, et))\\s${day}`)

/** What follows a day tells its status, then another day: "Samedi 11 (COMPLET) et dimanche 12 à 17h". */
export const goesOnWithOtherDay = (foldedAfter: string) => leading.test(foldedAfter)

/**
 * "samedi (complet) et dimanche à 17h": days of one event that differ in what became of them, each with the text that
 * is left when the others are blanked, so that every link keeps its place. The text alone where they share one fate.
 */
export function withOwnDay(text: string): string[] {
  const folded = fold(text.slice(0, longest))
  for (const match of folded.matchAll(told)) {
    const days = [...match[0].matchAll(one)]
    const end = match.index + match[0].length
    const written = text.slice(match.index, end)
    const apart = (kept: RegExpMatchArray) => text.slice(0, match.index) + alone(kept, written)
    if (days.some(([, , said], at) => said !== undefined && (at < days.length - 1 || said.includes('('))))
      return days.map((kept) => apart(kept) + text.slice(end))
    const remark = later.exec(folded.slice(end))
    const name = remark?.[1] ?? remark?.[4]
    if (!remark || !days.some(([, kept]) => kept?.includes(name as string))) continue
    const from = end + remark.index
    const rest = text.slice(from + remark[0].length)
    return days.map((kept) => {
      const said = kept[1]?.includes(name as string) ? ` (${remark[2] ?? remark[3]})` : ''
      return apart(kept) + text.slice(end, from) + said.padEnd(remark[0].length) + rest
    })
  }
  return [text]
}

/** Beyond, it is no sentence. */
const longest = 1500

function alone(kept: RegExpMatchArray, written: string): string {
  const start = kept.index ?? 0
  const end = start + kept[0].length
  const sign = kept[2] !== undefined && end < written.length ? ',' : ''
  return ' '.repeat(start) + written.slice(start, end) + sign.padEnd(written.length - end)
}
