import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { Fragment } from 'react'
import type { JobContext } from '../../../../jobs/steps/context.js'
import { receivable } from '../../../../jobs/steps/receivable.js'
import { keptFor } from '../../../base/kept.js'
import { organisationKinds } from '../../../domain/index.js'
import { partnersCsvHead, partnersCsvLine } from '../../../report/partners-csv.js'
import type { PartnersPage, PartnersWanted } from '../../../store/organisations/search.js'
import type { Desk, DeskEnv } from '../desk.js'
import { note, only } from '../guards.js'
import { part, screen } from '../screen.js'
import { home, kindWord, recentChoices } from './words.js'

/** How long what was found serves others who look for the same, unless something changes. */
const servesMs = 2000

const onlyChoices = ['unsubscribed', 'opposed', 'bounced', 'without-contact'] as const

/** What an address of this screen asks for. */
function wantedOf(query: Record<string, string>): PartnersWanted {
  const { q = '', categorie = '', commune = '', seulement = '', suite = '' } = query
  // "unsubscribed.agenda": those who left this one.
  const [, only = '', left] = /^([a-z-]+)(?:\.(.+))?$/.exec(seulement) ?? []
  const chosen = onlyChoices.find((one) => one === only)
  return {
    search: q.slice(0, 200),
    ...(categorie && { kind: categorie.slice(0, 200) }),
    ...(commune && { commune: commune.slice(0, 200) }),
    ...(chosen && { only: chosen }),
    ...(chosen === 'unsubscribed' && left && { left: left.slice(0, 200) }),
    ...(suite && { after: suite }),
  }
}

/** What an address says of whom alone to show. */
const onlyOf = ({ only, left }: PartnersWanted) => (left === undefined ? (only ?? '') : `${only}.${left}`)

/** Partners found as one types: organisations and contacts, page by page. */
export function searchScreen({ store, changes }: JobContext): Hono<DeskEnv> {
  const found = keptFor(
    servesMs,
    async (wanted) => await store.organisations.search(JSON.parse(wanted) as PartnersWanted),
    200,
    changes,
  )
  const app = new Hono<DeskEnv>()
  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const wanted = wantedOf(c.req.query())
    const page = await found.get(JSON.stringify(wanted))
    const results = <Results desk={desk} wanted={wanted} page={page} />
    if (c.req.header('HX-Request-Type') === 'partial') return part(c, results)
    const choices = await recentChoices(context.store)
    return screen(c, {
      title: t('partnerDesk.title'),
      place: 'partners',
      styles: ['partners-desk.css'],
      children: (
        <>
          <nav className="doors" aria-label={t('partnerDesk.title')}>
            {desk.may('editor') && (
              <>
                <a href={`${home}/nouveau`} role="button">
                  {t('partnerDesk.new')}
                </a>
                <a href={`${home}/importer`} role="button" className="secondary">
                  {t('partnerDesk.import')}
                </a>
              </>
            )}
            <a href={`${home}/carte`} role="button" className="secondary">
              {t('partnerDesk.map')}
            </a>
            {desk.may('editor') && (
              <form method="post" action={`${home}/liste.csv`}>
                <button type="submit" className="secondary">
                  {t('partnerDesk.export')}
                </button>
              </form>
            )}
          </nav>
          <search>
            <form
              method="get"
              action={home}
              className="finding-form"
              hx-get={home}
              hx-trigger="input delay:150ms, submit"
              hx-target="#resultats"
              hx-swap="innerHTML"
              hx-replace-url="true"
              hx-sync="this:replace"
            >
              <label className="words">
                {t('partnerDesk.search')}
                <input
                  type="search"
                  name="q"
                  defaultValue={wanted.search}
                  autoComplete="off"
                  placeholder={t('partnerDesk.searchHint')}
                />
              </label>
              <label>
                {t('partnerColumn.kind')}
                <select name="categorie" defaultValue={wanted.kind ?? ''}>
                  <option value="">{t('partnerDesk.any')}</option>
                  {[...new Set([...organisationKinds, ...choices.kinds])].map((kind) => (
                    <option key={kind} value={kind}>
                      {kindWord(desk, kind)}
                    </option>
                  ))}
                </select>
              </label>
              <label>
                {t('partnerColumn.commune')}
                <select name="commune" defaultValue={wanted.commune ?? ''}>
                  <option value="">{t('partnerDesk.any')}</option>
                  {choices.communes.map((commune) => (
                    <option key={commune}>{commune}</option>
                  ))}
                </select>
              </label>
              <label>
                {t('partnerDesk.only')}
                <select name="seulement" defaultValue={onlyOf(wanted)}>
                  <option value="">{t('partnerDesk.all')}</option>
                  {onlyChoices.map((one) => (
                    <Fragment key={one}>
                      <option value={one}>{t(`partnerDesk.onlyThose.${one}`)}</option>
                      {one === 'unsubscribed' &&
                        Object.entries(receivable(context)).map(([name, { title }]) => (
                          <option key={name} value={`${one}.${name}`}>
                            {t('partnerDesk.onlyThose.left', { publication: title })}
                          </option>
                        ))}
                    </Fragment>
                  ))}
                </select>
              </label>
              <button type="submit">{t('partnerDesk.find')}</button>
            </form>
          </search>
          <div id="resultats">{results}</div>
        </>
      ),
    })
  })

  app.post('/liste.csv', only('editor'), async (c) => {
    const desk = c.get('desk')
    await note(desk, 'exported', null)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="partenaires.csv"')
    return stream(c, async (out) => {
      await out.write(partnersCsvHead(desk.texts.t))
      for await (const page of desk.context.store.directory.listed())
        await out.write(page.map((partner) => partnersCsvLine(partner, desk.texts.t)).join(''))
    })
  })
  return app
}

