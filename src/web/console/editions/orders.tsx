import { Hono } from 'hono'
import { changeOrder, refuseOrder } from '../../../../jobs/orders.js'
import {
  cancelledByPartner,
  type Edition,
  mostCopies,
  type Order,
  type OrderState,
  readQuantities,
} from '../../../domain/index.js'
import { typed } from '../../public-page.js'
import { faultSentence } from '../../orders/order-form.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { changesOnly, note } from '../guards.js'
import { Pager, pageNumber } from '../pager.js'
import { screen } from '../screen.js'
import { whenStored } from '../when.js'
import { editionsById, EditionTabs } from './tabs.js'

const home = '/console/commandes'
const perPage = 50
const states: readonly OrderState[] = ['placed', 'completed', 'refused', 'unconfirmed']

/** Whom an order is for, as staff call them. */
export const whoOrdered = (order: Pick<Order, 'organisation' | 'name' | 'email'>): string =>
  order.organisation ?? order.name ?? order.email

/** "50 × Guide, 20 × Plan" */
export const linesOf = (order: Order, editions: ReadonlyMap<string, Edition>): string =>
  order.lines.map(({ editionId, copies }) => `${copies} × ${editions.get(editionId)?.title ?? ''}`).join(', ')

/** Orders of copies: what is open, what was handed over; each may be changed, refused or completed. */
export function orderScreens(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.use(changesOnly('editor'))

  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const page = pageNumber(c)
    const state = states.find((one) => one === c.req.query('etat')) ?? 'placed'
    const [orders, editions] = await Promise.all([
      context.store.orders.list({ state, limit: perPage + 1, offset: (page - 1) * perPage }),
      editionsById(desk),
    ])
    return screen(c, {
      title: t('orders.title'),
      place: 'announcements',
      children: (
        <>
          <EditionTabs desk={desk} here="orders" />
          <form method="get" action={home} className="inline">
            <select name="etat" defaultValue={state} aria-label={t('orders.filter')}>
              {states.map((one) => (
                <option key={one} value={one}>
                  {t(`orders.states.${one}`)}
                </option>
              ))}
            </select>
            <button type="submit" className="secondary">
              {t('orders.show')}
            </button>
          </form>
          {orders.length === 0 && <p className="quiet">{t('orders.none')}</p>}
          <ul className="rows">
            {orders.slice(0, perPage).map((order) => (
              <li key={order.id}>
                <div>
                  <a href={`${home}/${order.id}`}>{whoOrdered(order)}</a>
                  <br />
                  <small>
                    {`${linesOf(order, editions)} – ${t(`orders.ways.${order.way}`)}${order.commune ? ` – ${order.commune}` : ''}`}
                  </small>
                </div>
                <small>{whenStored(desk, order.createdAt)}</small>
              </li>
            ))}
          </ul>
          <Pager desk={desk} page={page} more={orders.length > perPage} path={`${home}?etat=${state}`} />
        </>
      ),
    })
  })

  app.get('/:id', async (c) => {
    const desk = c.get('desk')
    const order = await desk.context.store.orders.byId(c.req.param('id'))
    if (!order) return c.notFound()
    const editions = await editionsById(desk)
    return screen(c, {
      title: whoOrdered(order),
      place: 'announcements',
      back: { href: home, label: desk.t('orders.title') },
      children: <OrderInFull desk={desk} order={order} editions={editions} faults={[]} />,
    })
  })

  app.post('/:id/changer', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const order = await store.orders.byId(c.req.param('id'))
    if (!order) return c.notFound()
    const path = `${home}/${order.id}`
    const form = await c.req.parseBody()
    const asked = new Map(order.lines.map(({ editionId }) => [editionId, typed(form, `copies-${editionId}`, 12)]))
    // Staff may give more than a partner may ask for.
    const { lines, faults } = readQuantities(asked, new Set(asked.keys()), mostCopies)
    const changed = faults.length > 0 ? null : await changeOrder(desk.context, order.id, lines)
    const wrong = changed?.outcome === 'refused' ? changed.faults : faults
    if (wrong.length > 0) {
      const editions = await editionsById(desk)
      const sentences = wrong.map((fault) => faultSentence(desk, [...editions.values()], fault))
      return screen(c, {
        title: whoOrdered(order),
        place: 'announcements',
        status: 409,
        children: <OrderInFull desk={desk} order={order} editions={editions} faults={sentences} />,
      })
    }
    if (changed) await note(desk, 'order-changed', `order/${order.id}`, whoOrdered(order))
    return done(c, path, changed ? 'orderChanged' : 'orderEnded')
  })

  app.post('/:id/refuser', async (c) => {
    const desk = c.get('desk')
    const order = await desk.context.store.orders.byId(c.req.param('id'))
    if (!order) return c.notFound()
    const reason = typed(await c.req.parseBody(), 'reason', 300)
    const refused = await refuseOrder(desk.context, order.id, reason)
    if (refused) await note(desk, 'order-refused', `order/${order.id}`, whoOrdered(order))
    return done(c, `${home}/${order.id}`, refused ? 'orderRefused' : 'orderEnded')
  })

  app.post('/:id/remettre', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const order = await store.orders.byId(c.req.param('id'))
    if (!order) return c.notFound()
    const handed = await store.transaction((rows) => rows.orders.complete(order.id))
    if (handed) await note(desk, 'order-completed', `order/${order.id}`, whoOrdered(order))
    return done(c, `${home}/${order.id}`, handed ? 'orderCompleted' : 'orderEnded')
  })

  app.post('/:id/reprendre', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const order = await store.orders.byId(c.req.param('id'))
    if (!order) return c.notFound()
    const back = await store.transaction((rows) => rows.orders.takeBack(order.id))
    if (back === 'open' || back === 'replaced' || back === 'erased')
      await note(desk, 'order-taken-back', `order/${order.id}`, whoOrdered(order))
    return done(c, `${home}/${order.id}`, `order-${back}`)
  })

  return app
}

