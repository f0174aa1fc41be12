import type { Week } from '../../domain/week.js'
import type { CommuneNames } from './commune-names.js'
import type { Draft } from './draft.js'
import { opensWithEvent } from './event-words.js'
import { readFields, type Fields } from './fields.js'
import type { Line } from './line.js'
import { fold } from './text.js'
import { findMoments, findTimes } from './times.js'

type CardLine = Line & { card?: string | null }

/** Whether a line is of the programme shows in its beginning; what names no day by then is not read to its end. */
const longestLook = 3000
/** A longer line never merely adds to another. */
const longestAddition = 1500

/** True when a line before any heading tells the days of an event by itself. */
export function isDated(line: CardLine, timed: boolean, week: Week, names: CommuneNames): boolean {
  if (line.kind === 'row' || (!timed && line.kind !== 'item')) return timed
  const opening = { ...line, text: line.text.slice(0, longestLook), title: null }
  const { schedule, communes } = readFields(opening, week, names)
  if (!timed) return schedule.recurring && communes.length > 0
  if (schedule.named) return true
  const inPeriod = schedule.dates !== null && schedule.dates.length > 0
  return inPeriod && (line.card != null || (line.kind === 'item' && communes.length > 0))
}

/** A line above deeper ones, or that ends in a colon before a list, and tells no hour of its own. */
export function introduces(line: Line, next: Line | undefined, timed: boolean): boolean {
  if (!next || timed) return false
  const deeper = next.depth > line.depth && next.kind === 'item'
  return deeper && (line.kind === 'item' || next.block === line.block || /:\s*$/.test(line.text))
}

/** A line that only adds to the item above: its price, its place, its status, or what it is, without hour nor name. */
export function addsTo(draft: Draft, line: Line, timed: boolean, week: Week, names: CommuneNames): boolean {
  if (line.text.length > longestAddition || line.kind === 'row') return false
  const fields = readFields({ ...line, title: null }, week, names)
  const sameBlock = draft.block === line.block
  if (!sameBlock && isPlaceOf(draft, line, timed, fields, week, names)) return true
  if (fields.title === null && !timed) return sameBlock || fields.communes.length === 0
  if (fields.title === null && draft.around.section !== 'ongoing' && !hasTime(draft.text)) return true
  if (!sameBlock || draft.around.section === 'ongoing') return false
  if (fields.title === null) return !hasTime(draft.text)
  if (timed) return false
  return (
    line.kind === 'item' || (hasTime(draft.text) && fields.communes.length === 0 && !opensWithEvent(fold(line.text)))
  )
}

/** "Église, Pavie" below "21h : chorale", which tells no village. */
function isPlaceOf(draft: Draft, line: Line, timed: boolean, own: Fields, week: Week, names: CommuneNames): boolean {
  if (timed || own.communes.length === 0 || draft.around.commune !== null || !hasTime(draft.text)) return false
  const isEvent = opensWithEvent(fold(line.text)) && !/^salle /i.test(line.text)
  const isPlace = readFields({ ...line, title: line.text }, week, names).description === null
  return (
    isPlace && !isEvent && readFields({ ...line, text: draft.text, title: null }, week, names).communes.length === 0
  )
}

const hasTime = (text: string) => findTimes(fold(text)).length > 0 || findMoments(fold(text)).length > 0
