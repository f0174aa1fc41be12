import type { OfficeSettings } from '../../../domain/settings/office.js'
import type { SettingChange } from '../../../settings/change.js'
import type { Fields, FormProps } from './fields.js'

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
