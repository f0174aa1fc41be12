import type { ToComplete } from '../../domain/agenda.js'
import { communeOfWalk } from './commune.js'
import { datesOfItem } from './dating.js'
import type { Draft } from './draft.js'
import { exhibitionWord, opensWithEvent, vernissage } from './event-words.js'
import { readFields, type Fields } from './fields.js'
import { occurrencesOf } from './occurrences.js'
import type { Context, Reading } from './reading.js'
import { partOf } from './inline-days.js'
import { withOwnDay } from './own-days.js'
import { withOwnHour } from './own-hours.js'
import { segmentsOf } from './segments.js'
import { fold } from './text.js'
import { withoutPlace } from './wording.js'

/** Beyond this, a text is no event: its beginning is kept for staff, unread. */
const longestItem = 3000

/** Reads one item: one event, or several where its sentences have hours of their own. */
export function readItem(draft: Draft, context: Context): Reading {
  const reading: Reading = { occurrences: [], reminders: [], ongoing: [], toComplete: [] }
  const spans =
    draft.title === null && draft.place === null
      ? segmentsOf(draft.text, context.names)
      : [{ start: 0, end: draft.text.length, again: false }]
  let previous: Fields | null = null
  let unnamed: Array<{ text: string; fields: Fields }> = []
  for (const span of spans) {
    const part = partOf({ ...draft, rank: 9, kind: 'paragraph', depth: 0 }, span.start, span.end)
    if (part.text.length > longestItem) {
      keepUnread(part.text, draft, reading)
      continue
    }
    const days = withOwnDay(part.text)
    const around = days.length > 1 ? { ...draft.around, dates: [] } : draft.around
    const told = days.flatMap(withOwnHour).flatMap(replacements)
    const events = told.map(({ text, replaced }) => {
      const source = {
        text,
        links: replaced === null ? part.links : draft.links,
        place: draft.place,
        title: draft.title,
        kind: span.again ? (previous?.title ?? null) : draft.around.kind,
      }
      const fields = readFields(source, context.week, context.names)
      if (draft.struck || replaced === true) fields.status = 'cancelled'
      return { text, fields }
    })
    const last = events.at(-1)?.fields
    for (const { text, fields } of events) {
      if (last && fields.communes.length === 0) fields.communes = last.communes
      const ownDay = fields.schedule.named
      inherit(fields, draft, previous, span.again)
      if (fields.communes.length === 0)
        fields.communes = [communeOfWalk([draft.title, text].join('\n'), context.names)].filter((name) => name !== null)
      if (samePlace.test(fold(text))) goThere(fields, previous, context)
      if (fields.title === null && hasHours(fields) && span !== spans.at(-1) && previous === null) {
        unnamed.push({ text, fields })
        continue
      }
      for (const earlier of unnamed) place(named(earlier.fields, fields, ownDay), earlier.text, draft, context, reading)
      unnamed = []
      place(fields, text, { ...draft, around }, context, reading)
      if (fields.title !== null) previous = fields
    }
  }
  for (const { text, fields } of unnamed) place(fields, text, draft, context, reading)
  return reading
}

/** "Lundi à 21h, puis mercredi à 15h, tournoi d'échecs": the first day has the name and place that the last is told with. */
function named(earlier: Fields, last: Fields, onItsOwnDay: boolean): Fields {
  if (!onItsOwnDay) return earlier
  const { title, description } = last
  return {
    ...earlier,
    title,
    description,
    venue: earlier.venue ?? last.venue,
    communes: earlier.communes.length > 0 ? earlier.communes : last.communes,
    price: earlier.price ?? last.price,
    booking: earlier.booking ?? last.booking,
  }
}

/** Where the event before is, in the same line or in the one above. */
function goThere(fields: Fields, previous: Fields | null, { before }: Context): void {
  fields.venue ??= previous ? previous.venue : (before?.venue ?? null)
  if (fields.communes.length === 0 && before?.commune) fields.communes = [before.commune]
}

const samePlace = /memes? (?:endroit|lieu|place)/

/** "annulé et remplacé par …": one event called off, another in its place. */
function replacements(text: string): Array<{ text: string; replaced: boolean | null }> {
  const match =
    /(?:\(|[-,;–:] ?)?\s*(?:est |a ete )?(?:annulee?s?(?: et|,)? )(?:est |a ete |sera )?remplacee?s?(?:,[^.;,]{0,80},| [^.;,]{0,60}?)? par\s*:?\s*/.exec(
      fold(text),
    )
  if (!match) return [{ text, replaced: null }]
  return [
    { text: text.slice(0, match.index), replaced: true },
    { text: text.slice(match.index + match[0].length).replace(/\)\s*\.?$/, ''), replaced: false },
  ]
}

/** What the item does not say itself, said by the headings, the parent line or the sentence before. */
function inherit(fields: Fields, draft: Draft, previous: Fields | null, again: boolean): void {
  const { parent, commune, moment } = draft.around
  if (commune !== null && fields.communeStrength < 4.5) fields.communes = [commune]
  if (fields.communes.length === 0 && previous) {
    fields.communes = previous.communes
    fields.venue ??= previous.venue
  }
  if (previous && fields.title === null && hasHours(fields) && (fields.schedule.named || again))
    fields.title =
      (toldAside(previous.title, draft) ? draft.around.kind : null) ??
      (previous.title && withoutPlace(previous.title, previous.venue))
  fields.title ??= hasHours(fields) ? draft.around.kind : null
  if (previous && fields.schedule.dates === null) fields.schedule = { ...previous.schedule, also: fields.schedule.also }
  if (previous && fields.slots.length === 0 && fields.moment === null && !fields.allDay) fields.slots = previous.slots
  if (parent) {
    if (fields.communes.length === 0) fields.communes = parent.communes
    fields.venue ??= parent.venue
    fields.booking ??= parent.booking
    if (fields.title !== null && parent.title !== null)
      fields.description = [`${parent.title}.`, fields.description].filter(Boolean).join(' ')
  }
  if (fields.slots.length === 0 && fields.moment === null && !fields.allDay) fields.moment = moment
}

