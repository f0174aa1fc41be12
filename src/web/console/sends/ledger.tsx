import type { Context } from 'hono'
import { diagnose } from '../../../deliver/returned/diagnosis.js'
import { deliveryStates, type LineFilter } from '../../../domain/index.js'
import type { LedgerLine } from '../../../store/ledger-lines.js'
import type { Desk, DeskEnv } from '../desk.js'
import { part } from '../screen.js'
import { whenStored } from '../when.js'
import { campaignOf, numberOf, type StoredCampaign } from './subject.js'
import { named, type NamedLine } from './who.js'

const perPage = 50
const states = [...deliveryStates, 'returned'] as const
const isState = (text: string | undefined): text is (typeof states)[number] => states.some((state) => state === text)

/** What an address asks to see of the ledger. */
export function filterOf(c: Context): LineFilter {
  const { etat, motif, mots } = c.req.query()
  return {
    ...(isState(etat) ? { state: etat } : {}),
    ...(motif ? { reason: motif } : {}),
    ...(mots?.trim() ? { words: mots.trim().slice(0, 100) } : {}),
  }
}

const queryOf = ({ state, reason, words }: LineFilter, more: Record<string, string> = {}) =>
  new URLSearchParams({ etat: state ?? '', motif: reason ?? '', mots: words ?? '', ...more })

/** The lines alone, for htmx, while somebody types. */
export async function ledgerPart(c: Context<DeskEnv>) {
  const desk = c.get('desk')
  const campaign = await campaignOf(c)
  if (!campaign) return c.notFound()
  const filter = filterOf(c)
  const found = await desk.context.store.lines.page(campaign.id, filter, { limit: perPage })
  const page = { ...found, lines: await named(desk, found.lines) }
  return part(c, <Lines desk={desk} campaign={campaign} filter={filter} page={page} />)
}

interface LinesProps {
  desk: Desk
  campaign: StoredCampaign
  filter: LineFilter
  page: { lines: NamedLine[]; after: string | null }
}

/** The ledger of a campaign: a form to search it, and a page of what was found. */
export function Ledger({
  reasons,
  returned,
  ...lines
}: LinesProps & { reasons: { reason: string; count: number }[]; returned: number }) {
  const { desk, campaign, filter } = lines
  const { t, texts } = desk
  const path = `/console/envois/${campaign.id}`
  const reasonWords = (reason: string) => (texts.has(`reason.${reason}`) ? t(`reason.${reason}`) : reason)
  return (
    <section aria-labelledby="ledger" id="registre">
      <h2 id="ledger">{t('sends.ledger')}</h2>
      <form
        method="get"
        action={`${path}#registre`}
        className="search"
        hx-get={`${path}/registre`}
        hx-trigger="input delay:300ms, change, submit"
        hx-target="#lignes"
        hx-swap="outerHTML"
      >
        <label>
          {t('sends.words')}
          <input type="search" name="mots" defaultValue={filter.words ?? ''} maxLength={100} autoComplete="off" />
        </label>
        <label>
          {t('sends.state')}
          <select name="etat" defaultValue={filter.state ?? ''}>
            <option value="">{t('sends.anyState')}</option>
            {deliveryStates.map((state) => (
              <option key={state} value={state}>
                {t(`state.${state}`, { count: 1 })}
              </option>
            ))}
            <option value="returned">{t('sends.returned', { count: returned })}</option>
          </select>
        </label>
        {(reasons.length > 0 || filter.reason) && (
          <label>
            {t('sends.reason')}
            <select name="motif" defaultValue={filter.reason ?? ''}>
              <option value="">{t('sends.anyReason')}</option>
              {reasons.map(({ reason, count }) => (
                <option key={reason} value={reason}>
                  {`${reasonWords(reason)} (${count})`}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit">{t('sends.search')}</button>
      </form>
      <Lines {...lines} />
    </section>
  )
}

/** Why a line stands as it does, in two or three words; what was taken needs none. */
function answerOf({ t, texts }: Desk, { state, reason, email, status, reply }: LedgerLine): string {
  if (reason && texts.has(`reason.${reason}`)) return t(`reason.${reason}`)
  if ((state !== 'failed' && state !== 'deferred') || !reply) return ''
  const { reason: cause } = diagnose({ address: email, status, words: [reply] })
  return t(`bounce.${cause}`)
}

function Lines({ desk, campaign, filter, page }: LinesProps) {
  const { t } = desk
  const path = `/console/envois/${campaign.id}`
  return (
    <div id="lignes">
      {page.lines.length === 0 ? (
        <p role="status">{t('sends.nothingFound')}</p>
      ) : (
        <div className="table-frame" tabIndex={0} role="region" aria-label={t('sends.ledger')}>
          <table className="ledger stacked">
            <thead>
              <tr>
                <th scope="col">{t('sends.column.number')}</th>
                <th scope="col">{t('sends.column.recipient')}</th>
                <th scope="col">{t('sends.column.state')}</th>
                <th scope="col">{t('sends.column.changed')}</th>
                <th scope="col">{t('sends.column.answer')}</th>
              </tr>
            </thead>
            <tbody>
              {page.lines.map((line) => (
                <tr key={line.id}>
                  <td>{numberOf(line.id)}</td>
                  <td>
                    <a href={`${path}/remises/${numberOf(line.id)}`}>{line.who ?? (line.email || t('sends.erased'))}</a>
                    {line.who && <small>{line.email}</small>}
                  </td>
                  <td>
                    <span className={`state ${line.state}`}>{t(`state.${line.state}`, { count: 1 })}</span>
                  </td>
                  <td>{whenStored(desk, line.updated_at)}</td>
                  <td>{answerOf(desk, line)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <nav className="pager" aria-label={t('desk.pages')}>
        {page.after && (
          <a href={`${path}?${queryOf(filter, { apres: page.after })}#registre`} rel="next">
            {t('sends.following')}
          </a>
        )}
        <a href={`${path}/registre.csv?${queryOf(filter)}`}>{t('sends.export')}</a>
      </nav>
    </div>
  )
}
