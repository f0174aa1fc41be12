import { type Context, Hono } from 'hono'
import type { JobContext } from '../../../jobs/steps/context.js'
import { askForOrder, confirmOrder } from '../../../jobs/orders.js'
import { keptFor } from '../../base/kept.js'
import { newToken } from '../../base/ids.js'
import { normalAddress } from '../../collect/partners/addresses.js'
import { coverNames, emailKey, type OrderFault } from '../../domain/index.js'
import { orderLimit } from '../../domain/settings/editions.js'
import { outcomePage, publicPage, type Reader, readerOf, typed, unknownLink, Trap } from '../public-page.js'
import { clientOf, throttle } from '../throttle.js'
import { faultSentence, filledBy, type FilledOrder, OrderFields, OrderLines } from './order-form.js'
import { readOrderForm } from './read-form.js'

/** Forms per client and hour: a machine gets nowhere. */
const share = { limit: 20, minutes: 60 }
const personFields = ['email', 'name', 'organisation', 'address', 'commune'] as const
type PersonField = (typeof personFields)[number]
const required: readonly PersonField[] = ['email', 'organisation', 'commune']

/**
 * Ordering an edition without a link of one's own: the form asks, and the button behind the link in the mail orders.
 * Until then nothing is reserved, so that nobody empties the shelves in a stranger's name.
 */
