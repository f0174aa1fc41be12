import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { orderRows } from './orders.js'
import { takeStockTurn } from './stock-turn.js'
import { type TakenBack, takeBackRows } from './take-back.js'

/** A stop as whoever takes its note back saw it: the note of a second hand is not taken back with it. */
export interface NotedStop {
  roundId: string
  orderId: string
  state: 'done' | 'absent'
  /** null for one that was done because its order was fetched meanwhile. */
  notedAt: string | null
}

/** What happens to the stops of a planned round. Call all of it inside a transaction. */
export function roundChangeRows(db: Kysely<Schema>, clock: Clock, engine: Engine) {
  const orders = orderRows(db, clock, engine)
  const { takeBack } = takeBackRows(db, clock, engine)

  /** Whether an order still waits for the round on which it met nobody: it stands, and is on no other. */
  async function stillWaits(orderId: string): Promise<boolean> {
    const row = await db
      .selectFrom('orders')
      .select('id')
      .where('id', '=', orderId)
      .where('state', '=', 'placed')
      .where('way', '=', 'delivery')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('round_stops')
              .select('order_id')
              .whereRef('order_id', '=', 'orders.id')
              .where('round_stops.state', '!=', 'absent'),
          ),
        ),
      )
      .executeTakeFirst()
    return row !== undefined
  }

  return {
    /**
     * Notes what became of a stop: done hands the copies over, absent leaves the order for another round. False when it
     * was noted before, or is gone.
     */
    async note(roundId: string, orderId: string, state: 'done' | 'absent', who: string): Promise<boolean> {
      await takeStockTurn(engine, db)
      const noted = await db
        .updateTable('round_stops')
        .set({ state, noted_at: stamp(clock.now()), noted_by: who })
        .where('round_id', '=', roundId)
        .where('order_id', '=', orderId)
        .where('state', '=', 'open')
        .executeTakeFirst()
      if (noted.numUpdatedRows === 0n) return false
      if (state === 'done') await orders.complete(orderId)
      return true
    },

    /**
     * A stop was noted by mistake: it is open again, and stock and order are as before. "moved-on": the order of an
     * absent one is on another round by now, or has ended. "not-noted": it is not noted so, or not any more.
     */
    async takeNoteBack({ roundId, orderId, state, notedAt }: NotedStop): Promise<TakenBack | 'moved-on' | 'not-noted'> {
      await takeStockTurn(engine, db)
      const stop = await db
        .selectFrom('round_stops')
        .select(['state', 'noted_at'])
        .where('round_id', '=', roundId)
        .where('order_id', '=', orderId)
        .executeTakeFirst()
      if (stop?.state !== state || stop.noted_at !== notedAt) return 'not-noted'
      if (state === 'done') return await takeBack(orderId)
      if (!(await stillWaits(orderId))) return 'moved-on'
      await db
        .updateTable('round_stops')
        .set({ state: 'open', noted_at: null, noted_by: null })
        .where('round_id', '=', roundId)
        .where('order_id', '=', orderId)
        .execute()
      return 'open'
    },
  }
}
