import { hostname } from 'node:os'
import { type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId } from '../base/ids.js'
import { processLives } from '../base/process-lives.js'
import type { Schema } from './schema.js'

/** A worker that has not beaten for this long is taken for dead, wherever it runs. */
export const leaseSeconds = 60

/** The workers that this very process entered. A row with our number that is not ours is an earlier process's: in a container each gets the same one. */
const enteredHere = new Set<string>()

/** Who is at work on this database. Tells a dead worker from a slow one. */
export function workerRows(db: Kysely<Schema>, clock: Clock) {
  /** Owners of what is in hand who are no longer, or not any more, among the workers. */
  async function ownersWithoutRow(): Promise<string[]> {
    const known = db.selectFrom('workers').select('id')
    const unfinished = db.selectFrom('campaigns').select('id').where('state', '!=', sql.lit('done'))
    const owners = await db
      .selectFrom('deliveries')
      .select('owner')
      .where('campaign_id', 'in', unfinished)
      .where('state', '=', 'sending')
      .where('owner', 'not in', known)
      .union(db.selectFrom('jobs').select('owner').where('state', '=', 'running').where('owner', 'not in', known))
      .execute()
    return owners.flatMap((row) => (row.owner ? [row.owner] : []))
  }

  return {
    /** Enters this process; its id owns what it claims. */
    async enter(role: string): Promise<string> {
      const id = `${role}-${newId()}`
      enteredHere.add(id)
      await this.beat(id)
      return id
    },

    /** Shows that the worker lives. One that was taken for dead (a clock that leapt, a machine that slept) is back. */
    async beat(id: string): Promise<void> {
      const now = stamp(clock.now())
      const role = id.slice(0, id.lastIndexOf('-'))
      await db
        .insertInto('workers')
        .values({ id, role, host: hostname(), pid: process.pid, started_at: now, beat_at: now })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ beat_at: now }))
        .execute()
    },

    async leave(id: string): Promise<void> {
      await db.deleteFrom('workers').where('id', '=', id).execute()
    },

    /**
     * Workers that are gone: of this machine when their process is, of any machine when their lease ran out, and those
     * that left something in hand when they ended.
     * Pass their ids to the ledger and the queue, then to `forget`.
     */
    async dead(): Promise<string[]> {
      const lapsed = stamp(clock.now().subtract({ seconds: leaseSeconds }))
      const rows = await db.selectFrom('workers').selectAll().execute()
      const gone = (row: (typeof rows)[number]) =>
        row.pid === process.pid ? !enteredHere.has(row.id) : !processLives(row.pid)
      const dead = rows.filter((row) => row.beat_at < lapsed || (row.host === hostname() && gone(row)))
      return [...dead.map((row) => row.id), ...(await ownersWithoutRow())]
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
