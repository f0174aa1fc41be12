import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import type { PaceLimits } from '../domain/settings/sending.js'
import type { Schema } from './schema.js'

/** What may leave under a scope at this moment. */
export interface Room {
  /** Infinity without a limit. */
  count: number
  /** When there will be more, once `count` is used up; null without a limit. */
  more: Temporal.Instant | null
  /** The limit that binds first: so many in so many seconds. */
  limit: { count: number; seconds: number } | null
}

/** What left is counted in slots of so many seconds. */
const slotSeconds = 5
const windows = { minute: 60, hour: 3600, day: 86_400 } as const
export const noLimit: Room = { count: Number.POSITIVE_INFINITY, more: null, limit: null }

/** Counts what leaves, for all workers and across restarts, against limits per sliding minute, hour and day. */
export function paceRows(db: Kysely<Schema>, clock: Clock) {
  const before = (instant: Temporal.Instant, seconds: number) => instant.subtract({ seconds })

  const slotsOf = (scope: string) =>
    db
      .selectFrom('pace_slots')
      .select(['slot', 'count'])
      .where('scope', '=', scope)
      .where('slot', '>', stamp(before(clock.now(), windows.day + slotSeconds)))
      .orderBy('slot')
      .execute()

  async function room(scope: string, limits: PaceLimits): Promise<Room> {
    const limited = Object.entries(limits).filter(([, limit]) => limit !== undefined)
    if (limited.length === 0) return noLimit
    const now = clock.now()
    const slots = await slotsOf(scope)
    let tightest: Room = noLimit
    for (const [name, limit] of limited) {
      const seconds = windows[name as keyof typeof windows]
      // A slot counts until its last second has left the window: the limit holds in any such stretch of time.
      const since = stamp(before(now, seconds + slotSeconds))
      const counted = slots.filter(({ slot }) => slot > since)
      const count = Math.max(0, limit - counted.reduce((sum, slot) => sum + slot.count, 0))
      const oldest = counted[0]?.slot
      const more = (oldest ? Temporal.Instant.from(oldest) : now).add({ seconds: seconds + slotSeconds })
      if (count < tightest.count || (count === tightest.count && tightest.more && later(more, tightest.more)))
        tightest = { count, more, limit: { count: limit, seconds: seconds + slotSeconds } }
    }
    return tightest
  }

  return {
    room,

    /** As `room`, and keeps every other worker from counting under this scope until the transaction ends. */
    async lockedRoom(scope: string, limits: PaceLimits): Promise<Room> {
      if (Object.values(limits).every((limit) => limit === undefined)) return noLimit
      await db
        .insertInto('pace_scopes')
        .values({ scope })
        .onConflict((conflict) => conflict.column('scope').doUpdateSet({ scope }))
        .execute()
      return await room(scope, limits)
    },

    /** What left under a scope in the last day, oldest first, to some seconds. */
    async left(scope: string): Promise<{ at: Temporal.Instant; count: number }[]> {
      const slots = await slotsOf(scope)
      // A slot counts until its last second has passed.
      return slots.map(({ slot, count }) => ({ at: Temporal.Instant.from(slot).add({ seconds: slotSeconds }), count }))
    },

    /** Counts `count` messages under a scope, at this moment. */
    async spend(scope: string, count: number): Promise<void> {
      if (count === 0) return
      const now = clock.now()
      const slot = stamp(
        Temporal.Instant.fromEpochMilliseconds(
          Math.floor(now.epochMilliseconds / (slotSeconds * 1000)) * slotSeconds * 1000,
        ),
      )
      await db
        .insertInto('pace_slots')
        .values({ scope, slot, count })
        .onConflict((conflict) =>
          conflict.columns(['scope', 'slot']).doUpdateSet((eb) => ({ count: eb('pace_slots.count', '+', count) })),
        )
        .execute()
    },

    /** Forgets counts that no window reaches any more. */
    async forget(): Promise<void> {
      await db
        .deleteFrom('pace_slots')
        .where('slot', '<', stamp(before(clock.now(), windows.day + 2 * slotSeconds)))
        .execute()
    },
  }
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0
