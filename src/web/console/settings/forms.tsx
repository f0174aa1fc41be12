import type { OfficeSettings } from '../../../domain/settings/office.js'
import { weekdays } from '../../../domain/settings/publication-parts.js'
import type { WeeklyAgendaSettings } from '../../../domain/settings/publications.js'
import type { SettingChange } from '../../../settings/change.js'
import type { Desk } from '../desk.js'

/** What a form sent, or nothing yet. */
export type Fields = Record<string, string>

export interface FormProps {
  desk: Desk
  hash: string
  /** What was written and refused, to be written better. */
  fields: Fields
}

/** What a form about a publication says of its settings. */
export function publicationChanges(name: string, fields: Fields): SettingChange[] {
  const at = (...keys: string[]) => ['publications', name, ...keys]
  const monthDay = (end: string) => `${fields[`${end}.month`]}-${(fields[`${end}.day`] ?? '').padStart(2, '0')}`
  return [
    { path: at('season', 'from'), value: monthDay('from') },
    { path: at('season', 'to'), value: monthDay('to') },
    { path: at('proof', 'day'), value: fields['proof.day'] },
    { path: at('proof', 'time'), value: fields['proof.time'] },
    { path: at('send', 'day'), value: fields['send.day'] },
    { path: at('send', 'time'), value: fields['send.time'] },
    { path: at('send', 'unapproved'), value: fields['send.unapproved'] === 'oui' },
    { path: at('send', 'graceHours'), value: Number((fields['send.graceHours'] || 'x').replace(',', '.')) },
  ]
}

/** What the form about the office says of its settings. */
export function officeChanges(fields: Fields): SettingChange[] {
  const staff = Array.from({ length: rowsIn(fields) }, (_, index) => ({
    name: (fields[`staff.${index}.name`] ?? '').trim(),
    address: (fields[`staff.${index}.address`] ?? '').trim(),
  })).filter(({ name, address }) => name !== '' || address !== '')
  const replyTo = fields['replyTo']?.trim() || undefined
  return [
    { path: ['replyTo'], value: replyTo },
    { path: ['staff'], value: staff },
  ]
}

const rowsIn = (fields: Fields) => Object.keys(fields).filter((name) => /^staff\.\d+\.name$/.test(name)).length

/** The days of the week by their names; 1 January 2024 was a Monday. */
export const weekdayOptions = ({ texts }: Desk) =>
  weekdays.map((value, index) => ({
    value,
    label: new Temporal.PlainDate(2024, 1, 1 + index).toLocaleString(texts.language, { weekday: 'long' }),
  }))

export function PublicationForm({
  desk,
  name,
  publication,
  hash,
  fields,
}: FormProps & { name: string; publication: WeeklyAgendaSettings }) {
  const { t, texts } = desk
  const { season, proof, send } = publication
  const label = (key: string) => t(`setting.publications.publications_NAME_${key}`)
  const months = Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1).padStart(2, '0'),
    label: new Temporal.PlainYearMonth(2024, index + 1)
      .toPlainDate({ day: 1 })
      .toLocaleString(texts.language, { month: 'long' }),
  }))
  const days = weekdayOptions(desk)
  const end = (key: 'from' | 'to') => (
    <fieldset className="pair">
      <legend>{label(`season_${key}`)}</legend>
      <input
        type="number"
        min={1}
        max={31}
        required
        name={`${key}.day`}
        defaultValue={fields[`${key}.day`] ?? Number(season[key].slice(3))}
        aria-label={`${label(`season_${key}`)} ${t('settings.day')}`}
      />
      <Choice
        name={`${key}.month`}
        label={`${label(`season_${key}`)} ${t('settings.month')}`}
        options={months}
        value={fields[`${key}.month`] ?? season[key].slice(0, 2)}
      />
    </fieldset>
  )
  const when = (key: 'proof' | 'send', { day, time }: { day: string; time: string }) => (
    <fieldset className="pair">
      <legend>{t(`settings.${key}`)}</legend>
      <Choice name={`${key}.day`} label={label(`${key}_day`)} options={days} value={fields[`${key}.day`] ?? day} />
      <input
        type="time"
        required
        name={`${key}.time`}
        defaultValue={fields[`${key}.time`] ?? time}
        aria-label={label(`${key}_time`)}
      />
    </fieldset>
  )
  const asked = Object.keys(fields).length > 0
  return (
    <section aria-labelledby={`publication-${name}`}>
      <h2 id={`publication-${name}`}>{publication.title}</h2>
      <form method="post" action={`/console/reglages/publications/${name}`} className="settings">
        <input type="hidden" name="empreinte" value={hash} />
        {end('from')}
        {end('to')}
        {when('proof', proof)}
        {when('send', send)}
        <label>
          <input
            type="checkbox"
            name="send.unapproved"
            value="oui"
            defaultChecked={asked ? fields['send.unapproved'] === 'oui' : send.unapproved}
          />{' '}
          {label('send_unapproved')}
        </label>
        <label>
          {label('send_graceHours')}
          <input
            type="number"
            name="send.graceHours"
            min={0}
            max={48}
            step="any"
            required
            defaultValue={fields['send.graceHours'] ?? send.graceHours}
          />
        </label>
        <button type="submit">{t('settings.save')}</button>
      </form>
    </section>
  )
}

interface ChoiceProps {
  name: string
  label: string
  options: readonly { value: string; label: string }[]
  value: string
}

export const Choice = ({ name, label, options, value }: ChoiceProps) => (
  <select name={name} aria-label={label} defaultValue={value}>
    {options.map((one) => (
      <option key={one.value} value={one.value}>
        {one.label}
      </option>
    ))}
  </select>
)

/** Empty rows to write somebody new into. */
const spareRows = 2

export function OfficeForm({ desk, office, hash, fields }: FormProps & { office: OfficeSettings }) {
  const { t } = desk
  const rows = Math.max(office.staff.length + spareRows, rowsIn(fields))
  return (
    <section aria-labelledby="office-settings">
      <h2 id="office-settings">{t('settings.people')}</h2>
      <form method="post" action="/console/reglages/office" className="settings">
        <input type="hidden" name="empreinte" value={hash} />
        <fieldset>
          <legend>{t('setting.office.staff')}</legend>
          <p className="quiet">{t('settings.staffHelp')}</p>
          {Array.from({ length: rows }, (_, index) => (
            <div key={index} className="pair">
              <input
                name={`staff.${index}.name`}
                defaultValue={fields[`staff.${index}.name`] ?? office.staff[index]?.name ?? ''}
                placeholder={t('settings.name')}
                aria-label={`${t('settings.name')} ${index + 1}`}
              />
              <input
                type="email"
                name={`staff.${index}.address`}
                defaultValue={fields[`staff.${index}.address`] ?? office.staff[index]?.address ?? ''}
                placeholder={t('settings.address')}
                aria-label={`${t('settings.address')} ${index + 1}`}
              />
            </div>
          ))}
        </fieldset>
        <label>
          {t('setting.office.replyTo')}
          <input type="email" name="replyTo" defaultValue={fields['replyTo'] ?? office.replyTo ?? ''} />
        </label>
        <button type="submit">{t('settings.save')}</button>
      </form>
    </section>
  )
}
