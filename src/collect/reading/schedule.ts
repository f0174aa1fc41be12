import { datesOf, type Week } from '../../domain/week.js'
import { datesInWeek, findDaySets, readDaySet, resolveDay, type DayMention, type DaySet } from './dates.js'
import type { Span } from './passage.js'
import { findTimes, type TimeSlot } from './times.js'

/** What a text says of the days on which something takes place. */
export interface Schedule {
  /** Dates of the week; null when the text names no day. */
  dates: string[] | null
  /** Days are named or ruled, not only bounded by a period. */
  named: boolean
  /** A rule ("tous les mardis", "du mardi au samedi") rather than dates. */
  recurring: boolean
  from: string | null
  until: string | null
  /** Dates left out ("sauf le lundi"). */
  except: string[]
  /** Further dates of the same event ("idem mercredi"), with their own hours where they are told. */
  also: Array<{ date: string; slots: TimeSlot[] | null }>
  /** A period is told that ends after the week, or has no end within it. */
  overruns: boolean
  /** Days were named but none lies in the week. */
  outside: boolean
  mismatches: Span[]
  spans: Span[]
}

const weekdayName = '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)'
/** "les mardi 18 et jeudi 20" are dates, "les mardis à 18h" is a rule. */
const noNumber = '(?![a-z])(?! (?:1er|\\d{1,2})(?!\\d|\\s?h|:))'
const exception =
  /(?:\(?\s*(?:sauf|excepte|hormis|hors)\s+(?:le |les |ce |tous les )?|(?:pas d(?:e |')[a-z' -]{1,30}|relache|ferme(?:e|ture)?)\s+(?:le |les |ce |tous les )?)(?=(?:lun|mar|mer|jeu|ven|sam|dim|\d|1er))/g
/** What announces the same thing on another day. */
const alsoWord =
  /(?:\(\s*)?(?:(?:et )?(?:idem|pareil(?:lement)?|rebelote|bis|(?:la )?meme chose|de meme|(?:a |de )nouveau|(?:une )?(?:autre|seconde|deuxieme) (?:seance|visite|date|representation|depart|session))|(?:et |ou )?(?:aussi|egalement|encore))\s*:?,?\s+(?:(?:c'est|prevue?|pour|ce|le|les) )*(?=(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*di|dimanche)/g
const untilWord = /(?:jusqu'(?:au|a|en)|->)\s+(?:ce\s+|le\s+)?/g
const openUntil =
  /jusqu'(?:a|en|au)\s+(?:la\s+)?(?:mi-|fin |debut )?(?:la fin (?:de |du |d')?)?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|l'automne|l'ete|l'hiver|fin de saison|saison|toussaint|noel)(?: 20\d\d)?|toute l'annee|tout l'ete|toute la saison|tout (?:le mois d(?:e |')(?:juillet|aout)|juillet|aout)|en (?:juillet et aout|juillet-aout|permanence)|l'ete durant/g
const fromWord =
  /(?:depuis(?: le)?|a partir d(?:u|e)|a compter du|des le)\s+(?=(?:lun|mar|mer|jeu|ven|sam|dim|\d|1er))/g
const weekly = new RegExp(
  `(?:comme )?(?:tous les|toutes les|chaque|(?<!\\b(?:de|et) )les)\\s+${weekdayName}s?${noNumber}(?:(?:,| et| &| ou)(?: tous les| chaque| les| le)?\\s+${weekdayName}s?)*(?: (?:de l'ete|de la saison|du mois|d(?:e |')(?:juillet|aout)(?: et (?:d')?aout)?|des vacances|en (?:juillet|aout|ete|saison)))?`,
  'g',
)
const pluralDays = new RegExp(`(?<![a-z])${weekdayName}s(?:(?:,| et| &)(?: les)?\\s+${weekdayName}s)*(?![a-z])`, 'g')
const daily =
  /(?:comme )?(?:tous|toutes) les (?:jours?|soirs?|matins?|apres-midi|midis?|nuits?)(?: de la semaine)?|chaque (?:jour|soir|matin|apres-midi|nuit)|7 ?j(?:ours)? ?(?:\/|sur) ?7|quotidien(?:nement|ne)?(?![a-z])|toute la semaine|(?<![a-z])en semaine(?! prochaine)|tous les week-?ends/g

/** Says again what the heading says. */
const today =
  /(?:,? ?(?:c'est|a lieu|est|se tient) )?(?:(?:aussi|egalement|encore) )?(?:aujourd'hui|ce (?:meme )?jour(?![a-z])|le meme jour)(?: (?:aussi|egalement|encore))?/g

/** "comme tous les ans": a habit, which dates nothing. */
const habit =
  /,? ?comme (?:chaque|tous les|toutes les) (?:annees?|ans|etes?|mois|semaines?)|,? ?comme (?:d'habitude|de coutume|toujours)/g

const single = (set: DaySet): DayMention => set.mentions.at(-1) as DayMention

/** Finds every day, period and rule of a folded text, where `free` lets a span be read. */
export function findSchedule(folded: string, week: Week, free: (span: Span) => boolean): Schedule {
  const result: Schedule = {
    dates: null,
    named: false,
    recurring: false,
    from: null,
    until: null,
    except: [],
    also: [],
    overruns: false,
    outside: false,
    mismatches: [],
    spans: [],
  }
  const all = datesOf(week)
  const taken: Span[] = []
  const take = (span: Span) => taken.push(span)
  const quoted = [...folded.matchAll(/"[^"\n]{1,160}"/g)]
  const inQuote = ({ start, end }: Span) =>
    quoted.some((quote) => start > quote.index && end < quote.index + quote[0].length)
  const isFree = (span: Span) =>
    free(span) && !inQuote(span) && !taken.some((other) => span.start < other.end && span.end > other.start)
  const after = (expression: RegExp, use: (set: DaySet, start: number) => void) => {
    for (const match of folded.matchAll(expression)) {
      const set = readDaySet(folded, match.index + match[0].length)
      if (!set || !isFree({ start: match.index, end: set.end })) continue
      take({ start: match.index, end: set.end })
      use(set, match.index)
    }
  }

  after(exception, (set) => {
    result.except.push(...datesInWeek(set, week))
  })
  after(alsoWord, (set) => {
    const hour = /^\s*,?\s*(?:a |des |de )?(?=\d{1,2}\s?h)/.exec(folded.slice(set.end))
    const time = hour ? findTimes(folded.slice(set.end, set.end + 30))[0] : undefined
    if (time) take({ start: set.end, end: set.end + time.end })
    for (const date of datesInWeek(set, week)) result.also.push({ date, slots: time?.slots ?? null })
  })
  after(untilWord, (set) => {
    result.until = resolveDay(single(set), week, single(set).month === null).date
  })
  after(fromWord, (set) => {
    result.from = resolveDay(single(set), week).date
  })
  for (const match of folded.matchAll(openUntil)) {
    const span = { start: match.index, end: match.index + match[0].length }
    if (!isFree(span)) continue
    take(span)
    result.overruns = true
  }

  const dates = new Set<string>()
  const rule = (expression: RegExp, days: (text: string) => string[]) => {
    for (const match of folded.matchAll(expression)) {
      const span = { start: match.index, end: match.index + match[0].length }
      if (!isFree(span)) continue
      take(span)
      result.named = true
      result.recurring = true
      for (const date of days(match[0])) dates.add(date)
    }
  }
  const daysNamed = (text: string) => all.filter((_, index) => text.includes(weekdayNames[index] as string))
  rule(weekly, daysNamed)
  rule(pluralDays, daysNamed)
  rule(daily, (text) => (/en semaine/.test(text) ? all.slice(0, 5) : /week/.test(text) ? all.slice(5) : all))

  for (const set of findDaySets(folded)) {
    if (!isFree(set) || isQualifier(folded, set)) continue
    take({ start: set.start, end: set.end })
    if (set.kind === 'range' && set.mentions.some((mention) => mention.day !== null)) {
      result.from = resolveDay(set.mentions[0] as DayMention, week).date
      result.until = resolveDay(single(set), week).date
      if (result.from && result.until && result.until < result.from)
        result.until = resolveDay(single(set), week, true).date
      for (const mention of set.mentions) if (resolveDay(mention, week).mismatch) result.mismatches.push(set)
      continue
    }
    if (narrows(folded, set)) {
      const kept = datesInWeek(set, week).filter((date) => dates.size === 0 || dates.has(date))
      if (kept.length > 0 && (dates.size > kept.length || result.from !== null)) {
        result.named = true
        dates.clear()
        for (const date of kept) dates.add(date)
        continue
      }
    }
    if (isDetailOfPeriod(set, result, week)) continue
    result.named = true
    if (set.kind === 'range') result.recurring = true
    for (const mention of set.mentions) if (resolveDay(mention, week).mismatch) result.mismatches.push(set)
    const found = datesInWeek(set, week)
    if (found.length === 0) result.outside = true
    for (const date of found) dates.add(date)
  }

  for (const expression of [today, habit])
    for (const match of folded.matchAll(expression)) take({ start: match.index, end: match.index + match[0].length })

  const bounded = result.from !== null || result.until !== null
  const within = (date: string) =>
    (result.from === null || date >= result.from) && (result.until === null || date <= result.until)
  if (result.named || bounded) {
    const base = result.named ? all.filter((date) => dates.has(date)) : all
    result.dates = base.filter((date) => within(date) && !result.except.includes(date))
    if (bounded && all.filter(within).length === 0) result.outside = true
  }
  if (result.until !== null && result.until > week.to) result.overruns = true
  result.spans = taken
  return result
}

/** Beyond, it is no sentence: a text of days without end must not be read again from each of them. */
const longestLook = 400

/** "les 17, 18 et 19 juillet. Concerts à 19h le vendredi et le samedi": the first hour that is told is that of these days. */
function narrows(folded: string, set: DaySet): boolean {
  if (set.start > longestLook || set.kind !== 'list' || set.mentions.some(({ day }) => day !== null)) return false
  const before = folded.slice(0, set.start)
  return /\d\s?h(?:\s?[0-5]\d)?,?\s+$/.test(before) && findTimes(before).length === 1
}

/** "du jeudi 3 au vendredi 4 (repas le vendredi)": a bare weekday within a short period tells a detail of it. */
function isDetailOfPeriod(set: DaySet, { from, until }: Schedule, week: Week): boolean {
  if (from === null || until === null || from < week.from || until > week.to) return false
  return set.kind === 'list' && set.mentions.every(({ day }) => day === null)
}

const weekdayNames = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']

/** "bal du 14 juillet", "marché du dimanche", "édition du 3 mai": words that qualify, not the day of the event. */
function isQualifier(folded: string, set: DaySet): boolean {
  const before = folded.slice(Math.max(0, set.start - 24), set.start)
  const text = folded.slice(set.start, set.end)
  if (set.kind === 'range') return false
  if (/^(?:du|des|au)\s/.test(text) && set.mentions.length === 1)
    return !/^au\s/.test(text) || /report|annul/.test(before)
  return /(?:\b(?:du|de|d'|avant|depuis|pour|veille|lendemain|report(?:e)?s?|programme|place|rue)\s+(?:le\s+)?|n°\s?|")$/.test(
    before,
  )
}
