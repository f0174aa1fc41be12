import type { CorrectedWeek } from '../../../compose/corrections/correct-week.js'
import type { CorrectionChange } from '../../../compose/corrections/edit.js'
import { targetKey } from '../../../compose/corrections/target.js'
import type { CorrectionField, CorrectionTarget, CorrectionValue } from '../../../domain/index.js'
import { weekdayAndDay } from '../../../render/dates.js'
import type { Desk } from '../desk.js'
import { valueWords } from './words.js'

/** Their values are too long, or no words: that they changed is told, not how. */
const untold = new Set<CorrectionField>(['event', 'order', 'intro', 'nextWeek', 'description', 'alt', 'credit'])
const flags = new Set<CorrectionField>(['hidden', 'pinned', 'dismissed'])
const longest = 500

interface Change {
  target: CorrectionTarget
  field: CorrectionField
  /** Missing where it reads again as the article says. */
  value?: CorrectionValue
}

/** A correction as the journal tells it: "« Concert » (lundi 6 juillet), Début : 18h30". */
export function changeInWords(desk: Desk, week: CorrectedWeek, { put, drop }: CorrectionChange): string {
  const changes: Change[] = [...put, ...drop]
  const groups = Map.groupBy(changes, ({ target }) => targetKey(target))
  const told = [...groups.values()].map((list) => {
    const name = nameOf(desk, week, list[0]?.target, list.find(({ field }) => field === 'event')?.value)
    return [name, ...list.map(({ field, value }) => fieldWords(desk, field, value))].filter(Boolean).join(', ')
  })
  const words = told.join(' ; ')
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words
}

function fieldWords(desk: Desk, name: CorrectionField, value: CorrectionValue | undefined): string {
  const { t } = desk
  const field = t(`issueDesk.field.${name}`)
  if (untold.has(name)) return field
  if (value !== undefined) return t('journal.changedTo', { field, value: valueWords(desk, name, value) })
  return flags.has(name)
    ? t('journal.changedTo', { field, value: t('issueDesk.no') })
    : t('journal.asInArticle', { field })
}

/** What is corrected, by the name that stands in the list; empty for the issue itself. */
function nameOf(
  { t, texts }: Desk,
  week: CorrectedWeek,
  target: CorrectionTarget | undefined,
  event: CorrectionValue | undefined,
): string {
  if (!target || ['issue', 'image', 'day'].includes(target.kind)) return ''
  const lines = [...week.dayLines.flatMap((day) => day.lines), ...week.ongoing]
  const known = lines.find((line) => targetKey(line.target) === targetKey(target))?.now
  const own = event && typeof event === 'object' && 'title' in event ? event : undefined
  const title = known?.title ?? own?.title ?? target.title
  const date = known && 'date' in known ? known.date : target.date
  return date ? t('journal.eventOn', { title, day: weekdayAndDay(date, texts) }) : t('segment.quoted', { name: title })
}
