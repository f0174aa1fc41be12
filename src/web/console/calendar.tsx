import { weekdayAndDay } from '../../render/dates.js'
import { type DayMark, marksBetween } from './calendar-days.js'
import type { Desk } from './desk.js'

/** A month shown whole weeks at a time, with what its days tell. */
export interface CalendarMonth {
  month: Temporal.PlainYearMonth
  today: Temporal.PlainDate
  /** The Monday that the first row begins with. */
  start: Temporal.PlainDate
  weeks: number
  marks: DayMark[]
}

/** The month that an address asks for ("2026-08"), else this one. */
export async function calendarMonth(desk: Desk, asked: string | undefined): Promise<CalendarMonth> {
  const { context } = desk
  const today = context.clock.now().toZonedDateTimeISO(context.office.timeZone).toPlainDate()
  const month = /^20\d\d-(?:0[1-9]|1[0-2])$/.test(asked ?? '')
    ? Temporal.PlainYearMonth.from(asked ?? '')
    : today.toPlainYearMonth()
  const first = month.toPlainDate({ day: 1 })
  const start = first.subtract({ days: first.dayOfWeek - 1 })
  const weeks = Math.ceil((first.dayOfWeek - 1 + month.daysInMonth) / 7)
  const marks = await marksBetween(desk, { from: start, until: start.add({ days: weeks * 7 - 1 }) })
  return { month, today, start, weeks, marks }
}

const monthName = ({ texts }: Desk, month: Temporal.PlainYearMonth) =>
  month.toPlainDate({ day: 1 }).toLocaleString(texts.language, { month: 'long', year: 'numeric' })

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** A month as a table, with what leaves and what left, the way to other months, and the same told as a list. */
export function MonthCalendar({ desk, shown }: { desk: Desk; shown: CalendarMonth }) {
  const { t, texts } = desk
  const { month, today, start, weeks, marks } = shown
  const listed = marks.filter(({ day }) => day.startsWith(month.toString()))
  return (
    <section aria-labelledby="calendar" className="calendar">
      <h2 id="calendar">{capital(monthName(desk, month))}</h2>
      <MonthLinks desk={desk} shown={shown} />
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
                const names = [date.month === month.month ? '' : 'other', date.equals(today) ? 'today' : '']
                return (
                  <td
                    key={date.toString()}
                    className={names.filter(Boolean).join(' ') || undefined}
                    aria-current={date.equals(today) ? 'date' : undefined}
                  >
                    {date.day}
                    {marks
                      .filter((one) => one.day === date.toString())
                      .map((one) => (
                        <Mark key={one.title} desk={desk} mark={one} />
                      ))}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {listed.length === 0 && <p className="quiet">{t('calendar.nothing')}</p>}
      <ul className="rows">
        {listed.map(({ day, title, mark, href }) => (
          <li key={`${day} ${title}`}>
            <span>
              {href ? <a href={href}>{title}</a> : title}
              <small>{` ${t(`calendar.says.${mark}`)}`}</small>
            </span>
            <small>{weekdayAndDay(day, texts)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

function MonthLinks({ desk, shown: { month, today } }: { desk: Desk; shown: CalendarMonth }) {
  const { t } = desk
  const here = month.equals(today.toPlainYearMonth())
  const to = (months: number) => {
    const other = month.add({ months })
    return { href: `/console?mois=${other}#calendar`, name: monthName(desk, other) }
  }
  const [before, after] = [to(-1), to(1)]
  return (
    <nav className="pager" aria-label={t('calendar.months')}>
      <a href={before.href} rel="prev">{`← ${before.name}`}</a>
      {!here && <a href="/console#calendar">{t('calendar.thisMonth')}</a>}
      <a href={after.href} rel="next">{`${after.name} →`}</a>
    </nav>
  )
}

/** A day's word, which leads to what it is about. */
function Mark({ desk: { t }, mark: { mark, title, href } }: { desk: Desk; mark: DayMark }) {
  const word = t(`calendar.mark.${mark}`)
  const look = `leaf ${mark}`
  if (!href)
    return (
      <small className={look} title={title}>
        {word}
      </small>
    )
  return (
    <a className={look} href={href} title={title} aria-label={`${word} : ${title}`}>
      {word}
    </a>
  )
}
