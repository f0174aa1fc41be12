import type { MonthlyNewsSettings } from '../../../domain/settings/publications.js'
import type { SettingChange } from '../../../settings/change.js'
import {
  Choice,
  type Fields,
  type FormProps,
  LatenessFields,
  latenessChanges,
  NumberField,
  numberIn,
  TimeField,
  weekdayOptions,
} from './fields.js'

const ranks = ['first', 'second', 'third', 'fourth', 'last'] as const
const stages = ['draft', 'reminder', 'proof'] as const

/** What a form about monthly news says of their settings. */
export function newsChanges(name: string, fields: Fields): SettingChange[] {
  const at = (...keys: string[]) => ['publications', name, ...keys]
  return [
    { path: at('send', 'day'), value: `${fields['send.rank']} ${fields['send.day']}` },
    { path: at('send', 'time'), value: fields['send.time'] },
    ...latenessChanges(at(), fields),
    { path: at('most'), value: numberIn(fields, 'most') },
    ...stages.flatMap((stage) => [
      { path: at(stage, 'workingDays'), value: numberIn(fields, `${stage}.workingDays`) },
      { path: at(stage, 'time'), value: fields[`${stage}.time`] },
    ]),
  ]
}

/** When monthly news are prepared and leave, as a form. */
export function NewsForm({
  desk,
  name,
  publication,
  hash,
  fields,
}: FormProps & { name: string; publication: MonthlyNewsSettings }) {
  const { t } = desk
  const { send, most } = publication
  const [rank = 'first', weekday = 'tuesday'] = send.day.split(' ')
  const label = (key: string) => t(`setting.publications.publications_NAME_${key}`)
  return (
    <section aria-labelledby={`publication-${name}`}>
      <h2 id={`publication-${name}`}>{publication.title}</h2>
      <form method="post" action={`/console/reglages/publications/${name}`} className="settings">
        <input type="hidden" name="empreinte" value={hash} />
        <fieldset className="pair three">
          <legend>{t('settings.sendNews')}</legend>
          <Choice
            name="send.rank"
            label={t('settings.rank')}
            options={ranks.map((value) => ({ value, label: t(`settings.ranks.${value}`) }))}
            value={fields['send.rank'] ?? rank}
          />
          <Choice
            name="send.day"
            label={t('settings.weekday')}
            options={weekdayOptions(desk)}
            value={fields['send.day'] ?? weekday}
          />
          <TimeField name="send.time" label={label('send_time')} value={send.time} fields={fields} />
        </fieldset>
        {stages.map((stage) => (
          <fieldset className="pair" key={stage}>
            <legend>{label(stage)}</legend>
            <NumberField
              name={`${stage}.workingDays`}
              value={publication[stage].workingDays}
              range={[0, 20]}
              label={label(`${stage}_workingDays`)}
              fields={fields}
            />
            <TimeField
              name={`${stage}.time`}
              label={label(`${stage}_time`)}
              value={publication[stage].time}
              fields={fields}
            />
          </fieldset>
        ))}
        <LatenessFields send={send} fields={fields} label={label} />
        <label>
          {label('most')}
          <NumberField name="most" value={most} range={[0, 40]} fields={fields} />
        </label>
        <button type="submit">{t('settings.save')}</button>
      </form>
    </section>
  )
}
