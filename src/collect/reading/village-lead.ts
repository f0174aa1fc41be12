import type { CommuneNames } from './commune-names.js'
import { readDaySet } from './dates.js'
import { partOf, splitAtDays } from './inline-days.js'
import type { Line } from './line.js'
import { fold } from './text.js'

export interface VillageLead {
  name: string
  /** The line without its village, from the day on. */
  rest: Line
}

const before = /^[^a-z0-9]*(?:(?:a|au|cote|chez|village de|commune de)\s*:?\s*)?$/
const after = /^[^a-z0-9]*(?:\((?:gers|32\d{0,3})\))?[^a-z0-9]*(?:(?:rendez-vous|rdv|c'est|on sort)\s)?/
const rule =
  /^(?:tous|toutes|chaque|toute la semaine|du (?:lun|mar|mer|jeu|ven|sam|dim)|le[s]? (?:lun|mar|mer|jeu|ven|sam|dim))/

/** "À Pavie : lundi 6 à 21h, …": the village stands before the days, and stays until another one is named. */
export function villageLead(line: Line, names: CommuneNames): VillageLead | null {
  if (line.kind === 'row') return null
  const opening = line.text.slice(0, longestLead)
  const folded = fold(opening)
  const [mention] = names.find(opening, folded)
  if (!mention || !before.test(folded.slice(0, mention.start))) return null
  const at = mention.end + (after.exec(folded.slice(mention.end))?.[0].length ?? 0)
  if (at === mention.end || at >= line.text.length) return null
  if (!rule.test(folded.slice(at)) && !namesDay(folded, at)) return null
  return { name: mention.name, rest: partOf(line, at, line.text.length) }
}

const longestLead = 100

/** A number or a weekday; what merely reads as a month or a bare number does not open a day. */
function namesDay(folded: string, at: number): boolean {
  const set = readDaySet(folded, at)
  return set !== null && /[a-z0-9]/.test(folded.slice(set.end))
}

/** Cuts a line before each village told before its days, and before each of the days. */
export const splitAtVillageDays = (line: Line, names: CommuneNames): Line[] =>
  splitAtVillages(line, names).flatMap((part) => splitAfterVillage(part, names))

const pause = /[.!?;•]\s+["«]?\s?(?:(?:a|au|cote|chez)\s+)?$/
const mostVillages = 60

function splitAtVillages(line: Line, names: CommuneNames): Line[] {
  if (line.kind === 'row') return [line]
  const folded = fold(line.text)
  const cuts = [0]
  for (const { start } of names.find(line.text, folded).slice(0, mostVillages)) {
    const lead = pause.exec(folded.slice(Math.max(0, start - 16), start))?.[0]
    if (!lead) continue
    const at = start - lead.replace(/^[.!?;•]\s+/, '').length
    if (villageLead(partOf(line, at, Math.min(line.text.length, at + 2 * longestLead)), names)) cuts.push(at)
  }
  return cuts.map((start, index) => partOf(line, start, cuts[index + 1] ?? line.text.length))
}

/** The village stays with the first day. */
function splitAfterVillage(line: Line, names: CommuneNames): Line[] {
  const rest = villageLead(line, names)?.rest
  if (!rest) return splitAtDays(line)
  const [first, ...others] = splitAtDays(rest) as [Line, ...Line[]]
  return [partOf(line, 0, line.text.length - rest.text.length + first.text.length), ...others]
}