interface OrderInFullProps {
  desk: Desk
  order: Order
  editions: ReadonlyMap<string, Edition>
  faults: readonly string[]
}

function OrderInFull({ desk, order, editions, faults }: OrderInFullProps) {
  const { t } = desk
  const path = `${home}/${order.id}`
  const mayChange = order.state === 'placed' && desk.may('editor')
  const isCancelled = order.state === 'refused' && order.reason === cancelledByPartner
  return (
    <>
      {faults.length > 0 && (
        <div className="finding blocks" role="alert">
          {faults.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      <p className="lead">
        {t('orders.about', {
          state: t(`orders.state.${isCancelled ? 'cancelled' : order.state}`),
          at: whenStored(desk, order.createdAt),
        })}
      </p>
      <p>{[order.name, order.email, order.address, order.commune].filter(Boolean).join(' – ')}</p>
      <p>{t(`orders.ways.${order.way}`)}</p>
      {order.remark && <p>{t('orders.remark', { remark: order.remark })}</p>}
      {order.reason && (
        <p>
          {desk.texts.has(`orders.ended.${order.reason}`)
            ? t(`orders.ended.${order.reason}`)
            : t('orders.reason', { reason: order.reason })}
        </p>
      )}
      {mayChange ? (
        <form method="post" action={`${path}/changer`} className="narrow">
          {order.lines.map(({ editionId, copies }) => (
            <label key={editionId}>
              {editions.get(editionId)?.title}
              <input
                type="text"
                inputMode="numeric"
                name={`copies-${editionId}`}
                defaultValue={copies}
                maxLength={12}
              />
            </label>
          ))}
          <button type="submit" className="secondary">
            {t('orders.change')}
          </button>
        </form>
      ) : (
        <p>{linesOf(order, editions)}</p>
      )}
      {mayChange && (
        <>
          <form method="post" action={`${path}/remettre`}>
            <button type="submit">{t('orders.complete')}</button>
          </form>
          <form method="post" action={`${path}/refuser`} className="narrow">
            <label>
              {t('orders.why')}
              <input type="text" name="reason" maxLength={300} />
            </label>
            <button type="submit" className="secondary danger">
              {t('orders.refuse')}
            </button>
          </form>
        </>
      )}
      {order.state === 'completed' && desk.may('editor') && (
        <form method="post" action={`${path}/reprendre`}>
          <p className="quiet">{t('orders.takeBackHelp')}</p>
          <button type="submit" className="secondary">
            {t('orders.takeBack')}
          </button>
        </form>
      )}
    </>
  )
}
