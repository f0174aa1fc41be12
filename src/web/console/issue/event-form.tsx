import type { ReactNode } from 'react'
import { type CorrectionValue, datesOf, type EventLine, type Occurrence, type Week } from '../../../domain/index.js'
import { valueOf } from '../../../compose/corrections/fields.js'
import type { Desk } from '../desk.js'
import { dayWords, valueWords } from './words.js'

const statuses = ['scheduled', 'cancelled', 'soldOut', 'postponed'] as const

export interface EventFormProps {
  desk: Desk
  week: Week
  /** Makes the ids of the fields differ from those of other forms. */
  name: string
  kind: EventLine['kind']
  event: EventLine['now'] | Partial<Occurrence>
  /** The line that is corrected; none for a new event. */
  line?: EventLine
}

/** The fields of an event; beside each corrected one, what the article says. */
export function EventFields({ desk, week, name, kind, event, line }: EventFormProps) {
  const { t } = desk
  const value = (field: string) => valueOf(event as EventLine['now'], field)
  const text = (field: string) => (value(field) as string | null) ?? ''
  const price = value('price') as { free: boolean; text: string } | null
  const booking = value('booking') as { phone: string | null; url: string | null } | null
  const id = (field: string) => `${name}-${field}`

  const said = (field: string): ReactNode => {
    const correction = line?.corrections.find((one) => one.field === field)
    if (!correction || !line?.said) return null
    const article = valueOf(line.said, field)
    const words = { value: valueWords(desk, field, article), who: correction.who }
    return <small id={`${id(field)}-said`}>{t('issueDesk.articleSays', words)}</small>
  }
  const described = (field: string) =>
    line?.said && line.corrections.some((one) => one.field === field) ? `${id(field)}-said` : undefined
  const input = (field: string, attributes: React.InputHTMLAttributes<HTMLInputElement> = {}) => (
    <label>
      {t(`issueDesk.field.${field}`)}
      <input
        name={field}
        id={id(field)}
        defaultValue={text(field)}
        maxLength={300}
        aria-describedby={described(field)}
        {...attributes}
      />
      {said(field)}
    </label>
  )
  const tick = (field: string, label: string, on: boolean) => (
    <label className="tick">
      <input type="checkbox" name={field} id={id(field)} value="1" defaultChecked={on} /> {label}
    </label>
  )
  const days = datesOf(week)
  const date = text('date')
  return (
    <>
      {input('title', { required: true })}
      {kind === 'occurrence' && (
        <label>
          {t('issueDesk.field.status')}
          <select name="status" id={id('status')} defaultValue={text('status') || 'scheduled'}>
            {statuses.map((status) => (
              <option key={status} value={status}>
                {t(`issueDesk.status.${status}`)}
              </option>
            ))}
          </select>
          {said('status')}
        </label>
      )}
      {kind === 'occurrence' ? (
        <>
          <div className="together">
            <label>
              {t('issueDesk.field.date')}
              <select name="date" id={id('date')} defaultValue={date || days[0]} aria-describedby={described('date')}>
                {[...new Set([...days, ...(date ? [date] : [])])].toSorted().map((day) => (
                  <option key={day} value={day}>
                    {dayWords(desk, day)}
                  </option>
                ))}
              </select>
              {said('date')}
            </label>
            {input('start', { type: 'time' })}
            {input('end', { type: 'time' })}
          </div>
          {tick('allDay', t('issueDesk.field.allDay'), value('allDay') === true)}
          {said('allDay')}
        </>
      ) : (
        <div className="together">
          {input('from', { type: 'date' })}
          {input('until', { type: 'date' })}
          {input('hours')}
        </div>
      )}
      <div className="together">
        {input('venue')}
        {input('commune')}
      </div>
      <div className="together">
        {input('price', { defaultValue: price?.text ?? '' })}
        {kind === 'occurrence' && input('age')}
      </div>
      {tick('free', t('issueDesk.field.free'), price?.free === true)}
      <div className="together">
        {input('phone', { type: 'tel', defaultValue: booking?.phone ?? '' })}
        {input('url', { type: 'url', defaultValue: booking?.url ?? '', placeholder: 'https://' })}
      </div>
      {said('booking')}
      {tick('asked', t('issueDesk.field.asked'), booking !== null)}
      <label>
        {t('issueDesk.field.description')}
        <textarea
          name="description"
          id={id('description')}
          rows={4}
          maxLength={4000}
          defaultValue={text('description')}
          aria-describedby={described('description')}
        />
        {said('description')}
      </label>
    </>
  )
}

/** What a disagreement shows of a field. */
export interface Told {
  field: string
  value: CorrectionValue
}
