import { type Context, Hono } from 'hono'
import type { JobContext } from '../../../jobs/steps/context.js'
import { placeOrder } from '../../../jobs/orders.js'
import { newToken } from '../../base/ids.js'
import { coverNames, type OrderFault } from '../../domain/index.js'
import { orderLimit } from '../../domain/settings/editions.js'
import { publicPage, type Reader, readerOf, smallForms, unknownLink } from '../public-page.js'
import { filledBy, type FilledOrder, OrderFields } from './order-form.js'
import { cancelPages, type Opened } from './cancel-order.js'
import { openOrderPages } from './open-order.js'
import { readOrderForm } from './read-form.js'

/** Editions that may be ordered, each with whether there is a picture of it. */
export async function offered({ store }: JobContext) {
  const editions = await store.orders.orderable()
  return await Promise.all(
    editions.map(async (edition) => ({
      ...edition,
      hasCover: (await store.editions.firstFileOf(edition.id, coverNames.cover)) !== null,
    })),
  )
}

/** What the page says was done, by the word that its address ends with. */
const doneBy: Record<string, Done> = { enregistree: 'saved', annulee: 'cancelled' }
type Done = 'saved' | 'cancelled'

/**
 * Ordering copies. The token of a partner's mail is the key: no login, no session, no cookie. Whoever has an open order
 * finds it there, and changes it by sending the form again; the same form sent twice is one order.
 */
export function orderPages(context: JobContext): Hono {
  const { office, store } = context
  const app = new Hono()
  app.use(smallForms)
  app.route('/', openOrderPages(context))

  async function open(c: Context): Promise<Opened> {
    const contact = await store.partners.byToken(c.req.param('token') ?? '')
    const customer = contact && (await store.orders.customer(contact.id))
    return { customer, reader: readerOf(c, office, contact?.language), token: contact?.token ?? '' }
  }

  app.route('/', cancelPages(context, open))

  async function form(
    reader: Reader,
    token: string,
    parts: {
      filled: FilledOrder
      faults: readonly OrderFault[]
      limit: number
      again: boolean
      done?: Done | undefined
    },
  ) {
    const { t, choice } = reader
    const editions = await offered(context)
    return publicPage(
      context,
      reader,
      t('orderForm.title'),
      <>
        {parts.done && (
          <p className="done" role="status">
            {t(`orderForm.${parts.done}`)}
          </p>
        )}
        <p className="lead">{t(parts.again ? 'orderForm.again' : 'orderForm.intro')}</p>
        {editions.length === 0 ? (
          <p>{t('orderForm.nothing', { email: office.email })}</p>
        ) : (
          <form method="post" action={`/commande/${token}${choice}`} noValidate>
            <OrderFields {...parts} reader={reader} office={office} editions={editions} formKey={newToken()} />
            <button type="submit">{t(parts.again ? 'orderForm.change' : 'orderForm.send')}</button>
          </form>
        )}
        {parts.again && (
          <p>
            <a href={`/commande/${token}/annuler${choice}`}>{t('orderForm.cancel')}</a>
          </p>
        )}
        <p>{t('orderForm.help', { email: office.email })}</p>
      </>,
    )
  }

  app.get('/:token', async (c) => {
    const { customer, reader, token } = await open(c)
    if (!customer) return c.html(unknownLink(context, reader), 404)
    const order = await store.orders.openFor(customer.email)
    const done = doneBy[c.req.query('fait') ?? '']
    const limit = orderLimit(office.editions, customer.kind)
    return c.html(
      await form(reader, token, { filled: filledBy(order), faults: [], limit, again: order !== null, done }),
    )
  })

  app.post('/:token', async (c) => {
    const { customer, reader, token } = await open(c)
    if (!customer) return c.html(unknownLink(context, reader), 404)
    const limit = orderLimit(office.editions, customer.kind)
    const orderable = new Set((await store.orders.orderable()).map((edition) => edition.id))
    const { filled, key, lines, faults } = readOrderForm(await c.req.parseBody(), orderable, limit)
    const again = (await store.orders.openFor(customer.email)) !== null
    if (faults.length > 0) return c.html(await form(reader, token, { filled, faults, limit, again }), 422)
    const { kind: _kind, ...by } = customer
    const order = { ...by, key: key ?? newToken(), way: filled.way, remark: filled.remark || null, lines }
    const placed = await placeOrder(context, order, token)
    if (placed.outcome === 'refused')
      return c.html(await form(reader, token, { filled, faults: placed.faults, limit, again }), 409)
    context.log.info({ order: placed.order.id, outcome: placed.outcome }, 'an order came')
    const kept = reader.choice && `&${reader.choice.slice(1)}`
    return c.redirect(`/commande/${token}?fait=enregistree${kept}`, 303)
  })

  return app
}
