import type { Context } from 'hono'
import type { ReactNode } from 'react'
import type { DraftReport } from '../../../../jobs/import-draft.js'
import type { ListPreview } from '../../../collect/partners/preview.js'
import { listFields } from '../../../domain/settings/partners.js'
import type { ImportDraft } from '../../../store/import-drafts.js'
import type { Desk, DeskEnv } from '../desk.js'
import { screen } from '../screen.js'
import { Changed, Counts } from './import-told.js'
import { columnWord, home, publicationTitle, shownOf } from './words.js'

const pathOf = (draft: Pick<ImportDraft, 'id'>) => `${home}/importer/${draft.id}`
const reportOf = (draft: ImportDraft) => JSON.parse(draft.report ?? '{}') as DraftReport

/** The first of those that an import added: the search finds the others. */
const addedShown = 50

function step(c: Context<DeskEnv>, title: string, children: ReactNode) {
  const { t } = c.get('desk')
  const back = { href: `${home}/importer`, label: t('importDesk.title') }
  return screen(c, { title, place: 'partners', styles: ['partners-desk.css'], back, width: 'wide', children })
}

/** What each column holds, with its first lines: recognised ones are chosen already, for the others one is asked. */
export function columnsStep(
  c: Context<DeskEnv>,
  draft: ImportDraft,
  { preview, isMissing }: { preview: ListPreview; isMissing: boolean },
) {
  const desk = c.get('desk')
  const { t } = desk
  const fieldOf = (index: number) => listFields.find((field) => preview.columns[field].includes(index)) ?? ''
  const word = (field: string) =>
    field === 'name' ? t('partnerDesk.column.name') : columnWord(desk, 'organisation', field)
  const chosen = JSON.parse(draft.publications) as string[]
  const unknown = preview.headings.filter((heading, index) => heading !== '' && fieldOf(index) === '').length
  return step(
    c,
    t('importDesk.columnsTitle', { file: draft.file }),
    <form method="post" action={`${pathOf(draft)}/colonnes`}>
      {isMissing && (
        <p role="alert" className="refused">
          {t('importDesk.noEmail')}
        </p>
      )}
      <p>{t('importDesk.columnsText', { count: unknown })}</p>
      <div className="table-frame" tabIndex={0} role="region" aria-label={t('importDesk.columns')}>
        <table className="columns">
          <thead>
            <tr>
              {preview.headings.map((heading, index) => (
                // oxlint-disable-next-line no-array-index-key
                <th key={index} scope="col" className={heading !== '' && fieldOf(index) === '' ? 'unknown' : undefined}>
                  {heading}
                  {heading !== '' && (
                    <select
                      name={`c${index}`}
                      defaultValue={fieldOf(index)}
                      aria-label={t('importDesk.holds', { heading })}
                    >
                      <option value="">{t('importDesk.ignored')}</option>
                      {listFields.map((field) => (
                        <option key={field} value={field}>
                          {word(field)}
                        </option>
                      ))}
                    </select>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, line) => (
              // oxlint-disable-next-line no-array-index-key
              <tr key={line}>
                {preview.headings.map((_, index) => (
                  // oxlint-disable-next-line no-array-index-key
                  <td key={index}>{row[index]?.slice(0, 80)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <fieldset>
        <legend>{t('importDesk.publications')}</legend>
        {Object.keys(desk.context.publications).map((name) => (
          <label key={name}>
            <input type="checkbox" name="publication" value={name} defaultChecked={chosen.includes(name)} />
            {publicationTitle(desk, name)}
          </label>
        ))}
        <small>{t('importDesk.publicationsHint')}</small>
      </fieldset>
      <button type="submit">{t('importDesk.try')}</button>
    </form>,
  )
}

/** The list is being read; the page looks again by itself, with scripts or without. */
export function waitingStep(c: Context<DeskEnv>, draft: ImportDraft) {
  const { t } = c.get('desk')
  c.header('Refresh', '2')
  return step(
    c,
    t(draft.state === 'importing' ? 'importDesk.importing' : 'importDesk.rehearsing', { file: draft.file }),
    <>
      <progress aria-label={t('importDesk.wait')} />
      <p role="status">{t('importDesk.lines', { lines: draft.lines })}</p>
      <p className="quiet">{t('importDesk.wait')}</p>
    </>,
  )
}

/** What the dry run found: nothing is written yet. */
export function reportStep(c: Context<DeskEnv>, draft: ImportDraft) {
  const desk = c.get('desk')
  const { t } = desk
  const report = reportOf(draft)
  const path = pathOf(draft)
  return step(
    c,
    t('importDesk.reportTitle', { file: draft.file }),
    <>
      <p className="lead">{t('importDesk.reportText')}</p>
      <Counts desk={desk} report={report} />
      <div className="doors">
        {report.added + report.changed + report.unchanged > 0 && (
          <form method="post" action={`${path}/entrer`}>
            <button type="submit">{t('importDesk.enter')}</button>
          </form>
        )}
        <a href={`${path}?colonnes`} role="button" className="secondary">
          {t('importDesk.changeColumns')}
        </a>
        <form method="post" action={`${path}/abandonner`}>
          <button type="submit" className="secondary">
            {t('importDesk.forget')}
          </button>
        </form>
      </div>
      {report.refused.length > 0 && <Refused desk={desk} report={report} path={path} />}
      {report.changes.length > 0 && <Changed desk={desk} report={report} />}
    </>,
  )
}

/** The list is entered, and may be taken back as a whole. */
export async function doneStep(c: Context<DeskEnv>, draft: ImportDraft) {
  const desk = c.get('desk')
  const { t } = desk
  const report = reportOf(draft)
  const added = await desk.context.store.directory.addedBy(draft.import_id ?? '', addedShown)
  return step(
    c,
    t('importDesk.doneTitle', { file: draft.file }),
    <>
      <p className="done" role="status">
        {t('importDesk.doneText')}
      </p>
      <Counts desk={desk} report={report} isEntered />
      <p className="doors">
        <a href={home} role="button">
          {t('partnerDesk.title')}
        </a>
        <a href={`${home}/imports/${draft.import_id ?? ''}/annuler`} role="button" className="secondary">
          {t('importDesk.undo')}
        </a>
      </p>
      {added.length > 0 && (
        <section aria-labelledby="added">
          <h2 id="added">{t('importDesk.addedTitle')}</h2>
          {report.added > added.length && <p>{t('importDesk.addedFirst', { shown: added.length })}</p>}
          <ul className="rows">
            {added.map((one) => (
              <li key={one.id}>
                <a href={`${home}/${one.organisation_id ?? `contacts/${one.id}`}`}>
                  {one.organisation ?? one.name ?? one.email}
                </a>
                <small>{one.organisation || one.name ? one.email : ''}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {report.refused.length > 0 && <Refused desk={desk} report={report} />}
    </>,
  )
}

export function failedStep(c: Context<DeskEnv>, draft: ImportDraft) {
  const { t } = c.get('desk')
  return step(
    c,
    t('importDesk.failedTitle', { file: draft.file }),
    <>
      <p role="alert" className="refused">
        {draft.failure}
      </p>
      <p>
        <a href={`${home}/importer`} role="button">
          {t('importDesk.another')}
        </a>
      </p>
    </>,
  )
}

/** What was not understood; `path` where its lines can still be downloaded. */
function Refused({ desk: { t }, report, path }: { desk: Desk; report: DraftReport; path?: string }) {
  return (
    <section aria-labelledby="refused">
      <h2 id="refused">{t('importDesk.refusedTitle')}</h2>
      <p>
        {path
          ? t('importDesk.refusedText', shownOf(report.refused.length, report.refusedCount))
          : t('importDesk.refusedLeft')}{' '}
        {path && <a href={`${path}/refus.csv`}>{t('importDesk.refusedFile')}</a>}
      </p>
      <div className="table-frame" tabIndex={0} role="region" aria-labelledby="refused">
        <table>
          <thead>
            <tr>
              {['line', 'who', 'column', 'value', 'why'].map((one) => (
                <th key={one} scope="col">
                  {t(`importDesk.refused.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.refused.map((one) => (
              <tr key={`${one.line} ${one.column ?? ''} ${one.value ?? ''} ${one.why}`}>
                <td>{one.line}</td>
                <td>{one.who}</td>
                <td>{one.column}</td>
                <td>{one.value}</td>
                <td>{one.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