/** "mardi dès 19h (marché gourmand) et dimanche à 8h" below "Les marchés": the name in brackets is that of Tuesday alone. */
const toldAside = (title: string | null, { text }: Draft) => title !== null && fold(text).includes(`(${fold(title)}`)

function keepUnread(text: string, draft: Draft, reading: Reading): void {
  reading.toComplete.push({
    text: `${text.slice(0, longestItem)}…`,
    date: draft.around.dates[0] ?? null,
    reason: 'unread',
  })
}

const hasHours = ({ slots, moment, allDay }: Fields) => slots.length > 0 || moment !== null || allDay

function place(fields: Fields, text: string, draft: Draft, context: Context, reading: Reading): void {
  const folded = fold(text)
  const isReminder = reminder.test(folded)
  const keep = (reason: ToComplete['reason'], date: string | null = null) => {
    if (!isReminder) reading.toComplete.push({ text, date, reason })
  }
  if (!isReminder && isOngoing(fields, folded, draft))
    return keepOngoing(fields, folded, draft, context, reading, () => keep('no-title'))
  const own = isReminder && fields.schedule.dates?.length ? fields.schedule.dates : null
  const dates = own ?? datesOfItem(fields.schedule, draft.around, folded, context.week)
  const timed = fields.slots.length > 0 || fields.moment !== null || fields.allDay
  if (fields.title === null)
    return void (timed && !fields.schedule.outside ? keep('no-title', dates?.[0] ?? null) : null)
  if (dates === null) return void (timed && draft.around.section !== 'intro' ? keep('no-day') : null)
  const isEvent =
    timed ||
    fields.communes.length > 0 ||
    opensWithEvent(folded) ||
    fields.schedule.named ||
    fields.status !== 'scheduled'
  if (!isEvent) return void keep('unread', dates[0] ?? null)
  const target = isReminder ? reading.reminders : reading.occurrences
  target.push(...occurrencesOf(fields, dates, context))
}

const reminder = /^[^a-z0-9]*(?:pour )?(?:petit )?rappel\b|^[^a-z0-9]*n'oubliez pas\b/

/** Exhibitions outside day headings, and what has no hour and a period that overruns the week. */
function isOngoing(fields: Fields, folded: string, draft: Draft): boolean {
  const { section, rule } = draft.around
  const timed = fields.slots.length > 0
  if (section === 'day' || section === 'intro') {
    const { overruns, until, recurring } = fields.schedule
    if (timed || !overruns) return false
    if (section === 'intro' && recurring) return true
    return fields.moment === null && until !== null && /expo(?:sition)?s?(?![a-z])/.test(folded)
  }
  const { named, recurring, dates, overruns } = fields.schedule
  const dated = named && !recurring && dates !== null && dates.length > 0
  if (
    dated &&
    timed &&
    (section !== 'ongoing' ||
      vernissage.test(folded) ||
      (opensWithEvent(folded) && !exhibitionWord.test(folded)) ||
      isDatedCard(draft))
  )
    return false
  if (section === 'ongoing') return true
  if (opensAsExhibition.test(draft.title === null ? folded : fold(draft.title)) && !dated) return true
  return !timed && (overruns || (rule?.overruns ?? false)) && !dated
}

const opensAsExhibition =
  /^[^a-z]*(?:l'|une? |la |le )?(?:expositions?|expos?|sentier|retrospective|creches? (?:geante|de noel|provencale|animee|de santons|de l'eglise))(?![a-z])/

/** Among exhibitions, a card with a day and an hour whose title names another kind of event. */
const isDatedCard = ({ title }: Draft) =>
  title !== null && opensWithEvent(fold(title)) && !/^[^a-z]*(?:l'|une? |la |le )?expo/.test(fold(title))

function keepOngoing(
  fields: Fields,
  folded: string,
  draft: Draft,
  { week, source }: Context,
  reading: Reading,
  unnamed: () => void,
): void {
  const { from, until } = fields.schedule
  if (fields.title === null) return unnamed()
  if ((until !== null && until < week.from) || (from !== null && from > week.to)) return
  if (
    draft.around.section === 'ongoing' &&
    fields.communes.length === 0 &&
    from === null &&
    until === null &&
    fields.venue === null &&
    !exhibitionWord.test(folded) &&
    !/"/.test(folded)
  ) {
    reading.toComplete.push({ text: draft.text, date: null, reason: 'unread' })
    return
  }
  const rule = draft.around.rule
  reading.ongoing.push({
    title: fields.title,
    description: fields.description,
    venue: fields.venue,
    commune: fields.communes[0] ?? null,
    from: from ?? rule?.from ?? null,
    until: until ?? rule?.until ?? null,
    price: fields.price,
    booking: fields.booking,
    hours: fields.hours,
    source,
  })
}
