import type { OccurrenceStatus } from '../../domain/agenda.js'
import type { Week } from '../../domain/week.js'
import type { Clause } from './clauses.js'
import { readDaySet, resolveDay } from './dates.js'
import type { Passage } from './passage.js'
import { placePreposition, venueNoun } from './place-words.js'
import { findTimes } from './times.js'

export interface StatusReading {
  status: OccurrenceStatus
  postponedTo: string | null
  /** The hour of the new date, when it is told. */
  newStart: string | null
  /** An hour that replaces the one announced, the same day. */
  movedStart: string | null
  /** Where the words begin that name the new place of an event that keeps its day. */
  movedPlaceAt: number | null
}

const cancelled =
  /(?:est |sont |a ete |ont ete |sera |seront |finalement |malheureusement )*(?:annule(?:e?s?)?|annulation|supprimee?s?)(?![a-z])/g
const negation = /(?:n'est pas|ne sera pas|n'a pas ete|pas|non|jamais|n'est plus|ni)\s+$/
const condition = /^[^.;•]{0,24}(?:\bsi\b|en cas (?:de|d')|selon (?:la )?meteo)|^\s*ou reporte/
const conditionBefore = /(?:\bsi\b|en cas (?:de|d'))[^.;•]{0,30}$/
const almost = /(?:presque|quasi(?:ment)?|bientot|pas(?: encore)?|non|pratiquement)[\s-]+$/
const fullClause =
  /^[\s"|*!-]*(?:(?:c'est|est|affiche|deja|desormais|malheureusement|date|seance|stage|atelier|spectacle|concert|soiree|attention)\s*)*\s*(?:complete?s?)(?: depuis [a-z0-9' ]{2,24})?[\s"|*!-]*$/
const fullWords =
  /(?:affichent? (?:deja )?complet|c'est (?:deja )?complet|(?:est|sont) (?:deja |desormais )?complete?s?(?![a-z])|guichets? fermes?|plus (?:de|aucune) places?(?! de)|sold out|jauge atteinte)/g
const postponed =
  /(?:est |sera |a ete )?(?:report(?:e?s?)?|reportee?s?|decalee?s?|deplacee?s?|repoussee?s?|transferee?s?|delocalisee?s?)\s+(?=(?:au|a|en|le|pour|d'une|sine|ulter|vers|dans|sous|sur|chez)(?![a-z])|$|[.;,)•|!])/g
const toPlace = new RegExp(`^(?:${placePreposition})?${venueNoun}`)
const moved =
  /(?:decalee?s?|avancee?s?|repoussee?s?|reportee?s?|(?:nouvel|changement d')\s?horaires?|(?:nouvelle |changement d')heure|horaire modifie)\s*[:,]?\s*(?:a |vers )?(?=\d{1,2}\s?h)/g

/** The hour that no longer holds: "(et non 21h30)", "au lieu de 21h", "initialement prévu à 20h". */
const formerHour =
  /(?:,? ?\(?(?:et|mais) non (?:plus |pas )?|,? ?\(?(?:au lieu|a la place) de |,? ?\(?(?:initialement|d'abord) (?:prevue?|annoncee?|programmee?)?\s?)(?:a |de |des )?\d{1,2}\s?h(?:\s?[0-5]\d)?(?: (?:comme|initialement|prevu|annonce|indique)[^.;:•|),]*)?\)?/g

/**
 * Cancelled, sold out, postponed or, by default, scheduled. What is only feared ("reporté au 9 si orage"), denied
 * ("n'est pas annulé") or near ("presque complet") leaves the event scheduled, and stays in its text.
 */
export function readStatus(passage: Passage, clauses: Clause[], week: Week): StatusReading {
  const reading: StatusReading = {
    status: 'scheduled',
    postponedTo: null,
    newStart: null,
    movedStart: null,
    movedPlaceAt: null,
  }
  for (const match of passage.folded.matchAll(formerHour))
    passage.claim('status', { start: match.index, end: match.index + match[0].length })
  const folded = passage.unread
  for (const match of folded.matchAll(moved)) {
    const time = findTimes(folded.slice(match.index + match[0].length, match.index + match[0].length + 12))[0]
    if (!time || conditional(folded, match)) continue
    reading.movedStart = time.slots[0]?.start ?? null
    passage.claim('status', { start: match.index, end: match.index + match[0].length + time.end })
  }
  for (const match of folded.matchAll(/(?<![a-z])finalement (?=(?:a |au |aux |dans |sous |sur )(?!\d))/g))
    if (toPlace.test(folded.slice(match.index + match[0].length))) reading.movedPlaceAt = match.index + match[0].length
  readFull(passage, clauses, reading)
  for (const match of folded.matchAll(cancelled)) {
    const denial = negation.exec(folded.slice(0, match.index))
    if (denial) passage.claim('status', { start: denial.index, end: match.index + match[0].length })
    if (denial || conditional(folded, match) || isName(passage.text, match)) continue
    reading.status = 'cancelled'
    const end = match.index + match[0].length
    const reason = /^\s*(?:en raison|pour cause|a cause|faute) d[^.;,()•|\n]*/.exec(folded.slice(end))?.[0].length ?? 0
    passage.claim('status', { start: match.index, end: end + reason })
  }
  for (const match of folded.matchAll(postponed)) {
    if (negation.test(folded.slice(0, match.index)) || conditional(folded, match)) continue
    if (reading.movedStart && passage.claimAt(match.index)) continue
    if (isName(passage.text, match)) continue
    const at = match.index + match[0].length
    if (isPlace(folded, at, match[0])) {
      reading.movedPlaceAt = at
      passage.claim('status', { start: match.index, end: at })
      continue
    }
    readPostponement(passage, match, week, reading)
  }
  return reading
}

/** "les Décalés", "des Reportés": a band's name. */
function isName(text: string, { index, 0: words }: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, index - 6), index)
  if (/(?:^|[\s’'])(?:l[ea]s?|des|aux|nos|ces)\s$/iu.test(before)) return true
  return /^\p{Lu}\p{Ll}/u.test(words) && /[\p{L}\p{N}]\s$/u.test(before)
}

const noDate =
  /^(?:au|a|en|le|pour|vers|d'une|sine|ulter)[^a-z]*(?:une? |la |l'|le |cet(?:te)? )?(?:date|ulter|sine|die|demain|lendemain|semaine|mois|annee|saison|automne|hiver|ete|printemps|rentree|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|plus tard|autre|prochain|lun|mar|mer|jeu|ven|sam|dim|\d)/

/** "déplacé au stade", "reporté à la salle des fêtes": the place changes, not the day. */
function isPlace(folded: string, at: number, verb: string): boolean {
  const words = folded.slice(at, at + 80)
  if (noDate.test(words) || readDaySet(folded, at)) return false
  if (toPlace.test(words)) return true
  return /deplac|transfer|delocal/.test(verb) && /^(?:a|au|aux|en|dans|sous|sur|chez|vers) /.test(words)
}

function conditional(folded: string, match: RegExpExecArray): boolean {
  return (
    condition.test(folded.slice(match.index + match[0].length)) || conditionBefore.test(folded.slice(0, match.index))
  )
}

function readFull(passage: Passage, clauses: Clause[], reading: StatusReading): void {
  const folded = passage.unread
  for (const clause of clauses) {
    if (!fullClause.test(folded.slice(clause.start, clause.end))) continue
    reading.status = 'soldOut'
    passage.claim('status', clause)
  }
  for (const match of folded.matchAll(/(?<![a-z])complete?s?(?![a-z])/g)) {
    const end = match.index + match[0].length
    if (/\p{Ll}/u.test(passage.text.slice(match.index, end)) || almost.test(folded.slice(0, match.index))) continue
    if (
      /\p{Lu}{3,}/u.test(passage.text.slice(end, end + 8)) &&
      /\p{Lu}{3,}\s*$/u.test(passage.text.slice(0, match.index))
    )
      continue
    reading.status = 'soldOut'
    passage.claim('status', { start: match.index, end })
  }
  for (const match of folded.matchAll(fullWords)) {
    if (almost.test(folded.slice(0, match.index)) || conditional(folded, match)) continue
    reading.status = 'soldOut'
    passage.claim('status', { start: match.index, end: match.index + match[0].length })
  }
}

function readPostponement(passage: Passage, match: RegExpExecArray, week: Week, reading: StatusReading): void {
  const folded = passage.folded
  let end = match.index + match[0].length
  reading.status = 'postponed'
  const opening = /^(?:au|a|en|le|pour|vers)\s+(?:le\s+)?/.exec(folded.slice(end))?.[0].length ?? 0
  const set = readDaySet(folded, end) ?? readDaySet(folded, end + opening) ?? bareDay(folded, end)
  if (set) {
    const mention = set.mentions.at(-1)
    if (mention) reading.postponedTo = resolveDay(mention, week, mention.month === null).date
    end = set.end
    const hour = /^\s*,?\s*(?:a |des )?(?=\d{1,2}\s?h)/.exec(folded.slice(end))
    const time = hour ? findTimes(folded.slice(end, end + 20))[0] : undefined
    if (time) {
      reading.newStart = time.slots[0]?.start ?? null
      end += time.end
    }
  } else {
    end += /^[^.;,()•|]{0,60}/.exec(folded.slice(end))?.[0].length ?? 0
  }
  end +=
    /^(?:[\s,]*\(?(?:et )?(?:a la |au |aux )?memes? (?:heure|horaire|lieu|endroit|place)s?\)?)+/.exec(
      folded.slice(end),
    )?.[0].length ?? 0
  passage.claim('status', { start: match.index, end })
}

/** "reporté au 9": a number alone is a day after these words. */
function bareDay(folded: string, at: number) {
  const match = /^(?:au|le)\s+(\d{1,2})(?!\s?h|\d|\s?€)/.exec(folded.slice(at, at + 12))
  if (!match) return null
  return { end: at + match[0].length, mentions: [{ weekday: null, day: Number(match[1]), month: null, year: null }] }
}
