import { renderToStaticMarkup } from 'react-dom/server'
import type { StandingSetting } from '../../../settings/overview.js'
import { environmentVariables } from '../../../settings/environment.js'
import type { Desk } from '../desk.js'

/** Written once as long as the files stay the same: it is long, and the same for everybody who reads its language. */
const written = new WeakMap<StandingSetting[], Map<string, string>>()

/** The table of all settings as markup. */
export function overviewMarkup(desk: Desk, folder: string, settings: StandingSetting[]): string {
  const known = written.get(settings) ?? new Map<string, string>()
  written.set(settings, known)
  const markup =
    known.get(desk.texts.language) ?? renderToStaticMarkup(<Overview desk={desk} folder={folder} settings={settings} />)
  known.set(desk.texts.language, markup)
  return markup
}

/** Every setting with its value, what it is for, and where it stands. Of what may be secret, only that it is there. */
function Overview({ desk, folder, settings }: { desk: Desk; folder: string; settings: StandingSetting[] }) {
  const { t, texts } = desk
  const files = Map.groupBy(settings, (one) => one.file)
  return (
    <section aria-labelledby="all-settings">
      <h2 id="all-settings">{t('settings.all')}</h2>
      <p>{t('settings.allIntro', { folder })}</p>
      {[...files].map(([file, rows]) => (
        <details key={file}>
          <summary>{t(`settings.file.${file.replace('.yaml', '')}`)}</summary>
          <Rows
            desk={desk}
            rows={rows.map(({ key, kind, value, line }) => {
              const sentence = `setting.${file.replace('.yaml', '')}.${kind}`
              return {
                key,
                value: inWords(desk, value),
                sentence: texts.has(sentence) ? t(sentence) : '',
                place: line === null ? t('settings.byDefault') : `${file}, ${t('settings.line', { line })}`,
              }
            })}
          />
        </details>
      ))}
      <details>
        <summary>{t('settings.file.environment')}</summary>
        <p>{t('settings.environmentIntro')}</p>
        <Rows
          desk={desk}
          rows={Object.keys(environmentVariables).map((name) => ({
            key: name,
            value: shownOf(desk, name),
            sentence: t(`setting.environment.${name}`),
            place: t('settings.environment'),
          }))}
        />
      </details>
    </section>
  )
}

/** What may be shown of a variable: addresses without name and password, and nothing of a secret. */
function shownOf({ context: { publicUrl, smtp, imap, mailLog }, t }: Desk, name: string): string {
  if (name === 'PUBLIC_URL') return publicUrl
  if (name === 'SMTP_URL') return smtp ? `${smtp.host}:${smtp.port}` : t('settings.unset')
  if (name === 'IMAP_URL') return imap ? `${imap.host}:${imap.port}` : t('settings.unset')
  if (name === 'SMTP_LOG') return t(mailLog ? 'settings.set' : 'settings.unset')
  return t('settings.notShown')
}

interface Row {
  key: string
  value: string
  sentence: string
  place: string
}

function Rows({ desk: { t }, rows }: { desk: Desk; rows: Row[] }) {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t('settings.all')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('settings.what')}</th>
            <th scope="col">{t('settings.value')}</th>
            <th scope="col">{t('settings.where')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, value, sentence, place }) => (
            <tr key={key}>
              <td>
                {sentence} <code>{key}</code>
              </td>
              <td>{value}</td>
              <td>{place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A value as a sentence would hold it. */
/** A word of the settings in the reader's language: "first tuesday" is two of them. */
const wordOf = (word: string, { t, texts }: Pick<Desk, 't' | 'texts'>): string =>
  texts.has(`settings.word.${word}`) ? t(`settings.word.${word}`) : word

export function inWords({ t, texts }: Desk, value: unknown): string {
  if (value === undefined || value === null || value === '') return t('settings.unset')
  if (typeof value === 'boolean') return t(value ? 'settings.yes' : 'settings.no')
  if (typeof value === 'string')
    return value
      .split(' ')
      .map((one) => wordOf(one, { t, texts }))
      .join(' ')
  if (Array.isArray(value))
    return value.length === 0 ? t('settings.none') : value.map((one) => inWords({ t, texts } as Desk, one)).join(', ')
  if (typeof value === 'object') {
    const { name, address, ...rest } = value as Record<string, unknown>
    if (typeof name === 'string' && typeof address === 'string') return `${name} <${address}>`
    const all = Object.entries({
      ...(name === undefined ? {} : { name }),
      ...(address === undefined ? {} : { address }),
      ...rest,
    })
    return all.length === 0 ? t('settings.none') : all.map(([key, one]) => `${key} : ${String(one)}`).join(', ')
  }
  return String(value as number)
}
