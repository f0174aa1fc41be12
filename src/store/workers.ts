import { hostname } from 'node:os'
import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId } from '../base/ids.js'
import type { Schema } from './schema.js'

/** A worker that has not beaten for this long is taken for dead, wherever it runs. */
export const leaseSeconds = 60

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Who is at work on this database. Tells a dead worker from a slow one. */
export function workerRows(db: Kysely<Schema>, clock: Clock) {
  return {
    /** Enters this process; its id owns what it claims. */
    async enter(role: string): Promise<string> {
      const now = stamp(clock.now())
      const id = `${role}-${newId()}`
      await db
        .insertInto('workers')
        .values({ id, role, host: hostname(), pid: process.pid, started_at: now, beat_at: now })
        .execute()
      return id
    },

    async beat(id: string): Promise<void> {
      await db
        .updateTable('workers')
        .set({ beat_at: stamp(clock.now()) })
        .where('id', '=', id)
        .execute()
    },

    async leave(id: string): Promise<void> {
      await db.deleteFrom('workers').where('id', '=', id).execute()
    },

    /**
     * Workers that are gone: of this machine when their process is, of any machine when their lease ran out.
     * Pass their ids to the ledger and the queue, then to `forget`.
     */
    async dead(): Promise<string[]> {
      const lapsed = stamp(clock.now().subtract({ seconds: leaseSeconds }))
      const rows = await db.selectFrom('workers').selectAll().execute()
      return rows
        .filter((row) => row.beat_at < lapsed || (row.host === hostname() && !processLives(row.pid)))
        .map((row) => row.id)
    },

    async forget(ids: readonly string[]): Promise<void> {
      if (ids.length > 0)
        await db
          .deleteFrom('workers')
          .where('id', 'in', [...ids])
          .execute()
    },

    /** The living workers of a role, oldest first. */
    async living(role: string) {
      const dead = new Set(await this.dead())
      const rows = await db.selectFrom('workers').selectAll().where('role', '=', role).orderBy('started_at').execute()
      return rows.filter((row) => !dead.has(row.id))
    },
  }
}
