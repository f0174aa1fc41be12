import { Hono } from 'hono'
import { mostCopies } from '../../../domain/index.js'
import { typed } from '../../public-page.js'
import { type DeskEnv, done } from '../desk.js'
import { changesOnly, note } from '../guards.js'
import { screen } from '../screen.js'
import { editionScreen } from './edition.js'
import { editionFileRoutes } from './edition-files.js'
import { editionForms, home } from './edition-form.js'
import { oldEditionRoutes } from './old-edition.js'
import { EditionTabs } from './tabs.js'

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
          {desk.may('editor') && (
            <p>
              <a href={`${home}/nouvelle`} role="button">
                {t('editionDesk.new')}
              </a>
            </p>
          )}
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

  app.route('/', editionForms())
  app.route('/', editionFileRoutes(editionScreen))
  app.route('/', oldEditionRoutes())

  app.get('/:id', async (c) => {
    const edition = await c.get('desk').context.store.editions.byId(c.req.param('id'))
    return edition ? await editionScreen(c, edition, null) : c.notFound()
  })

  app.post('/:id/stock', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const edition = await store.editions.byId(c.req.param('id'))
    if (!edition) return c.notFound()
    const form = await c.req.parseBody()
    const place = typed(form, 'place', 100)
    const copies = typed(form, 'copies', 12).replace(/\s/g, '')
    const path = `${home}/${edition.id}`
    if (/^[-−]\d+$/.test(copies)) return done(c, path, 'stockNegative', 'stock')
    if (!place || !/^\d+$/.test(copies)) return done(c, path, 'stockUnclear', 'stock')
    if (Number(copies) > mostCopies) return done(c, path, 'stockTooMany', 'stock')
    const refused = await store.transaction((rows) => rows.editions.setStock(edition.id, place, Number(copies)))
    if (refused) return done(c, path, 'stockPromised', 'stock')
    await note(desk, 'stock-counted', `edition/${edition.id}`, `${edition.title}, ${place}: ${copies}`)
    return done(c, path, 'stockCounted', 'stock')
  })

  return app
}
