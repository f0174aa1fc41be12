import type { Correction, CorrectionTarget, EventLine } from '../../domain/index.js'
import { orderDays } from '../order.js'
import { matchTargets } from './match.js'
import { refOf } from './target.js'

export type DatedLine = Extract<EventLine, { kind: 'occurrence' }>

export interface DayLines {
  date: string
  lines: DatedLine[]
}

/** The lines of each day as they are read: by hour, but for what staff moved or pinned to the top. */
export function arrangeDays(lines: readonly DatedLine[], corrections: readonly Correction[]): DayLines[] {
  const byEvent = new Map(lines.map((line) => [line.now, line]))
  const orders = new Map(
    corrections
      .filter(({ target, field }) => target.kind === 'day' && field === 'order')
      .map(({ target, value }) => [target.title, value as CorrectionTarget[]]),
  )
  return orderDays(lines.map((line) => line.now)).map(({ date, occurrences }) => {
    const byHour = occurrences.flatMap((occurrence) => byEvent.get(occurrence) ?? [])
    const wanted = orders.get(date)
    const ordered = wanted ? inOrder(byHour, wanted) : byHour
    return { date, lines: [...ordered.filter((line) => line.pinned), ...ordered.filter((line) => !line.pinned)] }
  })
}

/** The order that staff gave; what came since stands after the line that it follows by the hour. */
function inOrder(byHour: readonly DatedLine[], wanted: readonly CorrectionTarget[]): DatedLine[] {
  const refs = new Map(byHour.map((line) => [line.ref, line]))
  const rest = byHour.filter((line) => !wanted.some((target) => refOf(target) === line.ref))
  const lost = wanted.filter((target) => !refs.has(refOf(target)))
  const again = matchTargets(
    lost,
    rest.map((line) => line.target),
  )
  const found = new Map(lost.map((target, index) => [target, rest[again[index] ?? -1]]))
  const ordered = wanted.flatMap((target) => refs.get(refOf(target)) ?? found.get(target) ?? [])
  for (const [place, line] of byHour.entries()) {
    if (ordered.includes(line)) continue
    const before = byHour.slice(0, place).findLast((one) => ordered.includes(one))
    ordered.splice(before ? ordered.indexOf(before) + 1 : 0, 0, line)
  }
  return ordered
}

/** The order of a day after one of its lines has been moved up (-1) or down (1); null where it cannot move. */
export function moved(lines: readonly DatedLine[], ref: string, by: -1 | 1): CorrectionTarget[] | null {
  const place = lines.findIndex((line) => line.ref === ref)
  const [line, neighbour] = [lines[place], lines[place + by]]
  if (!line || !neighbour || line.pinned !== neighbour.pinned) return null
  return lines
    .with(place, neighbour)
    .with(place + by, line)
    .map((one) => one.target)
}
