import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import { newId } from '../../base/ids.js'
import {
  communeKey,
  type Leg,
  type Order,
  type PlannedWay,
  type Spot,
  type Stop,
  type StopState,
  type WayBy,
} from '../../domain/index.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { orderRows } from './orders.js'
import { stopOfOrder } from './stop-of-order.js'
import { takeStockTurn } from './stock-turn.js'

export interface Round {
  id: string
  name: string
  /** ISO date. */
  day: string
  who: string
  /** What the order of its stops was made from. */
  by: WayBy
  /** By road from the last stop to where it began; null where that is not known. */
  back: Leg | null
  /** null for one that stands. */
  cancelledAt: string | null
}

/** A round to be planned: the waiting orders of some communes, or of all. */
export interface NewRound extends Pick<Round, 'name' | 'day' | 'who'> {
  communes: readonly string[] | null
}

/** A waiting order as a stop. */
export interface WaitingStop extends Stop {
  order: Order
}

export interface RoundStop {
  number: number
  /** By road from the last place before it whose position is known; null where that is not known. */
  leg: Leg | null
  state: StopState
  notedAt: string | null
  notedBy: string | null
  order: Order
}

/** A stop of a planned round, as its way is found again. */
export interface WayStop extends WaitingStop {
  state: StopState
}

const legOf = (metres: number | null, seconds: number | null): Leg | null =>
  metres === null || seconds === null ? null : { metres, seconds }

/** Placed orders to deliver that are on no round: one that met nobody is among them again. */
const waitingIds = (db: Kysely<Schema>) =>
  db
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

  async function asStops(wanted: readonly Order[]): Promise<WaitingStop[]> {
    const spots = await spotsOf(wanted)
    return wanted.map((order) => ({
      order,
      communeKey: communeKey(order.commune),
      spot: spots.get(order.id) ?? null,
    }))
  }

  return {
    /** Orders that wait for a round, the oldest first. */
    async waiting(): Promise<Order[]> {
      const rows = await waitingIds(db).orderBy('created_at').limit(1000).execute()
      return await orders.byIds(rows.map((row) => row.id))
    },

    /** Those of some communes, or all, with where they are. */
    async waitingStops(communes: readonly string[] | null): Promise<WaitingStop[]> {
      const keys = communes && new Set(communes.map(communeKey))
      return await asStops((await this.waiting()).filter((order) => !keys || keys.has(communeKey(order.commune))))
    },

    /** An order that waits for a round, with where it is; null when it does not. */
    async waitingStop(orderId: string): Promise<WaitingStop | null> {
      const row = await waitingIds(db).where('orders.id', '=', orderId).executeTakeFirst()
      const [stop] = row ? await asStops(await orders.byIds([row.id])) : []
      return stop ?? null
    },

    roundOf: stopOfOrder(db).roundOf,

    /** The stops of a round in their order, with where they are. */
    async wayStops(roundId: string): Promise<WayStop[]> {
      const stops = await this.stops(roundId)
      const placed = await asStops(stops.map((stop) => stop.order))
      return placed.map((stop, index) => ({ ...stop, state: stops[index]!.state }))
    },

    /**
     * Plans a round of waiting orders on the way that `findWay` makes of them. Null when nothing waits there. Call it
     * inside a transaction.
     */
    async plan(
      { name, day, who, communes }: NewRound,
      findWay: (stops: readonly WaitingStop[]) => PlannedWay<WaitingStop>,
    ): Promise<string | null> {
      await takeStockTurn(engine, db)
      const { by, stops, back } = findWay(await this.waitingStops(communes))
      if (stops.length === 0) return null
      const id = newId()
      const way = { way_by: by, back_metres: back?.metres ?? null, back_seconds: back?.seconds ?? null }
      await db
        .insertInto('rounds')
        .values({ id, name, day, who, created_at: stamp(clock.now()), ...way })
        .execute()
      for (const [index, { stop, leg }] of stops.entries())
        await db
          .insertInto('round_stops')
          .values({
            round_id: id,
            order_id: stop.order.id,
            number: index + 1,
            state: 'open',
            noted_at: null,
            noted_by: null,
            metres: leg?.metres ?? null,
            seconds: leg?.seconds ?? null,
          })
          .execute()
      return id
    },

    async byId(id: string): Promise<Round | null> {
      const row = await db.selectFrom('rounds').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return null
      const { name, day, who, way_by: by, cancelled_at: cancelledAt } = row
      return { id, name, day, who, by, back: legOf(row.back_metres, row.back_seconds), cancelledAt }
    },

    /** The stops of a round in their order. */
    async stops(roundId: string): Promise<RoundStop[]> {
      const rows = await db
        .selectFrom('round_stops')
        .selectAll()
        .where('round_id', '=', roundId)
        .orderBy('number')
        .execute()
      const found = await orders.byIds(rows.map((row) => row.order_id))
      const byId = new Map(found.map((order) => [order.id, order]))
      return rows.flatMap((row) => {
        const order = byId.get(row.order_id)
        const { number, state, noted_at: notedAt, noted_by: notedBy } = row
        return order ? [{ number, leg: legOf(row.metres, row.seconds), state, notedAt, notedBy, order }] : []
      })
    },

    /** A page of rounds, the latest day first, with how many stops are open. */
    async list({ limit, offset = 0 }: { limit: number; offset?: number }) {
      const rows = await db
        .selectFrom('rounds')
        .select(['id', 'name', 'day', 'who', 'cancelled_at as cancelledAt'])
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
  }
}
