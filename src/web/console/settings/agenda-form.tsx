import type { WeeklyAgendaSettings } from '../../../domain/settings/publications.js'
import type { SettingChange } from '../../../settings/change.js'
import {
  Choice,
  type Fields,
  type FormProps,
  LatenessFields,
  latenessChanges,
  NumberField,
  TimeField,
  weekdayOptions,
} from './fields.js'

/** What a form about a weekly agenda says of its settings. */
export function agendaChanges(name: string, fields: Fields): SettingChange[] {
  const at = (...keys: string[]) => ['publications', name, ...keys]
  const monthDay = (end: string) => `${fields[`${end}.month`]}-${(fields[`${end}.day`] ?? '').padStart(2, '0')}`
  return [
    { path: at('season', 'from'), value: monthDay('from') },
    { path: at('season', 'to'), value: monthDay('to') },
    { path: at('proof', 'day'), value: fields['proof.day'] },
    { path: at('proof', 'time'), value: fields['proof.time'] },
    { path: at('send', 'day'), value: fields['send.day'] },
    { path: at('send', 'time'), value: fields['send.time'] },
    ...latenessChanges(at(), fields),
  ]
}

/** The season of a weekly agenda, and when it is shown to staff and leaves, as a form. */
export function AgendaForm({
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
      <NumberField
        name={`${key}.day`}
        value={Number(season[key].slice(3))}
        range={[1, 31]}
        label={`${label(`season_${key}`)} ${t('settings.day')}`}
        fields={fields}
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
      <TimeField name={`${key}.time`} label={label(`${key}_time`)} value={time} fields={fields} />
    </fieldset>
  )
  return (
    <section aria-labelledby={`publication-${name}`}>
      <h2 id={`publication-${name}`}>{publication.title}</h2>
      <form method="post" action={`/console/reglages/publications/${name}`} className="settings">
        <input type="hidden" name="empreinte" value={hash} />
        {end('from')}
        {end('to')}
        {when('proof', proof)}
        {when('send', send)}
        <LatenessFields send={send} fields={fields} label={label} />
        <button type="submit">{t('settings.save')}</button>
      </form>
    </section>
  )
}
