import type { MonthlyNewsSettings } from '../../../domain/settings/publications.js'
import type { SettingChange } from '../../../settings/change.js'
import { Choice, type Fields, type FormProps, weekdayOptions } from './forms.js'

const ranks = ['first', 'second', 'third', 'fourth', 'last'] as const
const stages = ['draft', 'reminder', 'proof'] as const

/** What a form about monthly news says of their settings. */
export function newsChanges(name: string, fields: Fields): SettingChange[] {
  const at = (...keys: string[]) => ['publications', name, ...keys]
  const number = (field: string) => Number((fields[field] || 'x').replace(',', '.'))
  return [
    { path: at('send', 'day'), value: `${fields['send.rank']} ${fields['send.day']}` },
    { path: at('send', 'time'), value: fields['send.time'] },
    { path: at('send', 'unapproved'), value: fields['send.unapproved'] === 'oui' },
    { path: at('send', 'graceHours'), value: number('send.graceHours') },
    { path: at('most'), value: number('most') },
    ...stages.flatMap((stage) => [
      { path: at(stage, 'workingDays'), value: number(`${stage}.workingDays`) },
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
  const number = (field: string, value: number, [min, max]: [number, number]) => ({
    type: 'number',
    name: field,
    min,
    max,
    required: true,
    defaultValue: fields[field] ?? value,
  })
  const asked = Object.keys(fields).length > 0
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
          <input
            type="time"
            required
            name="send.time"
            defaultValue={fields['send.time'] ?? send.time}
            aria-label={label('send_time')}
          />
        </fieldset>
        {stages.map((stage) => (
          <fieldset className="pair" key={stage}>
            <legend>{label(stage)}</legend>
            <input
              {...number(`${stage}.workingDays`, publication[stage].workingDays, [0, 20])}
              aria-label={label(`${stage}_workingDays`)}
            />
            <input
              type="time"
              required
              name={`${stage}.time`}
              defaultValue={fields[`${stage}.time`] ?? publication[stage].time}
              aria-label={label(`${stage}_time`)}
            />
          </fieldset>
        ))}
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
          <input {...number('send.graceHours', send.graceHours, [0, 48])} step="any" />
        </label>
        <label>
          {label('most')}
          <input {...number('most', most, [0, 40])} />
        </label>
        <button type="submit">{t('settings.save')}</button>
      </form>
    </section>
  )
}
