import { type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId } from '../base/ids.js'
import type { Halt } from '../domain/index.js'
import type { Schema } from './schema.js'

/** What staff do to a campaign as a whole, and the record of it. Part of `store.campaigns`. */
export function haltRows(db: Kysely<Schema>, clock: Clock) {
  const now = () => stamp(clock.now())

  return {
    /**
     * Whether staff have halted a campaign: one look at one row by its key. A sender asks between two messages: at
     * anything but null it begins no other, and its job ends without blocking or finishing the campaign; resuming queues
     * the job again.
     */
    async halted(id: string): Promise<Halt | null> {
      const row = await db.selectFrom('campaigns').select('halted').where('id', '=', id).executeTakeFirst()
      return row?.halted ?? null
    },

    /**
     * Pauses or stops a campaign. Stopping also ends it; what waits stays as it is. Messages in hand end.
     * False, and nothing is written, when it is over or halted so already. Call it inside a transaction.
     */
    async halt(id: string, kind: Halt, who: string): Promise<boolean> {
      const end = { state: 'done', state_reason: 'stopped', finished_at: now() }
      const result = await db
        .updateTable('campaigns')
        .set({ halted: kind, halted_at: now(), halted_by: who, ...(kind === 'stopped' ? end : {}) })
        .where('id', '=', id)
        .where('state', '!=', 'done')
        .where('halted', 'is distinct from', kind)
        .executeTakeFirst()
      if (result.numUpdatedRows === 0n) return false
      await this.noteEvent(id, who, kind)
      return true
    },

    /**
     * Lets a paused or stopped campaign go on; the caller queues its job in the same transaction.
     * False, and nothing is written, when it is not halted.
     */
    async resume(id: string, who: string): Promise<boolean> {
      const result = await db
        .updateTable('campaigns')
        .set({
          halted: null,
          halted_at: null,
          halted_by: null,
          state: 'open',
          state_reason: null,
          finished_at: null,
        })
        .where('id', '=', id)
        .where('halted', 'is not', null)
        .executeTakeFirst()
      if (result.numUpdatedRows === 0n) return false
      await this.noteEvent(id, who, 'resumed')
      return true
    },

    /** Adds a line to the record of what staff did to a campaign. */
    async noteEvent(id: string, who: string, what: string, note: string | null = null): Promise<void> {
      await db
        .insertInto('campaign_events')
        .values({ id: newId(), campaign_id: id, at: now(), who, what, note })
        .execute()
    },

    /** What staff did to a campaign, oldest first. */
    async events(id: string) {
      return await db
        .selectFrom('campaign_events')
        .select(['at', 'who', 'what', 'note'])
        .where('campaign_id', '=', id)
        .orderBy('at')
        .orderBy('id')
        .execute()
    },

    /** Campaigns with deliveries in doubt, whatever their own state. */
    async inDoubt(): Promise<string[]> {
      // Written out, not bound: an engine uses a partial index only when it sees the very value.
      const rows = await db
        .selectFrom('deliveries')
        .select('campaign_id')
        .distinct()
        .where('state', '=', sql.lit('uncertain'))
        .execute()
      return rows.map((row) => row.campaign_id)
    },
  }
}