function Results({ desk, wanted, page }: { desk: Desk; wanted: PartnersWanted; page: PartnersPage }) {
  const { t } = desk
  const { partners, next } = page
  const isFirst = !wanted.after
  const asked = new URLSearchParams(
    Object.entries({
      q: wanted.search,
      categorie: wanted.kind,
      commune: wanted.commune,
      seulement: onlyOf(wanted),
    }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  )
  const more = new URLSearchParams(asked)
  if (next) more.set('suite', next)
  return (
    <>
      <p role="status" className="quiet">
        {t('partnerDesk.found', {
          count: partners.length,
          more: String(next !== null),
          typed: String(wanted.search?.trim() !== ''),
        })}
      </p>
      {partners.length > 0 && (
        <table className="partners stacked">
          <thead>
            <tr>
              <th scope="col">{t('partnerColumn.organisation')}</th>
              <th scope="col">{t('partnerColumn.kind')}</th>
              <th scope="col">{t('partnerColumn.commune')}</th>
              <th scope="col">{t('partnerColumn.email')}</th>
            </tr>
          </thead>
          <tbody>
            {partners.map((one) => (
              <tr key={one.organisationId ?? one.contactId}>
                <th scope="row">
                  <a
                    href={
                      one.organisationId ? `${home}/${one.organisationId}` : `${home}/contacts/${one.contactId ?? ''}`
                    }
                  >
                    {one.name}
                  </a>
                </th>
                <td>{one.organisationId ? kindWord(desk, one.kind) : t('partnerDesk.alone')}</td>
                <td>{one.commune}</td>
                <td>
                  {one.emails.length > 0
                    ? // A contact without a name goes by its address: once is enough.
                      one.emails.filter((email) => email !== one.name).join(', ')
                    : t('partnerDesk.nobody')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <nav className="pager" aria-label={t('desk.pages')}>
        {!isFirst && <a href={`${home}?${asked}`}>{t('partnerDesk.first')}</a>}
        {next && (
          <a href={`${home}?${more}`} rel="next">
            {t('desk.pageAfter')}
          </a>
        )}
      </nav>
    </>
  )
}
