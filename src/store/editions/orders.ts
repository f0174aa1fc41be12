import type { Kysely, Selectable } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import { newId, newToken } from '../../base/ids.js'
import {
  emailKey,
  freeCopies,
  type Order,
  type OrderedBy,
  type OrderFault,
  type OrderLine,
  type OrderState,
  type OrderWay,
} from '../../domain/index.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { reservationRows } from './reservations.js'
import { stopOfOrder } from './stop-of-order.js'
import { takeStockTurn } from './stock-turn.js'
import type { OrdersTable } from './tables.js'

export interface NewOrder extends OrderedBy {
  /** Of the form that was sent: the same form sent again is the same order. */
  key: string
  way: OrderWay
  remark: string | null
  lines: readonly OrderLine[]
}

/** What became of an order that was sent. "again": the same form came before, and nothing was changed. */
export type Placed =
  | { outcome: 'placed' | 'changed' | 'again'; order: Order }
  | { outcome: 'refused'; faults: Extract<OrderFault, { code: 'stock' }>[] }

export interface OrdersWanted {
  state?: OrderState
  limit: number
  offset?: number
}

/** Orders of copies. Their reservations are made and ended here and nowhere else. Call what changes inside a transaction. */
export function orderRows(db: Kysely<Schema>, clock: Clock, engine: Engine) {
  const now = () => stamp(clock.now())
  const reservations = reservationRows(db)
  const stop = stopOfOrder(db)

  async function complete(rows: readonly Selectable<OrdersTable>[]): Promise<Order[]> {
    if (rows.length === 0) return []
    const lines = await db
      .selectFrom('order_lines')
      .selectAll()
      .where(
        'order_id',
        'in',
        rows.map((row) => row.id),
      )
      .orderBy('edition_id')
      .execute()
    const byOrder = Map.groupBy(lines, (line) => line.order_id)
    return rows.map((row) => ({
      id: row.id,
      contactId: row.contact_id,
      organisationId: row.organisation_id,
      email: row.email,
      name: row.name,
      organisation: row.organisation,
      commune: row.commune,
      address: row.address,
      language: row.language,
      way: row.way,
      remark: row.remark,
      state: row.state,
      reason: row.reason,
      lines: (byOrder.get(row.id) ?? []).map(({ edition_id, copies }) => ({ editionId: edition_id, copies })),
      createdAt: row.created_at,
      changedAt: row.changed_at,
    }))
  }
  const one = async (id: string): Promise<Order> => {
    const row = await db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    return (await complete([row]))[0]!
  }
  const openOf = async (email: string): Promise<Order | null> => {
    const wanted = db.selectFrom('orders').selectAll().where('email_key', '=', emailKey(email))
    const row = await wanted.where('state', '=', 'placed').executeTakeFirst()
    return row ? ((await complete([row]))[0] ?? null) : null
  }

  /** Copies that are missing for some lines, besides what `mine` holds already. */
  async function missing(lines: readonly OrderLine[], mine: string | null) {
    const faults: Extract<OrderFault, { code: 'stock' }>[] = []
    for (const { editionId, copies } of lines) {
      const stock = await reservations.stockFor(editionId, mine)
      const left = freeCopies(stock)
      if (left < copies) faults.push({ code: 'stock', editionId, left })
    }
    return faults
  }

  async function write(
    id: string,
    { lines, way, remark, ...by }: Omit<NewOrder, 'key'>,
    isNew: boolean,
    state: OrderState,
  ) {
    const values = {
      contact_id: by.contactId,
      organisation_id: by.organisationId,
      email: by.email,
      email_key: emailKey(by.email),
      name: by.name,
      organisation: by.organisation,
      commune: by.commune,
      address: by.address,
      language: by.language,
      way,
      remark,
      state,
      reason: null,
      changed_at: now(),
    }
    if (isNew)
      await db
        .insertInto('orders')
        .values({ id, token: newToken(), created_at: now(), ...values })
        .execute()
    else await db.updateTable('orders').set(values).where('id', '=', id).execute()
    await db.deleteFrom('order_lines').where('order_id', '=', id).execute()
    for (const { editionId, copies } of lines)
      await db.insertInto('order_lines').values({ order_id: id, edition_id: editionId, copies }).execute()
  }

  const byKey = (key: string) =>
    db.selectFrom('order_keys').select('order_id').where('key', '=', key).executeTakeFirst()
  const remember = (key: string, id: string) => db.insertInto('order_keys').values({ key, order_id: id }).execute()

  return {
    /**
     * Places an order and reserves its copies, all or none. Whoever has an open order changes it: an address has one at
     * a time. Quantities are taken as they come: `readQuantities` of the domain checks them.
     */
    async place({ key, ...order }: NewOrder): Promise<Placed> {
      await takeStockTurn(engine, db)
      const again = await byKey(key)
      if (again) return { outcome: 'again', order: await one(again.order_id) }
      const open = await openOf(order.email)
      const faults = await missing(order.lines, open?.id ?? null)
      if (faults.length > 0) return { outcome: 'refused', faults }
      const id = open?.id ?? newId()
      if (open) await reservations.release(id)
      await write(id, order, !open, 'placed')
      await reservations.reserve(id, order.lines)
      await remember(key, id)
      const placed = await one(id)
      if (open) await stop.follow(open, placed)
      return { outcome: open ? 'changed' : 'placed', order: placed }
    },

    /** Keeps an order of the open form until its mail is confirmed; it reserves nothing. Gives the link's token. */
    async ask({ key, ...order }: NewOrder): Promise<{ id: string; token: string; again: boolean }> {
      await takeStockTurn(engine, db)
      const again = await byKey(key)
      const id = again?.order_id ?? newId()
      if (!again) {
        await write(id, order, true, 'unconfirmed')
        await remember(key, id)
      }
      const { token } = await db.selectFrom('orders').select('token').where('id', '=', id).executeTakeFirstOrThrow()
      return { id, token, again: again !== undefined }
    },

    /** The button behind the mail of the open form: the order is placed now, in place of one that is open. */
    async confirm(id: string): Promise<Placed> {
      await takeStockTurn(engine, db)
      const order = await one(id)
      if (order.state !== 'unconfirmed') return { outcome: 'again', order }
      const open = await openOf(order.email)
      const faults = await missing(order.lines, open?.id ?? null)
      if (faults.length > 0) return { outcome: 'refused', faults }
      if (open) {
        await reservations.release(open.id)
        await db
          .updateTable('orders')
          .set({ state: 'refused', reason: 'replaced', changed_at: now() })
          .where('id', '=', open.id)
          .execute()
      }
      await db.updateTable('orders').set({ state: 'placed', changed_at: now() }).where('id', '=', id).execute()
      await reservations.reserve(id, order.lines)
      if (open) await stop.follow(open, order)
      return { outcome: open ? 'changed' : 'placed', order: await one(id) }
    },

    /** Staff change the quantities of a placed order; null when it is not open any more. */
    async change(id: string, lines: readonly OrderLine[]): Promise<Placed | null> {
      await takeStockTurn(engine, db)
      const order = await this.byId(id)
      if (order?.state !== 'placed') return null
      const faults = await missing(lines, id)
      if (faults.length > 0) return { outcome: 'refused', faults }
      await reservations.release(id)
      await write(id, { ...order, lines }, false, 'placed')
      await reservations.reserve(id, lines)
      return { outcome: 'changed', order: await one(id) }
    },

    /** Ends a placed order without giving a copy, whoever wants it; false when it has ended already. */
    async refuse(id: string, reason: string): Promise<boolean> {
      await takeStockTurn(engine, db)
      const ended = await db
        .updateTable('orders')
        .set({ state: 'refused', reason, changed_at: now() })
        .where('id', '=', id)
        .where('state', '=', 'placed')
        .executeTakeFirst()
      if (ended.numUpdatedRows === 0n) return false
      await reservations.release(id)
      await stop.drop(id)
      return true
    },

    /** The copies are handed over, and leave the stock; false when the order has ended already. */
    async complete(id: string): Promise<boolean> {
      await takeStockTurn(engine, db)
      const ended = await db
        .updateTable('orders')
        .set({ state: 'completed', changed_at: now() })
        .where('id', '=', id)
        .where('state', '=', 'placed')
        .executeTakeFirst()
      if (ended.numUpdatedRows === 0n) return false
      await reservations.hand(id)
      await stop.done(id)
      return true
    },

    async byId(id: string): Promise<Order | null> {
      const row = await db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? ((await complete([row]))[0] ?? null) : null
    },

    /** Those orders, in the order in which they are named; one that is not there is left out. */
    async byIds(ids: readonly string[]): Promise<Order[]> {
      if (ids.length === 0) return []
      const found = await complete(await db.selectFrom('orders').selectAll().where('id', 'in', ids).execute())
      const byId = new Map(found.map((order) => [order.id, order]))
      return ids.flatMap((id) => byId.get(id) ?? [])
    },

    async byToken(token: string): Promise<Order | null> {
      const row = await db.selectFrom('orders').selectAll().where('token', '=', token).executeTakeFirst()
      return row ? ((await complete([row]))[0] ?? null) : null
    },

    /** The order of an address that has not ended, or null. */
    openFor: openOf,

    /** A page of orders, the latest first. */
    async list({ state, limit, offset = 0 }: OrdersWanted): Promise<Order[]> {
      let query = db
        .selectFrom('orders')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
      query = state ? query.where('state', '=', state) : query
      return await complete(await query.execute())
    },

    /** How many orders of the open form an address has not confirmed since an instant. */
    async countUnconfirmed(address: string, since: Temporal.Instant): Promise<number> {
      const row = await db
        .selectFrom('orders')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('email_key', '=', emailKey(address))
        .where('state', '=', 'unconfirmed')
        .where('created_at', '>=', stamp(since))
        .executeTakeFirstOrThrow()
      return Number(row.count)
    },

    /** Orders of the open form that nobody has confirmed since. Gives how many were forgotten. */
    async forgetUnconfirmed(before: Temporal.Instant): Promise<number> {
      const gone = await db
        .deleteFrom('orders')
        .where('state', '=', 'unconfirmed')
        .where('created_at', '<', stamp(before))
        .executeTakeFirst()
      return Number(gone.numDeletedRows)
    },
  }
}
