import {
  type Agenda,
  type Correction,
  type CorrectionTarget,
  type EventLine,
  type IssueDay,
  type Occurrence,
  type OngoingEvent,
  type OpenLine,
  type TextPart,
} from '../../domain/index.js'
import { arrangeDays, type DatedLine, type DayLines } from './arrange.js'
import { conflictsOf, correctEvent, ofFields, valueOf } from './fields.js'
import { likeness, matchTargets } from './match.js'
import { namedTarget, refOf, targetKey, targetsOf, type Told, toldOf, versionOf } from './target.js'

/** The corrections of one target. */
export interface Group {
  target: CorrectionTarget
  corrections: Correction[]
}

/** A week as the article tells it and as staff corrected it. */
export interface CorrectedWeek {
  /** What is composed and checked: corrected, without what staff hid or settled. */
  agenda: Agenda
  /** The days in the order that staff gave them; of the occurrences of `agenda`. */
  days: IssueDay[]
  /** The same with what is hidden, and with what the article says beside it. */
  dayLines: DayLines[]
  ongoing: EventLine[]
  openLines: OpenLine[]
  intro: TextPart
  nextWeek: TextPart
  image: { ref: string; target: CorrectionTarget; hidden: boolean; alt: TextPart; credit: TextPart } | null
  /** Corrections of what the article no longer tells. They come back to life when it does. */
  orphans: Group[]
}

function groupsOf(corrections: readonly Correction[]): Group[] {
  const groups = Map.groupBy(corrections, ({ target }) => targetKey(target))
  return [...groups.values()].map((list) => ({ target: (list[0] as Correction).target, corrections: list }))
}

const flag = (corrections: readonly Correction[], field: 'hidden' | 'pinned' | 'dismissed') =>
  corrections.some((one) => one.field === field && one.value === true)

const ownEvent = (corrections: readonly Correction[]) =>
  corrections.find(({ field }) => field === 'event')?.value as Occurrence | OngoingEvent | undefined

const isDated = (event: Occurrence | OngoingEvent): event is Occurrence => 'date' in event

/** What the article tells of one kind, each with its corrections; and the corrections of what it no longer tells. */
function assign(told: readonly Told[], groups: readonly Group[]): { each: Group[]; left: Group[] } {
  const targets = targetsOf(told)
  const places = matchTargets(
    groups.map((group) => group.target),
    targets,
  )
  const each = targets.map((target, place) => groups[places.indexOf(place)] ?? { target, corrections: [] })
  return { each, left: groups.filter((_, index) => places[index] === null) }
}

function eventLine<K extends EventLine['kind']>(
  kind: K,
  origin: EventLine['origin'],
  said: Extract<EventLine, { kind: K }>['said'],
  now: Extract<EventLine, { kind: K }>['now'],
  { target, corrections }: Group,
): Extract<EventLine, { kind: K }> {
  const [hidden, pinned] = [flag(corrections, 'hidden'), flag(corrections, 'pinned')]
  const conflicts = said ? conflictsOf(ofFields(corrections), (field) => valueOf(said, field)) : []
  return {
    ref: refOf(target),
    target,
    kind,
    origin,
    said,
    now,
    hidden,
    pinned,
    corrections: ofFields(corrections),
    conflicts,
    by: corrections.toSorted((a, b) => b.version - a.version)[0]?.who ?? null,
    version: versionOf([now, hidden, pinned, conflicts.map((one) => one.article)]),
  } as unknown as Extract<EventLine, { kind: K }>
}

function textPart(group: Group, field: TextPart['field'], said: string | null): TextPart {
  const correction = group.corrections.find((one) => one.field === field) ?? null
  const [conflict = null] = correction ? conflictsOf([correction], () => said) : []
  const now = correction ? (correction.value as string | null) : said
  return { target: group.target, field, said, now, correction, conflict }
}