export function openOrderPages(context: JobContext): Hono {
  const { office, store } = context
  const app = new Hono()
  const visits = throttle(context.clock, share)

  /** An edition, if it may be ordered. */
  const editionOf = async (id: string) => {
    const edition = (await store.orders.orderable()).find((one) => one.id === id)
    if (!edition) return null
    return { ...edition, hasCover: (await store.editions.firstFileOf(edition.id, coverNames.cover)) !== null }
  }
  type Offered = NonNullable<Awaited<ReturnType<typeof editionOf>>>
  // Each form has a key of its own, so that only what it shows can be kept.
  const shown = keptFor(2000, editionOf, 100, context.changes)

  function form(
    reader: Reader,
    edition: Offered,
    parts: {
      filled: FilledOrder
      faults: readonly OrderFault[]
      person: Partial<Record<PersonField, string>>
      missing: readonly PersonField[]
    },
  ) {
    const { t, choice } = reader
    const { person, missing } = parts
    const limit = orderLimit(office.editions, null)
    return publicPage(
      context,
      reader,
      t('orderForm.openTitle', { title: edition.title }),
      <>
        <p className="lead">{t('orderForm.openIntro')}</p>
        {missing.length > 0 && (
          <p className="finding blocks" role="alert" id="missing">
            {missing.map((field) => t(`orderForm.missing.${field}`)).join(' ')}
          </p>
        )}
        <form method="post" action={`/commande/ouverte/${edition.id}${choice}`} noValidate>
          <OrderFields
            {...parts}
            limit={limit}
            reader={reader}
            office={office}
            editions={[edition]}
            formKey={newToken()}
          />
          {personFields.map((field) => (
            <label key={field}>
              {t(`orderForm.${field}`)}
              <input
                type={field === 'email' ? 'email' : 'text'}
                name={field}
                defaultValue={person[field] ?? ''}
                maxLength={field === 'email' ? 254 : 200}
                required={required.includes(field)}
                autoComplete={
                  {
                    email: 'email',
                    name: 'name',
                    organisation: 'organization',
                    address: 'street-address',
                    commune: 'address-level2',
                  }[field]
                }
                aria-invalid={missing.includes(field) || undefined}
                aria-describedby={missing.includes(field) ? 'missing' : undefined}
              />
            </label>
          ))}
          <Trap t={t} />
          <p className="agreement">{t('orderForm.openAgreement', { office: office.name })}</p>
          <button type="submit">{t('orderForm.send')}</button>
        </form>
      </>,
    )
  }

  app.get('/ouverte/:edition', async (c) => {
    const reader = readerOf(c, office)
    const edition = await shown.get(c.req.param('edition'))
    if (!edition) return c.html(notOffered(reader), 404)
    return c.html(form(reader, edition, { filled: filledBy(null), faults: [], person: {}, missing: [] }))
  })

  const notOffered = (reader: Reader) =>
    publicPage(
      context,
      reader,
      reader.t('orderForm.notOfferedTitle'),
      <p>{reader.t('orderForm.nothing', { email: office.email })}</p>,
    )

  app.post('/ouverte/:edition', async (c) => {
    const reader = readerOf(c, office)
    const { t, choice } = reader
    const edition = await editionOf(c.req.param('edition'))
    if (!edition) return c.html(notOffered(reader), 404)
    const fields = await c.req.parseBody()
    const person = Object.fromEntries(personFields.map((field) => [field, typed(fields, field, 254)])) as Record<
      PersonField,
      string
    >
    const email = normalAddress(person.email)
    const { filled, key, lines, faults } = readOrderForm(
      fields,
      new Set([edition.id]),
      orderLimit(office.editions, null),
    )
    const needed: readonly PersonField[] = filled.way === 'delivery' ? [...required, 'address'] : required
    const missing = needed.filter((field) => (field === 'email' ? !email : person[field] === ''))
    if (!email || faults.length > 0 || missing.length > 0)
      return c.html(form(reader, edition, { filled, faults, person, missing }), 422)
    if (!visits.allows(clientOf(c)))
      return c.html(publicPage(context, reader, t('signUp.busyTitle'), <p>{t('signUp.busy')}</p>), 429)
    if (typed(fields, 'website') === '') {
      const known = await store.orders.customerAt(emailKey(email))
      await askForOrder(context, {
        contactId: known?.contactId ?? null,
        organisationId: known?.organisationId ?? null,
        email,
        name: person.name || null,
        organisation: person.organisation,
        commune: person.commune,
        address: person.address || null,
        language: reader.language,
        key: key ?? newToken(),
        way: filled.way,
        remark: filled.remark || null,
        lines,
      })
    }
    return c.redirect(`/commande/ouverte/merci/${choice}`, 303)
  })

  app.get('/ouverte/merci/', (c) => {
    const reader = readerOf(c, office)
    const { t } = reader
    return c.html(outcomePage(context, reader, t('orderForm.checkTitle'), t('orderForm.check')))
  })

  const orderOf = async (c: Context) => {
    const order = await store.orders.byToken(c.req.param('token') ?? '')
    const titles = new Map((await store.editions.list()).map((edition) => [edition.id, edition.title]))
    return { order, titles, reader: readerOf(c, office, order?.language) }
  }

  app.get('/confirmer/:token', async (c) => {
    const { order, titles, reader } = await orderOf(c)
    if (!order) return c.html(unknownLink(context, reader), 404)
    const { t, choice } = reader
    const asks = order.state === 'unconfirmed'
    return c.html(
      publicPage(
        context,
        reader,
        t(asks ? 'orderForm.confirmTitle' : 'orderForm.title'),
        <>
          <p className="lead" role={asks ? undefined : 'status'}>
            {t(asks ? 'orderForm.confirmAsk' : `orderForm.isNow.${order.state}`)}
          </p>
          <OrderLines order={order} titles={titles} />
          {asks && (
            <form method="post" action={`/commande/confirmer/${c.req.param('token')}${choice}`}>
              <button type="submit">{t('orderForm.confirm')}</button>
            </form>
          )}
        </>,
      ),
    )
  })

  app.post('/confirmer/:token', async (c) => {
    const { order, reader } = await orderOf(c)
    if (!order) return c.html(unknownLink(context, reader), 404)
    const confirmed = await confirmOrder(context, order.id)
    if (confirmed.outcome !== 'refused')
      return c.redirect(`/commande/confirmer/${c.req.param('token')}${reader.choice}`, 303)
    const editions = await store.editions.list()
    return c.html(
      publicPage(
        context,
        reader,
        reader.t('orderForm.confirmTitle'),
        <div className="finding blocks" role="alert">
          {confirmed.faults.map((fault) => (
            <p key={fault.editionId}>{faultSentence(reader, editions, fault)}</p>
          ))}
        </div>,
      ),
      409,
    )
  })

  return app
}
