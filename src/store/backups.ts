import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { haltRows } from './halts.js'
import type { Schema } from './schema.js'

const lastBackup = 'last-backup'
const restoration = 'restored'

/** A stretch of time of which this database knows nothing: from the copy to its restoration. */
export interface Gap {
  from: Temporal.Instant
  until: Temporal.Instant
}

/** When the database was last copied, and whether it is such a copy itself. */
export function backupRows(db: Kysely<Schema>, clock: Clock) {
  const read = async (key: string) =>
    (await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst())?.value ?? null
  const write = async (key: string, value: string) => {
    await db
      .insertInto('meta')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute()
  }
  return {
    /** Writes down that a copy is made now. */
    note: () => write(lastBackup, stamp(clock.now())),

    async last(): Promise<Temporal.Instant | null> {
      const value = await read(lastBackup)
      return value ? Temporal.Instant.from(value) : null
    },

    /** What happened in it may have left without a line here: nothing of it is sent by itself. */
    async gap(): Promise<Gap | null> {
      const value = await read(restoration)
      if (!value) return null
      const { from, until } = JSON.parse(value) as Record<'from' | 'until', string>
      return { from: Temporal.Instant.from(from), until: Temporal.Instant.from(until) }
    },

    /** For a copy that has just been put in place: sends under way are paused, planned ones left to staff. */
    async settleRestored(): Promise<{ backedUpAt: string | null; paused: number }> {
      const backedUpAt = await read(lastBackup)
      const now = stamp(clock.now())
      await write(restoration, JSON.stringify({ from: backedUpAt ?? now, until: now }))
      const open = await db.selectFrom('campaigns').select('id').where('state', '!=', 'done').execute()
      let paused = 0
      for (const { id } of open) if (await haltRows(db, clock).halt(id, 'paused', 'restore')) paused += 1
      await db
        .updateTable('jobs')
        .set({ state: 'missed', finished_at: now })
        .where('kind', '=', 'send')
        .where('state', 'in', ['due', 'running'])
        .execute()
      return { backedUpAt, paused }
    },
  }
}