/** Applies what staff corrected to what the article tells now. Nothing that staff wrote is lost: it is applied, or an orphan. */
export function correctWeek(agenda: Agenda, corrections: readonly Correction[]): CorrectedWeek {
  const groups = groupsOf(corrections)
  const ofKind = (kind: CorrectionTarget['kind']) => groups.filter(({ target }) => target.kind === kind)
  const named = (target: CorrectionTarget): Group =>
    groups.find((one) => targetKey(one.target) === targetKey(target)) ?? { target, corrections: [] }

  const dated = assign(agenda.occurrences.map(toldOf.occurrence), ofKind('occurrence'))
  const running = assign(agenda.ongoing.map(toldOf.ongoing), ofKind('ongoing'))
  const open = assign(
    agenda.toComplete.map(({ text, date }) => ({ kind: 'line', title: text, date, commune: null, start: null })),
    ofKind('line'),
  )

  const articleLines = agenda.occurrences.map((said, index): DatedLine => {
    const group = dated.each[index] as Group
    return eventLine('occurrence', 'article', said, correctEvent(said, ofFields(group.corrections)), group)
  })
  // What the article has made readable itself is not printed twice.
  const readByNow = (event: Occurrence | OngoingEvent) =>
    isDated(event) &&
    agenda.occurrences.some((one) => one.date === event.date && likeness(one.title, event.title) >= 0.5)
  const orphaned = open.left.filter(({ corrections: list }) => {
    const event = ownEvent(list)
    return event !== undefined && readByNow(event)
  })
  const ownLines = [...ofKind('own'), ...open.each, ...open.left.filter((group) => !orphaned.includes(group))].flatMap(
    (group): DatedLine[] => {
      const event = ownEvent(group.corrections)
      const origin = group.target.kind === 'own' ? 'own' : 'completed'
      return event && isDated(event) ? [eventLine('occurrence', origin, null, event, group)] : []
    },
  )
  const ongoing = [
    ...agenda.ongoing.map((said, index) => {
      const group = running.each[index] as Group
      return eventLine('ongoing', 'article', said, correctEvent(said, ofFields(group.corrections)), group)
    }),
    ...ofKind('own').flatMap((group) => {
      const event = ownEvent(group.corrections)
      return event && !isDated(event) ? [eventLine('ongoing', 'own', null, event, group)] : []
    }),
  ]
  const openLines = agenda.toComplete.flatMap((line, index): OpenLine[] => {
    const { target, corrections: list } = open.each[index] as Group
    return ownEvent(list) ? [] : [{ ref: refOf(target), target, line, dismissed: flag(list, 'dismissed') }]
  })

  const dayLines = arrangeDays([...articleLines, ...ownLines], corrections)
  const shown = dayLines.map(({ date, lines }) => ({
    date,
    occurrences: lines.filter((line) => !line.hidden).map((line) => line.now),
  }))
  const whole = named(namedTarget('issue', ''))
  const intro = textPart(whole, 'intro', agenda.intro)
  const nextWeek = textPart(whole, 'nextWeek', agenda.nextWeek)
  const image = agenda.image && correctedImage(agenda.image, named(namedTarget('image', agenda.image.url)))
  const otherImages = ofKind('image').filter(({ target }) => target.title !== agenda.image?.url)
  const printed = new Set(shown.flatMap(({ occurrences }) => occurrences))

  return {
    agenda: {
      ...agenda,
      intro: intro.now,
      nextWeek: nextWeek.now,
      image:
        image && agenda.image && !image.hidden
          ? { url: agenda.image.url, alt: image.alt.now, credit: image.credit.now }
          : null,
      occurrences: [...articleLines, ...ownLines].map((line) => line.now).filter((one) => printed.has(one)),
      ongoing: ongoing.filter((line) => !line.hidden).map((line) => line.now),
      toComplete: openLines.filter((one) => !one.dismissed).map((one) => one.line),
    },
    days: shown.filter(({ occurrences }) => occurrences.length > 0),
    dayLines,
    ongoing,
    openLines,
    intro,
    nextWeek,
    image,
    orphans: [...dated.left, ...running.left, ...orphaned, ...otherImages],
  }
}

function correctedImage(said: NonNullable<Agenda['image']>, group: Group): CorrectedWeek['image'] {
  return {
    ref: refOf(group.target),
    target: group.target,
    hidden: flag(group.corrections, 'hidden'),
    alt: textPart(group, 'alt', said.alt),
    credit: textPart(group, 'credit', said.credit),
  }
}

/** Every line of a corrected week, dated or not. */
export const linesOf = (week: CorrectedWeek): EventLine[] => [
  ...week.dayLines.flatMap(({ lines }) => lines),
  ...week.ongoing,
]

/** Every disagreement between the article and staff. */
export const allConflicts = (week: CorrectedWeek) => [
  ...linesOf(week).flatMap((line) => line.conflicts),
  ...[week.intro, week.nextWeek, week.image?.alt, week.image?.credit].flatMap((part) => part?.conflict ?? []),
]
