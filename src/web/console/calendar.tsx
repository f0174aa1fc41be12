import type { PlannedIssue } from '../../../jobs/steps/calendar-of-publication.js'
import type { Desk } from './desk.js'

/** This month and the next as a table, with what leaves and what left. */
export function MonthCalendar({ desk, planned, sent }: { desk: Desk; planned: PlannedIssue[]; sent: string[] }) {
  const { context, t, texts } = desk
  const zone = context.office.timeZone
  const today = context.clock.now().toZonedDateTimeISO(zone).toPlainDate()
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainDate().toString()
  const leaving = new Set(planned.map(({ sendAt }) => dayOf(sendAt)))
  const left = new Set(sent.map((at) => dayOf(Temporal.Instant.from(at))))
  const first = today.with({ day: 1 })
  const start = first.subtract({ days: first.dayOfWeek - 1 })
  const weeks = Math.ceil((first.dayOfWeek - 1 + today.daysInMonth) / 7)
  const month = first.toLocaleString(texts.language, { month: 'long', year: 'numeric' })
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">{month}</h2>
      <table className="month">
        <thead>
          <tr>
            {Array.from({ length: 7 }, (_, day) => {
              const date = start.add({ days: day })
              return (
                <th key={day} scope="col">
                  <abbr title={date.toLocaleString(texts.language, { weekday: 'long' })}>
                    {date.toLocaleString(texts.language, { weekday: 'short' })}
                  </abbr>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: weeks }, (_, week) => (
            <tr key={week}>
              {Array.from({ length: 7 }, (__, day) => {
                const date = start.add({ days: week * 7 + day })
                const key = date.toString()
                const what = leaving.has(key) ? 'leaves' : left.has(key) ? 'left' : null
                const names = [date.month === today.month ? '' : 'other', what ?? '', date.equals(today) ? 'today' : '']
                return (
                  <td key={key} className={names.filter(Boolean).join(' ') || undefined}>
                    {date.day}
                    {what && <small>{t(`home.${what}Mark`)}</small>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
