import type { Booking, Moment, Price } from '../../domain/agenda.js'
import type { Week } from '../../domain/week.js'
import { readAge } from './age.js'
import { readBooking } from './booking.js'
import { clausesOf, type Clause } from './clauses.js'
import { readCommune, type CommuneReading } from './commune.js'
import type { CommuneNames } from './commune-names.js'
import { opensWithEvent } from './event-words.js'
import type { Link } from './line.js'
import { Passage } from './passage.js'
import { readPrice } from './price.js'
import { findSchedule, type Schedule } from './schedule.js'
import { readStatus, type StatusReading } from './status.js'
import { findMoments, findTimes, type TimeSlot } from './times.js'
import { readNaming, type Naming } from './title.js'
import { cleanVenue } from './clean-venue.js'
import { readVenue } from './venue.js'

/** Everything that the words of one event say. */
export interface Fields extends Naming, StatusReading {
  slots: TimeSlot[]
  moment: Moment | null
  allDay: boolean
  schedule: Schedule
  communes: string[]
  /** How surely the text says that it is there; 0 without a commune. */
  communeStrength: number
  venue: string | null
  price: Price | null
  booking: Booking | null
  age: string | null
  /** The hours as written, for what runs all through the week. */
  hours: string | null
}

interface Source {
  text: string
  links: Link[]
  place: string | null
  title: string | null
  /** What the section says it is, where the words may name only a place. */
  kind?: string | null
}

/** "l'autre à 21h30": it counts the times of an event named before. */
const oneOfSeveral =
  /^\s*(?:et |puis )?(?:l'autre|(?:la |le |une? )(?:second|deuxieme|troisieme|autre|suivant)e?)(?=,? (?:a |des |vers |de )?\d{1,2}\s?h)/

const sameSpot = /(?<![a-z])(?:(?:au|sur le|dans le|a la) )?memes? (?:endroit|lieu|place)s?(?![a-z])/g
/** Words between an event and its day, hour or place. */
const noise = [
  /(?<![a-z])a (?:celle|celui)(?= d)/g,
  / (?:n'ouvre|ne commence|ne debute|ne demarre)(?:nt)? qu'(?=(?:a|des|vers) \d)/g,
  / (?:ont|auront|aura) lieu(?![a-z])/g,
  /^[^a-z]*journee\s*(?=[:-] )/g,
]

/** Reads an event's words, field by field: each takes what it understands, and what is left names the event. */
export function readFields(source: Source, week: Week, names: CommuneNames): Fields {
  const passage = new Passage(source.text)
  const clauses = clausesOf(passage.folded)
  const counted = oneOfSeveral.exec(passage.folded)
  if (counted) passage.claim('noise', { start: 0, end: counted[0].length })
  for (const words of noise)
    for (const match of passage.folded.matchAll(words))
      passage.claim('noise', { start: match.index, end: match.index + match[0].length })
  const booking = readBooking(passage, clauses, source.links)
  const status = readStatus(passage, clauses, week)
  for (const match of passage.folded.matchAll(sameSpot))
    passage.claim('place', { start: match.index, end: match.index + match[0].length })
  const schedule = findSchedule(passage.unread, week, (span) => passage.isFree(span))
  const timing = readTiming(passage, schedule)
  const cell = source.place === null ? null : readPlaceCell(source.place, names)
  const inTitle = source.title === null ? null : readPlaceOfTitle(source.title, names)
  const told = readCommune(passage, clauses, names, status.movedPlaceAt) ?? inTitle?.commune ?? null
  const commune = cell?.communes.length ? { names: cell.communes, strength: 6 } : told
  const price = readPrice(passage, clauses)
  const age = readAge(passage)
  const moved = readNewPlace(passage, clauses, status.movedPlaceAt)
  const venue = cell?.venue ?? readVenue(passage, clauses, source.title !== null || isOfKind(passage, source))
  const naming = readNaming(passage, openingOf(passage, clauses), names, source.title)
  return {
    ...naming,
    ...status,
    ...timing,
    schedule,
    communes: commune?.names ?? [],
    communeStrength: commune?.strength ?? 0,
    venue: moved ?? venue ?? inTitle?.venue ?? null,
    price,
    booking,
    age,
  }
}

/** The section says what it is, and the words do not say it again. */
const isOfKind = (passage: Passage, { kind }: Source) =>
  kind != null && !opensWithEvent(passage.unread.replace(/^[^a-z]+/, ''))

/** "(COMPLET)" or a stray sign before the first word names nothing. */
const openingOf = (passage: Passage, clauses: Clause[]) => clauses.filter((clause) => passage.rest(clause) !== '')

function readTiming(passage: Passage, schedule: Schedule): Pick<Fields, 'slots' | 'moment' | 'allDay' | 'hours'> {
  for (const span of schedule.spans) passage.claim('day', span)
  const times = findTimes(passage.folded).filter((span) => passage.isFree(span))
  const chosen = times.find(({ aside }) => aside === null) ?? times.find(({ aside }) => aside === 'beside')
  if (chosen) passage.claim('hour', chosen)
  const moments = findMoments(passage.folded).filter((span) => passage.isFree(span))
  const first = moments[0]
  if (first) passage.claim('hour', first)
  const hourSpans = [
    ...schedule.spans.filter((span) => ruleOfHours.test(passage.folded.slice(span.start, span.end))),
    ...times.filter(({ aside }) => aside !== 'beside'),
    ...moments,
  ]
  const written = hourSpans
    .toSorted((one, other) => one.start - other.start)
    .map((span) => passage.text.slice(span.start, span.end).trim())
  return {
    slots: chosen?.slots ?? [],
    moment: chosen ? null : (first?.moment ?? null),
    allDay: !chosen && moments.some(({ allDay }) => allDay),
    hours: written.length > 0 ? written.join(' ') : null,
  }
}

/** "On fête la moisson à Lasséran !" above a card tells where, for lines that do not. */
function readPlaceOfTitle(
  title: string,
  names: CommuneNames,
): { commune: CommuneReading | null; venue: string | null } {
  const passage = new Passage(title)
  const clauses = clausesOf(passage.folded)
  const commune = readCommune(passage, clauses, names, null)
  return { commune, venue: readVenue(passage, clauses, false) }
}

/** "déplacé au stade": what follows is the place, whatever is named before. */
function readNewPlace(passage: Passage, clauses: Clause[], at: number | null): string | null {
  if (at === null) return null
  const clause = clauses.find(({ start, end }) => at >= start && at < end)
  return clause ? readVenue(passage, [{ ...clause, start: at }], true) : null
}

const ruleOfHours =
  /tous les|chaque|sauf|du (?:lun|mar|mer|jeu|ven|sam|dim)|les (?:lun|mar|mer|jeu|ven|sam|dim)|ferme|toute l'annee|7\/7/

/** A place column: the commune, and the rest as it stands. */
function readPlaceCell(text: string, names: CommuneNames): { communes: string[]; venue: string | null } {
  const passage = new Passage(text)
  const found = readCommune(passage, clausesOf(passage.folded), names, null)
  const rest = passage.rest({ start: 0, end: text.length }).replace(/\(\s*\)/g, '')
  return { communes: found?.names ?? [], venue: cleanVenue(rest.replace(/\s*[,–-]\s*$/u, '')) || null }
}
