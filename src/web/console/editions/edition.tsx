import type { Context } from 'hono'
import { type Edition, editionName, freeCopies, type StockPlace } from '../../../domain/index.js'
import type { Desk, DeskEnv } from '../desk.js'
import { Pager, pageNumber } from '../pager.js'
import { languageWord } from '../partners/words.js'
import { Done, screen } from '../screen.js'
import { filesOf, FileSections } from './edition-files.js'
import { home } from './edition-form.js'

const perPage = 50
const behindShown = 200

/** An edition: its files, where its copies lie, who took them, and who still shows the one before. */
export async function editionScreen(
  c: Context<DeskEnv>,
  edition: Edition,
  refused: { file: 'pdf' | 'cover'; why: string } | null,
): Promise<Response> {
  const desk = c.get('desk')
  const { t, context } = desk
  const { store } = context
  const page = pageNumber(c)
  const path = `${home}/${edition.id}`
  const [stock, taken, behind, files, replaced] = await Promise.all([
    store.editions.stock(edition.id),
    store.orders.byPartner({ editionId: edition.id, limit: perPage + 1, offset: (page - 1) * perPage }),
    store.orders.stillWithTheOld(edition.id),
    filesOf(desk, edition.id),
    edition.replaces === null ? null : store.editions.byId(edition.replaces),
  ])
  const code = c.req.query('fait') ?? ''
  /** What was just done is said where it was done, and where one comes back to. */
  const said = (what: 'pdf' | 'cover' | 'stock') => (code.startsWith(what) ? code : undefined)
  return screen(c, {
    title: edition.title,
    place: 'announcements',
    styles: ['partners-desk.css', 'editions.css'],
    back: { href: home, label: t('editions.title') },
    status: refused ? 400 : 200,
    saysDone: /^(?:pdf|cover|stock)/.test(code) ? 'below' : 'above',
    children: (
      <>
        <p className="lead">{about(desk, edition, stock)}</p>
        {replaced && (
          <p>
            {t('editionDesk.takesPlaceOf')} <a href={`${home}/${replaced.id}`}>{editionName(replaced)}</a>
          </p>
        )}
        <div className="doors">
          {desk.may('editor') && (
            <>
              <a href={`/console/annonces/nouvelle?edition=${edition.id}`} role="button">
                {t('editionDesk.announce')}
              </a>
              <a href={`${path}/modifier`} role="button" className="secondary">
                {t('editionDesk.edit')}
              </a>
            </>
          )}
          <a href={`/editions/${edition.id}/`} target="_blank" rel="noopener">
            {t('editions.page')}
          </a>
          <a href={`/commande/ouverte/${edition.id}`} target="_blank" rel="noopener">
            {t('editions.openForm')}
          </a>
        </div>
        <FileSections {...{ desk, edition, files, refused }} said={{ pdf: said('pdf'), cover: said('cover') }} />
        <Stock {...{ desk, path, stock }} said={said('stock')} />
        <section aria-labelledby="taken">
          <h2 id="taken">{t('editions.taken')}</h2>
          {taken.length === 0 && <p className="quiet">{t('editions.takenNone')}</p>}
          <ul className="rows">
            {taken.slice(0, perPage).map((one) => (
              <li key={one.email_key}>
                <span>{[one.organisation, one.commune].filter(Boolean).join(', ')}</span>
                <small>{t('editions.copiesTaken', { count: one.copies })}</small>
              </li>
            ))}
          </ul>
          <Pager desk={desk} page={page} more={taken.length > perPage} path={path} />
        </section>
        {replaced && (
          <section aria-labelledby="behind">
            <h2 id="behind">{t('editions.behind', { count: behind.length })}</h2>
            {behind.length > 0 && desk.may('editor') && (
              <form method="post" action={`${path}/un-mot`}>
                <p className="quiet">{t('oldEdition.about')}</p>
                <button type="submit" className="secondary">
                  {t('oldEdition.write')}
                </button>
              </form>
            )}
            <ul className="rows">
              {behind.slice(0, behindShown).map((one) => (
                <li key={one.email}>
                  <span>{[one.organisation, one.commune].filter(Boolean).join(', ')}</span>
                  <small>{one.email}</small>
                </li>
              ))}
            </ul>
          </section>
        )}
      </>
    ),
  })
}

function about(desk: Desk, edition: Edition, stock: StockPlace[]): string {
  const { t } = desk
  const { kind, year, languages, copiesPerBox, grams } = edition
  return [
    t('orderForm.about', { kind: t(`edition.kind.${kind}`), year: String(year) }),
    languages.map((code) => languageWord(desk, code)).join(', '),
    t('editions.free', { count: freeCopies(stock) }),
    ...(copiesPerBox === null ? [] : [t('editionDesk.perBox', { count: copiesPerBox })]),
    ...(grams === null ? [] : [t('editionDesk.weighs', { grams })]),
  ].join(' – ')
}

interface StockProps {
  desk: Desk
  path: string
  stock: StockPlace[]
  said: string | undefined
}

function Stock({ desk, path, stock, said }: StockProps) {
  const { t } = desk
  return (
    <section aria-labelledby="stock">
      <h2 id="stock">{t('editions.stock')}</h2>
      <Done desk={desk} code={said} />
      {stock.map(({ place, copies, reserved }) => (
        <form key={place} method="post" action={`${path}/stock`} className="inline count">
          <input type="hidden" name="place" value={place} />
          <label>
            {t('editions.at', { place, reserved })}
            <input type="text" inputMode="numeric" name="copies" defaultValue={copies} maxLength={12} />
          </label>
          {desk.may('editor') && (
            <button type="submit" className="secondary" aria-label={t('editions.countAt', { place })}>
              {t('editions.count')}
            </button>
          )}
        </form>
      ))}
      {desk.may('editor') && (
        <form method="post" action={`${path}/stock`} className="inline count place">
          <label>
            {t('editions.newPlace', { known: stock.length })}
            <input name="place" required maxLength={100} />
          </label>
          <label>
            {t('editions.copies')}
            <input type="text" inputMode="numeric" name="copies" required maxLength={12} />
          </label>
          <button type="submit" className="secondary">
            {t('editions.add')}
          </button>
        </form>
      )}
    </section>
  )
}
