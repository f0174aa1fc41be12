import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import { newId } from '../../base/ids.js'
import { communeKey, type Order, orderStops, type Spot, type StopState } from '../../domain/index.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { orderRows } from './orders.js'
import { takeStockTurn } from './stock-turn.js'

export interface Round {
  id: string
  name: string
  /** ISO date. */
  day: string
  who: string
}

export interface RoundStop {
  number: number
  state: StopState
  notedAt: string | null
  notedBy: string | null
  order: Order
}

/** Delivery rounds: which orders, in which order of stops, and what became of each. */
export function roundRows(db: Kysely<Schema>, clock: Clock, engine: Engine) {
  const orders = orderRows(db, clock, engine)

  /** Where those who ordered are, as the directory has it, by order. */
  async function spotsOf(wanted: readonly Order[]): Promise<Map<string, Spot>> {
    const ids = wanted.flatMap((order) => order.organisationId ?? [])
    if (ids.length === 0) return new Map()
    const rows = await db
      .selectFrom('organisations')
      .select(['id', 'latitude', 'longitude'])
      .where('id', 'in', ids)
      .execute()
    const spots = new Map(
      rows.flatMap(({ id, latitude, longitude }) =>
        latitude === null || longitude === null ? [] : [[id, { latitude, longitude }] as const],
      ),
    )
    return new Map(
      wanted.flatMap((order) => {
        const spot = spots.get(order.organisationId ?? '')
        return spot ? [[order.id, spot] as const] : []
      }),
    )
  }

  return {
    /** Placed orders to deliver that are on no round: one that met nobody is among them again. */
    async waiting(): Promise<Order[]> {
      const rows = await db
        .selectFrom('orders')
        .select('id')
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
        .orderBy('created_at')
        .limit(1000)
        .execute()
      const found = await Promise.all(rows.map((row) => orders.byId(row.id)))
      return found.filter((order) => order !== null)
    },

    /**
     * Plans a round of waiting orders, those of some communes or all, its stops in a sensible order from `start` on.
     * Null when nothing waits there. Call it inside a transaction.
     */
    async plan({
      name,
      day,
      who,
      communes,
      start,
    }: Omit<Round, 'id'> & { communes: readonly string[] | null; start: Spot | null }): Promise<string | null> {
      await takeStockTurn(engine, db)
      const keys = communes && new Set(communes.map(communeKey))
      const wanted = (await this.waiting()).filter((order) => !keys || keys.has(communeKey(order.commune)))
      if (wanted.length === 0) return null
      const spots = await spotsOf(wanted)
      const stops = wanted.map((order) => ({
        order,
        communeKey: communeKey(order.commune),
        spot: spots.get(order.id) ?? null,
      }))
      const id = newId()
      await db
        .insertInto('rounds')
        .values({ id, name, day, who, created_at: stamp(clock.now()) })
        .execute()
      for (const [index, { order }] of orderStops(start, stops).entries())
        await db
          .insertInto('round_stops')
          .values({
            round_id: id,
            order_id: order.id,
            number: index + 1,
            state: 'open',
            noted_at: null,
            noted_by: null,
          })
          .execute()
      return id
    },

    async byId(id: string): Promise<Round | null> {
      const row = await db.selectFrom('rounds').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? { id: row.id, name: row.name, day: row.day, who: row.who } : null
    },

    /** The stops of a round in their order. */
    async stops(roundId: string): Promise<RoundStop[]> {
      const rows = await db
        .selectFrom('round_stops')
        .selectAll()
        .where('round_id', '=', roundId)
        .orderBy('number')
        .execute()
      const stops: RoundStop[] = []
      for (const row of rows) {
        const order = await orders.byId(row.order_id)
        if (!order) continue
        stops.push({ number: row.number, state: row.state, notedAt: row.noted_at, notedBy: row.noted_by, order })
      }
      return stops
    },

    /** A page of rounds, the latest day first, with how many stops are open. */
    async list({ limit, offset = 0 }: { limit: number; offset?: number }) {
      const rows = await db
        .selectFrom('rounds')
        .select(['id', 'name', 'day', 'who'])
        .select((eb) => [
          eb
            .selectFrom('round_stops')
            .select((count) => count.fn.countAll<number>().as('count'))
            .whereRef('round_id', '=', 'rounds.id')
            .as('stops'),
          eb
            .selectFrom('round_stops')
            .select((count) => count.fn.countAll<number>().as('count'))
            .whereRef('round_id', '=', 'rounds.id')
            .where('state', '=', 'open')
            .as('open'),
        ])
        .orderBy('day', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute()
      return rows.map((row) => ({ ...row, stops: Number(row.stops), open: Number(row.open) }))
    },

    /**
     * Notes what became of a stop: done hands the copies over, absent leaves the order for another round. False when it
     * was noted before. Call it inside a transaction.
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
  }
}
