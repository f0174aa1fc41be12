import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { reservationRows } from './reservations.js'
import { takeStockTurn } from './stock-turn.js'

/**
 * What became of an order that was wrongly noted as handed over. "open": it stands as before, and holds its copies.
 * "replaced": its address has ordered again since, which ends an order that is open; "erased": nobody waits for it any
 * more; the copies of both are free. "untraceable": handed over before places were kept, and nothing was changed.
 * "not-handed": nothing was to be taken back.
 */
export type TakenBack = 'open' | 'replaced' | 'erased' | 'untraceable' | 'not-handed'

/** The way back of `complete`. */
export function takeBackRows(db: Kysely<Schema>, clock: Clock, engine: Engine) {
  const reservations = reservationRows(db)

  /** Its stop is to be done again, or gone with the order. */
  async function reopenStop(orderId: string, isOpen: boolean): Promise<void> {
    if (isOpen)
      await db
        .updateTable('round_stops')
        .set({ state: 'open', noted_at: null, noted_by: null })
        .where('order_id', '=', orderId)
        .where('state', '=', 'done')
        .execute()
    else await db.deleteFrom('round_stops').where('order_id', '=', orderId).where('state', '=', 'done').execute()
  }

  return {
    /** The copies of an order were not handed over after all, and lie where they came from. Call it inside a transaction. */
    async takeBack(id: string): Promise<TakenBack> {
      await takeStockTurn(engine, db)
      const order = await db
        .selectFrom('orders')
        .select(['state', 'email', 'email_key'])
        .where('id', '=', id)
        .executeTakeFirst()
      if (order?.state !== 'completed') return 'not-handed'
      if (!(await reservations.isTraceable(id))) return 'untraceable'
      const since = await db
        .selectFrom('orders')
        .select('id')
        .where('email_key', '=', order.email_key)
        .where('state', '=', 'placed')
        .executeTakeFirst()
      const ended = order.email === '' ? 'erased' : since ? 'replaced' : null
      await reservations.takeBack(id, ended === null)
      await db
        .updateTable('orders')
        .set({ state: ended ? 'refused' : 'placed', reason: ended, changed_at: stamp(clock.now()) })
        .where('id', '=', id)
        .execute()
      await reopenStop(id, ended === null)
      return ended ?? 'open'
    },
  }
}
