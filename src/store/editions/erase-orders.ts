import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.js'
import { reservationRows } from './reservations.js'

/** An address's orders, as the person may see them (GDPR art. 15). */
export async function ordersOfAddress(db: Kysely<Schema>, emailKey: string) {
  const rows = await db
    .selectFrom('orders')
    .leftJoin('order_lines', 'order_lines.order_id', 'orders.id')
    .leftJoin('editions', 'editions.id', 'order_lines.edition_id')
    .select(['orders.id', 'orders.created_at as at', 'orders.state', 'orders.remark'])
    .select(['editions.title', 'order_lines.copies'])
    .where('email_key', '=', emailKey)
    .orderBy('orders.created_at')
    .execute()
  return [...Map.groupBy(rows, (row) => row.id).values()].map((lines) => ({
    at: lines[0]!.at,
    state: lines[0]!.state,
    remark: lines[0]!.remark,
    lines: lines.flatMap(({ title, copies }) => (title === null || copies === null ? [] : [{ title, copies }])),
  }))
}

/**
 * Takes an address out of its orders: one that is open ends, and its copies are free again; what was handed over stays
 * for the year's sums, without a name. Gives how many orders it was in.
 */
export async function eraseFromOrders(db: Kysely<Schema>, emailKey: string): Promise<number> {
  const theirs = await db.selectFrom('orders').select('id').where('email_key', '=', emailKey).execute()
  for (const { id } of theirs) {
    const ended = await db
      .updateTable('orders')
      .set({ state: 'refused', reason: 'erased' })
      .where('id', '=', id)
      .where('state', '=', 'placed')
      .executeTakeFirst()
    if (ended.numUpdatedRows > 0n) {
      await reservationRows(db).release(id)
      await db.deleteFrom('round_stops').where('order_id', '=', id).where('state', '=', 'open').execute()
    }
    await forgetPerson(db).where('id', '=', id).execute()
  }
  return theirs.length
}

/** What makes an order anybody's is taken away; its lines and its commune stay for the sums. */
const forgetPerson = (db: Kysely<Schema>) =>
  db
    .updateTable('orders')
    .set({ email: '', email_key: sql<string>`'erased-' || id`, contact_id: null, organisation_id: null })
    .set({ organisation: null, name: null, address: null, remark: null })

/** Orders that ended before an instant and still say whose they were. */
export const oldOrders = (db: Kysely<Schema>, before: string) =>
  db
    .selectFrom('orders')
    .where('state', 'in', ['completed', 'refused'])
    .where('changed_at', '<', before)
    .where('email', '!=', '')

/** Takes the persons out of the orders that ended before an instant. */
export async function anonymiseOrders(db: Kysely<Schema>, before: string): Promise<void> {
  await forgetPerson(db).where('id', 'in', oldOrders(db, before).select('id')).execute()
}
