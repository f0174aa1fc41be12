import type { DraftChange, DraftReport } from '../../../../jobs/import-draft.js'
import type { RowChange } from '../../../store/directory/details.js'
import type { Desk } from '../desk.js'
import { changedCells } from './changed-cells.js'
import { publicationTitle, shownOf } from './words.js'

interface CountsProps {
  desk: Desk
  report: DraftReport
  /** Whether it is done, or will be. */
  isEntered?: boolean
}

/** What a list comes to: how many partners it adds and changes, and to what it subscribes how many people. */
export function Counts({ desk, report, isEntered = false }: CountsProps) {
  const { t } = desk
  const { added, changed, unchanged, refusedCount } = report
  const counts = { added, changed, unchanged, refused: refusedCount }
  return (
    <>
      <dl className="counts">
        {Object.entries(counts).map(([name, count]) => (
          <div key={name} className={name}>
            <dt>{t(`importDesk.count.${name}`, { count })}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <Subscriptions {...{ desk, report, isEntered }} />
    </>
  )
}

function Subscriptions({ desk, report, isEntered }: Required<CountsProps>) {
  const { t, context } = desk
  if (!report.subscriptions) return null
  const { begun, left, barred } = report.subscriptions
  const touched = Object.keys(context.publications).filter((name) => begun[name] || left[name])
  return (
    <section aria-labelledby="subscriptions">
      <h2 id="subscriptions">{t('importDesk.subscriptions.title')}</h2>
      <ul className="subscribed">
        {touched.map((name) => {
          const values = { title: publicationTitle(desk, name), done: String(isEntered) }
          return (
            <li key={name}>
              {t('importDesk.subscriptions.begun', { ...values, count: begun[name] ?? 0 })}
              {left[name] && ` ${t('importDesk.subscriptions.left', { count: left[name] })}`}
            </li>
          )
        })}
        {barred > 0 && <li>{t('importDesk.subscriptions.barred', { count: barred })}</li>}
        {touched.length === 0 && barred === 0 && <li>{t('importDesk.subscriptions.none')}</li>}
      </ul>
    </section>
  )
}

/** Whose record a list changes, cell by cell, and what they then receive. */
export function Changed({ desk, report }: { desk: Desk; report: DraftReport }) {
  const { t } = desk
  const cells = (organisation: string | null, changes: RowChange[]) =>
    changes.flatMap((change) => changedCells(desk, change, organisation))
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">{t('importDesk.changedTitle')}</h2>
      <p>{t('importDesk.changedText', shownOf(report.changes.length, report.changed))}</p>
      <ul className="rows">
        {report.changes.map(({ line, name, organisation, changes, subscriptions }) => (
          <li key={`${line} ${name}`}>
            <span>
              <strong>{name}</strong> <small>{t('importDesk.line', { line: String(line) })}</small>
            </span>
            <ul>
              {cells(organisation, changes).map(({ label, before, after }) => (
                <li key={label}>
                  {label} : {before ? <del>{before}</del> : <span className="quiet">–</span>} → <ins>{after}</ins>
                </li>
              ))}
              {subscriptionsTold(desk, subscriptions).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

function subscriptionsTold(desk: Desk, change: DraftChange['subscriptions']): string[] {
  return (['begun', 'left', 'barred'] as const).flatMap((what) => {
    const names = change?.[what] ?? []
    const titles = names.map((name) => publicationTitle(desk, name)).join(', ')
    return names.length > 0 ? [desk.t(`importDesk.subscriptions.one.${what}`, { titles })] : []
  })
}
