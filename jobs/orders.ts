import { freezeReader } from '../src/address/freeze-audience.js'
import { cancelledByPartner, type Order, type OrderedBy, thePerson, tokenPlaceholder } from '../src/domain/index.js'
import { orderMail, type OrderMailKind } from '../src/render/order-mail.js'
import type { NewOrder, Placed } from '../src/store/editions/orders.js'
import type { Rows } from '../src/store/store.js'
import { leavingItsRound } from './change-round.js'
import type { JobContext } from './steps/context.js'
import { queueMail } from './steps/queue-campaign.js'

/** How long the open form's link of confirmation is good for; the mail says so. */
export const orderConfirmationDays = 3

/** Puts the mail about an order into the ledger with the caller's other writes; each change of an order is told once. */
async function tell(
  context: JobContext,
  rows: Rows,
  kind: OrderMailKind,
  order: Order,
  token: string | null,
): Promise<void> {
  const { office, publicUrl } = context
  const titles = new Map((await rows.editions.list()).map((edition) => [edition.id, edition.title]))
  const path = kind === 'confirm' ? 'commande/confirmer' : 'commande'
  // Without a token of theirs there is no page to go to.
  const link = token === null ? null : `${publicUrl}/${path}/${tokenPlaceholder}`
  const mail = await orderMail(office, kind, { order, titles, link })
  const reader = freezeReader({
    id: order.contactId ?? `order-${order.id}`,
    email: order.email,
    name: order.name,
    language: order.language,
    token: token ?? tokenPlaceholder,
  })
  const key = `order/${order.id}/${kind}/${order.changedAt}`
  const about = { key, kind: 'confirmation', language: order.language, replyTo: office.replyTo } as const
  await queueMail(context, rows, about, mail, reader)
}

/** Places a partner's order and confirms it by mail, in one transaction. `token` is the partner's. */
export async function placeOrder(context: JobContext, order: NewOrder, token: string): Promise<Placed> {
  const placed = await context.store.transaction(async (rows) => {
    const result = await rows.orders.place(order)
    if (result.outcome === 'placed' || result.outcome === 'changed')
      await tell(context, rows, result.outcome, result.order, token)
    return result
  })
  context.wake()
  return placed
}

/** Mails per address and day: whoever enters a stranger's address again and again troubles them no more. */
const mailsPerDay = 3

/** Keeps an order of the open form, and asks by mail whether it was they. It reserves nothing yet. */
export async function askForOrder(context: JobContext, order: NewOrder): Promise<void> {
  const now = context.clock.now()
  const since = now.subtract({ hours: 24 })
  await context.store.transaction(async (rows) => {
    await rows.orders.forgetUnconfirmed(now.subtract({ hours: 24 * orderConfirmationDays }))
    if ((await rows.orders.countUnconfirmed(order.email, since)) >= mailsPerDay) return
    const asked = await rows.orders.ask(order)
    const stored = await rows.orders.byId(asked.id)
    if (stored && !asked.again) await tell(context, rows, 'confirm', stored, asked.token)
  })
  context.wake()
}

/** The button behind the mail of the open form. */
export async function confirmOrder(context: JobContext, id: string): Promise<Placed> {
  const placed = await context.store.transaction(async (rows) => {
    const result = await rows.orders.confirm(id)
    if (result.outcome === 'placed' || result.outcome === 'changed')
      await tell(context, rows, 'placed', result.order, null)
    return result
  })
  context.wake()
  return placed
}

/** Ends an order without giving a copy and takes it off its round, with what is told of it; false when it has ended already. */
async function end(
  context: JobContext,
  id: string,
  reason: string,
  andTell: (rows: Rows, order: Order) => Promise<void>,
): Promise<boolean> {
  const leaveRound = await leavingItsRound(context, id)
  const ended = await context.store.transaction(async (rows) => {
    await leaveRound(rows)
    if (!(await rows.orders.refuse(id, reason))) return false
    const order = await rows.orders.byId(id)
    if (order) await andTell(rows, order)
    return true
  })
  context.wake()
  return ended
}

/** Staff refuse an order, with a reason that the partner reads; false when it has ended already. */
export async function refuseOrder(context: JobContext, id: string, reason: string): Promise<boolean> {
  return await end(context, id, reason, (rows, order) => tell(context, rows, 'refused', order, null))
}

/** A partner ends the order that they placed, and is told; false when it has ended already. */
export async function cancelOrder(
  context: JobContext,
  id: string,
  by: Pick<OrderedBy, 'contactId' | 'organisation'> & { token: string },
): Promise<boolean> {
  return await end(context, id, cancelledByPartner, async (rows, order) => {
    const line = { what: 'order-cancelled', contactId: by.contactId, subject: `order/${id}` } as const
    await rows.journal.write([line], { who: thePerson, door: 'order-page', note: by.organisation })
    await tell(context, rows, 'cancelled', order, by.token)
  })
}

/** Staff change the quantities of an order, and the partner is told; null when it has ended already. */
export async function changeOrder(context: JobContext, id: string, lines: Order['lines']): Promise<Placed | null> {
  const changed = await context.store.transaction(async (rows) => {
    const result = await rows.orders.change(id, lines)
    if (result?.outcome === 'changed') await tell(context, rows, 'changed', result.order, null)
    return result
  })
  context.wake()
  return changed
}
