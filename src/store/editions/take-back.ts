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

const removeStop = (db: Kysely<Schema>, orderId: string, roundId: string) =>
  db.deleteFrom('round_stops').where('round_id', '=', roundId).where('order_id', '=', orderId).execute()

/** A noted stop is to be done again; on a cancelled round nothing is, and its order waits for another one. */
export async function reopenStop(db: Kysely<Schema>, orderId: string, roundId: string): Promise<void> {
  const round = await db.selectFrom('rounds').select('cancelled_at').where('id', '=', roundId).executeTakeFirst()
  if (round?.cancelled_at) {
    await removeStop(db, orderId, roundId)
    return
  }
  await db
    .updateTable('round_stops')
    .set({ state: 'open', noted_at: null, noted_by: null })
    .where('round_id', '=', roundId)
    .where('order_id', '=', orderId)
    .execute()
}

/** The way back of `complete`. */
export function takeBackRows(db: Kysely<Schema>, clock: Clock, engine: Engine) {
  const reservations = reservationRows(db)

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
      const stop = await db
        .selectFrom('round_stops')
        .select('round_id')
        .where('order_id', '=', id)
        .where('state', '=', 'done')
        .executeTakeFirst()
      if (stop && ended) await removeStop(db, id, stop.round_id)
      else if (stop) await reopenStop(db, id, stop.round_id)
      return ended ?? 'open'
    },
  }
}
