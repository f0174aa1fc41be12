import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import type { LateStop, PlannedWay } from '../../domain/index.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { orderRows } from './orders.js'
import { roundRows, type WaitingStop } from './rounds.js'
import { takeStockTurn } from './stock-turn.js'
import { reopenStop, type TakenBack, takeBackRows } from './take-back.js'

/** A stop as whoever takes its note back saw it: the note of a second hand is not taken back with it. */
export interface NotedStop {
  roundId: string
  orderId: string
  state: 'done' | 'absent'
  /** null for one that was done because its order was fetched meanwhile. */
  notedAt: string | null
}

/** What became of an order for a round. "over": every stop of the round is noted, or it is cancelled. */
export type Joined = 'joined' | 'over' | 'not-waiting'

/** What happens to the stops of a planned round. Call all of it inside a transaction. */
export function roundChangeRows(db: Kysely<Schema>, clock: Clock, engine: Engine) {
  const orders = orderRows(db, clock, engine)
  const rounds = roundRows(db, clock, engine)
  const { takeBack } = takeBackRows(db, clock, engine)

  /** Writes down the way of a round, whose stops are there. */
  async function writeWay(roundId: string, { by, stops, back }: PlannedWay<WaitingStop>): Promise<void> {
    await db
      .updateTable('rounds')
      .set({ way_by: by, back_metres: back?.metres ?? null, back_seconds: back?.seconds ?? null })
      .where('id', '=', roundId)
      .execute()
    for (const [index, { stop, leg }] of stops.entries())
      await db
        .updateTable('round_stops')
        .set({ number: index + 1, metres: leg?.metres ?? null, seconds: leg?.seconds ?? null })
        .where('round_id', '=', roundId)
        .where('order_id', '=', stop.order.id)
        .execute()
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
     * A stop was noted by mistake: it is open again, or gone where its round is cancelled; stock and order are as before.
     * "moved-on": the order of an absent one is on another round by now, or has ended. "not-noted": it is not noted so, or
     * not any more.
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
      if (!(await rounds.waitingStop(orderId))) return 'moved-on'
      await reopenStop(db, orderId, roundId)
      return 'open'
    },

    /**
     * Cancels a round: the orders of its open stops wait again, and stops that are noted stay as they are. Gives how
     * many wait again; null when it was cancelled before, or every stop of it is noted.
     */
    async cancel(roundId: string): Promise<number | null> {
      await takeStockTurn(engine, db)
      const stops = await rounds.stops(roundId)
      if (stops.length > 0 && stops.every((stop) => stop.state !== 'open')) return null
      const cancelled = await db
        .updateTable('rounds')
        .set({ cancelled_at: stamp(clock.now()) })
        .where('id', '=', roundId)
        .where('cancelled_at', 'is', null)
        .executeTakeFirst()
      if (cancelled.numUpdatedRows === 0n) return null
      const freed = await db
        .deleteFrom('round_stops')
        .where('round_id', '=', roundId)
        .where('state', '=', 'open')
        .executeTakeFirst()
      return Number(freed.numDeletedRows)
    },

    /** Puts an order that waits on a round that is not over yet, where `findWay` finds its place. */
    async join(
      roundId: string,
      orderId: string,
      findWay: (stops: readonly WaitingStop[], late: LateStop<WaitingStop>) => PlannedWay<WaitingStop>,
    ): Promise<Joined> {
      await takeStockTurn(engine, db)
      const all = await rounds.wayStops(roundId)
      const isOver = all.length > 0 && all.every((stop) => stop.state !== 'open')
      const round = await rounds.byId(roundId)
      if (isOver || !round || round.cancelledAt) return 'over'
      const stop = await rounds.waitingStop(orderId)
      if (!stop) return 'not-waiting'
      // It may have met nobody on this very round, and is tried once more.
      const stops = all.filter((one) => one.order.id !== orderId)
      const firstOpen = stops.findIndex((one) => one.state === 'open')
      const way = findWay(stops, { stop, after: Math.max(firstOpen, 0) })
      const again = { number: 0, state: 'open', noted_at: null, noted_by: null, metres: null, seconds: null } as const
      await db
        .insertInto('round_stops')
        .values({ round_id: roundId, order_id: orderId, ...again })
        .onConflict((conflict) => conflict.columns(['round_id', 'order_id']).doUpdateSet(again))
        .execute()
      await writeWay(roundId, way)
      return 'joined'
    },

    /** Takes an open stop off its round: its order waits for another one. False when it is not there, or is noted. */
    async leave(
      roundId: string,
      orderId: string,
      findWay: (stops: readonly WaitingStop[]) => PlannedWay<WaitingStop>,
    ): Promise<boolean> {
      await takeStockTurn(engine, db)
      const gone = await db
        .deleteFrom('round_stops')
        .where('round_id', '=', roundId)
        .where('order_id', '=', orderId)
        .where('state', '=', 'open')
        .executeTakeFirst()
      if (gone.numDeletedRows === 0n) return false
      await writeWay(roundId, findWay(await rounds.wayStops(roundId)))
      return true
    },
  }
}
