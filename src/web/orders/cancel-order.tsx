import { type Context, Hono } from 'hono'
import { cancelOrder } from '../../../jobs/orders.js'
import type { JobContext } from '../../../jobs/steps/context.js'
import type { Customer } from '../../store/editions/customers.js'
import { outcomePage, publicPage, type Reader, typed, unknownLink } from '../public-page.js'
import { OrderLines } from './order-form.js'

/** Who is behind the link of a mail; `customer` is null where nobody is. */
export interface Opened {
  customer: Customer | null
  reader: Reader
  token: string
}

/**
 * Cancelling an order that is open: a page asks, its button does it. The form names the order, so that a page left open
 * does not end one that was placed since.
 */
export function cancelPages(context: JobContext, open: (c: Context) => Promise<Opened>): Hono {
  const { store } = context
  const app = new Hono()

  app.get('/:token/annuler', async (c) => {
    const { customer, reader, token } = await open(c)
    if (!customer) return c.html(unknownLink(context, reader), 404)
    const { t, choice } = reader
    const order = await store.orders.openFor(customer.email)
    const back = <a href={`/commande/${token}${choice}`}>{t(order ? 'orderForm.keep' : 'orderForm.backToForm')}</a>
    if (!order) return c.html(outcomePage(context, reader, t('orderForm.cancelTitle'), t('orderForm.noOrder'), back))
    const titles = new Map((await store.editions.list()).map((edition) => [edition.id, edition.title]))
    return c.html(
      publicPage(
        context,
        reader,
        t('orderForm.cancelTitle'),
        <>
          <p className="lead">{t('orderForm.cancelAsk')}</p>
          <OrderLines order={order} titles={titles} />
          <form method="post" action={`/commande/${token}/annuler${choice}`}>
            <input type="hidden" name="order" value={order.id} />
            <button type="submit">{t('orderForm.cancelYes')}</button>
          </form>
          <p>{back}</p>
        </>,
      ),
    )
  })

  app.post('/:token/annuler', async (c) => {
    const { customer, reader, token } = await open(c)
    if (!customer) return c.html(unknownLink(context, reader), 404)
    const { t, choice } = reader
    const order = await store.orders.openFor(customer.email)
    const isMeant = order !== null && order.id === typed(await c.req.parseBody(), 'order')
    const isCancelled = isMeant && (await cancelOrder(context, order.id, { ...customer, token }))
    const back = <a href={`/commande/${token}${choice}`}>{t('orderForm.backToForm')}</a>
    if (!isCancelled)
      return c.html(outcomePage(context, reader, t('orderForm.cancelTitle'), t('orderForm.noOrder'), back), 409)
    context.log.info({ order: order.id }, 'a partner cancelled an order')
    const kept = choice && `&${choice.slice(1)}`
    return c.redirect(`/commande/${token}?fait=annulee${kept}`, 303)
  })

  return app
}
