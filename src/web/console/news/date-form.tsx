import { type NewsDate, newsDateKinds } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { asOneTypes, byItself, Fault, VersionField } from './entry-form.js'

export interface DateFormProps {
  desk: Desk
  action: string
  name: string
  date: Partial<NewsDate>
  version?: string
  /** It adds to a list beside it, and is drawn again by itself. */
  adds?: boolean
  fault?: string | undefined
}

/** A date to remember, a training or a familiarisation day. */
export function DateForm({ desk, action, name, date, version, adds = false, fault }: DateFormProps) {
  const { t } = desk
  const saved = version === undefined ? (adds ? byItself(action, name) : {}) : asOneTypes(action, name)
  const text = (field: 'title' | 'hours' | 'place', most: number, required = false) => (
    <label>
      {t(`newsDesk.field.${field}`)}
      <input
        id={`${name}-${field}`}
        name={field}
        maxLength={most}
        required={required}
        defaultValue={date[field] ?? ''}
        placeholder={field === 'hours' ? t('newsDesk.hoursHelp') : undefined}
      />
    </label>
  )
  const day = (field: 'date' | 'until', required = false) => (
    <label>
      {t(`newsDesk.field.${field}`)}
      <input type="date" id={`${name}-${field}`} name={field} required={required} defaultValue={date[field] ?? ''} />
    </label>
  )
  return (
    <form method="post" action={action} className="event" {...saved}>
      {fault && <Fault desk={desk} fault={fault} />}
      {version !== undefined && <VersionField name={name} version={version} />}
      <label>
        {t('newsDesk.field.kind')}
        <select name="kind" defaultValue={date.kind ?? 'remember'}>
          {newsDateKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`news.kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {text('title', 300, true)}
      <div className="together">
        {day('date', true)}
        {day('until')}
      </div>
      <div className="together">
        {text('hours', 100)}
        {text('place', 200)}
      </div>
      <label>
        {t('newsDesk.field.text')}
        <textarea name="text" rows={2} maxLength={4000} defaultValue={date.text ?? ''} />
      </label>
      <label>
        {t('newsDesk.field.enrol')}
        <input name="url" type="url" maxLength={1000} defaultValue={date.url ?? ''} placeholder="https://" />
      </label>
      <button type="submit">{t(version === undefined ? 'newsDesk.add' : 'issueDesk.save')}</button>
    </form>
  )
}
