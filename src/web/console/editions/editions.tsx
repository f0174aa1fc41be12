import { Hono } from 'hono'
import { freeCopies, mostCopies } from '../../../domain/index.js'
import { typed } from '../../public-page.js'
import { type DeskEnv, done } from '../desk.js'
import { changesOnly, note } from '../guards.js'
import { Pager, pageNumber } from '../pager.js'
import { screen } from '../screen.js'
import { EditionTabs } from './tabs.js'

const home = '/console/editions'
const perPage = 50

/** Editions: where their copies lie, who took them, and who still shows the one before. */
export function editionScreens(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.use(changesOnly('editor'))

  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const [editions, free] = await Promise.all([context.store.editions.list(), context.store.editions.free()])
    return screen(c, {
      title: t('editions.title'),
      place: 'announcements',
      children: (
        <>
          <EditionTabs desk={desk} here="editions" />
          {editions.length === 0 && <p className="quiet">{t('editions.none')}</p>}
          <ul className="rows">
            {editions.map(({ id, title, kind, year }) => (
              <li key={id}>
                <div>
                  <a href={`${home}/${id}`}>{title}</a>
                  <br />
                  <small>{t('orderForm.about', { kind: t(`edition.kind.${kind}`), year: String(year) })}</small>
                </div>
                <small>{t('editions.free', { count: free.get(id) ?? 0 })}</small>
              </li>
            ))}
          </ul>
        </>
      ),
    })
  })

  app.get('/:id', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const edition = await context.store.editions.byId(c.req.param('id'))
    if (!edition) return c.notFound()
    const page = pageNumber(c)
    const path = `${home}/${edition.id}`
    const [stock, taken, behind] = await Promise.all([
      context.store.editions.stock(edition.id),
      context.store.orders.byPartner({ editionId: edition.id, limit: perPage + 1, offset: (page - 1) * perPage }),
      context.store.orders.stillWithTheOld(edition.id),
    ])
    return screen(c, {
      title: edition.title,
      place: 'announcements',
      back: { href: home, label: t('editions.title') },
      children: (
        <>
          <p className="lead">
            {`${t('orderForm.about', { kind: t(`edition.kind.${edition.kind}`), year: String(edition.year) })} – ${t('editions.free', { count: freeCopies(stock) })}`}
          </p>
          <p className="ways">
            <a href={`/editions/${edition.id}/`}>{t('editions.page')}</a>
            <a href={`/commande/ouverte/${edition.id}`}>{t('editions.openForm')}</a>
          </p>
          <section aria-labelledby="stock">
            <h2 id="stock">{t('editions.stock')}</h2>
            {stock.map(({ place, copies, reserved }) => (
              <form key={place} method="post" action={`${path}/stock`} className="inline">
                <input type="hidden" name="place" value={place} />
                <label>
                  {t('editions.at', { place, reserved })}
                  <input type="text" inputMode="numeric" name="copies" defaultValue={copies} maxLength={9} />
                </label>
                {desk.may('editor') && (
                  <button type="submit" className="secondary" aria-label={t('editions.countAt', { place })}>
                    {t('editions.count')}
                  </button>
                )}
              </form>
            ))}
            {desk.may('editor') && (
              <form method="post" action={`${path}/stock`} className="narrow">
                <label>
                  {t('editions.newPlace')}
                  <input name="place" required maxLength={100} />
                </label>
                <label>
                  {t('editions.copies')}
                  <input type="text" inputMode="numeric" name="copies" required maxLength={9} />
                </label>
                <button type="submit" className="secondary">
                  {t('editions.add')}
                </button>
              </form>
            )}
          </section>
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
          {edition.replaces && (
            <section aria-labelledby="behind">
              <h2 id="behind">{t('editions.behind', { count: behind.length })}</h2>
              <ul className="rows">
                {behind.slice(0, 200).map((one) => (
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
  })

  app.post('/:id/stock', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const edition = await store.editions.byId(c.req.param('id'))
    if (!edition) return c.notFound()
    const form = await c.req.parseBody()
    const place = typed(form, 'place', 100)
    const copies = typed(form, 'copies', 9).replace(/\s/g, '')
    const path = `${home}/${edition.id}`
    if (!place || !/^\d+$/.test(copies) || Number(copies) > mostCopies) return done(c, path, 'stockUnclear')
    const refused = await store.transaction((rows) => rows.editions.setStock(edition.id, place, Number(copies)))
    if (refused) return done(c, path, 'stockPromised')
    await note(desk, 'stock-counted', `edition/${edition.id}`, `${edition.title}, ${place}: ${copies}`)
    return done(c, path, 'stockCounted')
  })

  return app
}
