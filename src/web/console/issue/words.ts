import { remembered } from '../../../base/remembered.js'
import { loadTexts } from '../../../base/texts.js'
import type { CorrectionValue, EventLine, IssueState, Occurrence } from '../../../domain/index.js'
import { hourText, periodWords as wordsOfPeriod, weekdayAndDay } from '../../../render/dates.js'
import { isSkipped } from '../../../store/issues.js'
import type { Desk } from '../desk.js'

const periodsIn = remembered((language) => {
  const texts = loadTexts(language)
  return remembered((period) => wordsOfPeriod(period, texts))
})

/** A period as it is said: "du 6 au 12 juillet 2026", "juillet 2026". */
export const periodWords = ({ texts }: Desk, period: string): string => periodsIn(texts.language)(period)

/** The name of an issue's state in the texts; a skipped one is held, but not in the eyes of staff. */
export const stateName = (issue: { state: IssueState; stateReason: string | null }): string =>
  isSkipped(issue) ? 'skipped' : issue.state

const dates = new Set(['date', 'from', 'until'])
const hours = new Set(['start', 'end'])

/** A value of a field as a person says it. */
export function valueWords({ t, texts, context }: Desk, field: string, value: CorrectionValue): string {
  if (value === null || value === '') return t('issueDesk.nothing')
  if (typeof value === 'boolean') return t(value ? 'issueDesk.yes' : 'issueDesk.no')
  if (typeof value === 'string') {
    if (dates.has(field)) return weekdayAndDay(value, texts)
    if (hours.has(field)) return hourText(value, context.office.hours, texts)
    return field === 'status' ? t(`issueDesk.status.${value}`) : value
  }
  if ('free' in value) return value.text || t(value.free ? 'issueDesk.free' : 'issueDesk.nothing')
  if ('phone' in value) return [value.phone, value.url].filter(Boolean).join(', ') || t('issueDesk.bookingAsked')
  return 'title' in value ? value.title : ''
}

/** The hour of an event where it stands in a list. */
export function hourWords({ t, texts, context }: Desk, { allDay, start, end, moment }: Occurrence): string {
  const said = (time: string) => hourText(time, context.office.hours, texts)
  if (start) return end ? `${said(start)} – ${said(end)}` : said(start)
  if (allDay) return t('event.allDay')
  if (moment) return t(`event.${moment}`)
  return end ? t('event.until', { hour: said(end) }) : '—'
}

/** The place of an event where it stands in a list. */
export const placeWords = ({ now }: EventLine): string => [now.venue, now.commune].filter(Boolean).join(', ')

/** A day with a capital: "Lundi 6 juillet". */
export function dayWords({ texts }: Desk, date: string): string {
  const day = weekdayAndDay(date, texts)
  return day.charAt(0).toUpperCase() + day.slice(1)
}
