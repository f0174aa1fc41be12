import type { Kysely } from 'kysely'
import { communeKey, type Order } from '../../domain/index.js'
import type { Schema } from '../schema.js'

/** What becomes of the open stop of an order, where it is on a round, when the order changes or ends. */
export function stopOfOrder(db: Kysely<Schema>) {
  const drop = async (orderId: string): Promise<void> => {
    await db.deleteFrom('round_stops').where('order_id', '=', orderId).where('state', '=', 'open').execute()
  }

  return {
    /** The round that is to bring an order; null where none is. */
    async roundOf(orderId: string): Promise<string | null> {
      const stop = await db
        .selectFrom('round_stops')
        .select('round_id')
        .where('order_id', '=', orderId)
        .where('state', '=', 'open')
        .executeTakeFirst()
      return stop?.round_id ?? null
    },

    /** There is nothing to bring any more. */
    drop,

    /** Its copies were handed over: on the round, or at the office while it was on its way. */
    async done(orderId: string): Promise<void> {
      await db
        .updateTable('round_stops')
        .set({ state: 'done' })
        .where('order_id', '=', orderId)
        .where('state', '=', 'open')
        .execute()
    },

    /** `after` stands in the place of `before`: it is brought on the same round where it goes the same way. */
    async follow(before: Order, after: Order): Promise<void> {
      const isSameWay = after.way === 'delivery' && communeKey(after.commune) === communeKey(before.commune)
      if (!isSameWay) return await drop(before.id)
      await db
        .updateTable('round_stops')
        .set({ order_id: after.id })
        .where('order_id', '=', before.id)
        .where('state', '=', 'open')
        .execute()
    },
  }
}
