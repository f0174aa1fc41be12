import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import type { Schema } from './schema.js'

/** A server that could not be used, and until when nobody tries. */
export interface ClosedServer {
  failures: number
  closedUntil: Temporal.Instant
  kind: string
  reply: string
}

/** The circuit breakers of mail servers, shared by all workers and campaigns, kept over restarts. */
export function mailServerRows(db: Kysely<Schema>, clock: Clock) {
  return {
    /** The breaker of a server that failed last time; null when it is in order. */
    async trouble(name: string): Promise<ClosedServer | null> {
      const row = await db.selectFrom('mail_servers').selectAll().where('name', '=', name).executeTakeFirst()
      return row ? { ...row, closedUntil: Temporal.Instant.from(row.closed_until) } : null
    },

    /**
     * Closes the way to a server; `waits` gives the minutes by how often in a row it failed: once, when it `worked`
     * since the last time. Returns until when.
     */
    async close(
      name: string,
      { kind, reply, waits, worked }: { kind: string; reply: string; waits: readonly number[]; worked: boolean },
    ): Promise<Temporal.Instant> {
      const known = await this.trouble(name)
      // Several workers meet the same failure: it counts once.
      if (known && Temporal.Instant.compare(known.closedUntil, clock.now()) > 0) return known.closedUntil
      const failures = (worked ? 0 : (known?.failures ?? 0)) + 1
      const until = clock.now().add({ minutes: waits[Math.min(failures, waits.length) - 1] ?? 1 })
      const row = { failures, closed_until: stamp(until), kind, reply: reply.slice(0, 1000) }
      await db
        .insertInto('mail_servers')
        .values({ name, ...row })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute()
      return until
    },

    /** The server has taken a message: all is well. */
    async open(name: string): Promise<void> {
      await db.deleteFrom('mail_servers').where('name', '=', name).execute()
    },
  }
}
