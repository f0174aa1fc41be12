import { type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import type { CampaignSums } from '../domain/index.js'
import type { Schema } from './schema.js'
import { leaseSeconds } from './workers.js'

/** What is watched from outside, at one instant. Ids and counts only: no address, no title. */
export interface Figures {
  /** Campaigns that are not over, and how they stand. */
  campaigns: { id: string; standing: 'open' | 'blocked' | 'paused'; sums: CampaignSums }[]
  /** Deliveries in doubt, those of campaigns that are over included. */
  uncertain: number
  jobs: { state: string; count: number }[]
  /** How long the oldest due job has been due, in seconds; 0 when none is. */
  oldestDueSeconds: number
  /** Workers within their lease, by role. */
  workers: { role: string; count: number }[]
  /** How long ago a server last accepted a message, in seconds; null when none ever did. */
  lastAcceptedSeconds: number | null
}

/** Questions that every one answers from an index, however long the ledger has grown. */
export function watchingRows(db: Kysely<Schema>, clock: Clock, sumsOf: (campaignId: string) => Promise<CampaignSums>) {
  const secondsSince = (instant: string) =>
    Math.max(0, clock.now().since(Temporal.Instant.from(instant)).total('seconds'))

  async function campaigns(): Promise<Figures['campaigns']> {
    const rows = await db
      .selectFrom('campaigns')
      .select(['id', 'state', 'halted'])
      .where('state', '!=', sql.lit('done'))
      .execute()
    return await Promise.all(
      rows.map(async ({ id, state, halted }) => {
        const standing = halted ? 'paused' : state === 'blocked' ? 'blocked' : 'open'
        return { id, standing, sums: await sumsOf(id) } as const
      }),
    )
  }

  return {
    async figures(): Promise<Figures> {
      const now = clock.now()
      const lapsed = stamp(now.subtract({ seconds: leaseSeconds }))
      const count = sql<number>`count(*)`.as('count')
      const [open, doubt, jobs, due, workers, accepted] = await Promise.all([
        campaigns(),
        // States are written out, not bound: an engine uses a partial index only when it sees the very value.
        db.selectFrom('deliveries').select(count).where('state', '=', sql.lit('uncertain')).executeTakeFirstOrThrow(),
        db.selectFrom('jobs').select(['state', count]).groupBy('state').execute(),
        db
          .selectFrom('jobs')
          .select((eb) => eb.fn.min('due_at').as('at'))
          .where('state', '=', 'due')
          .where('due_at', '<=', stamp(now))
          .executeTakeFirst(),
        db.selectFrom('workers').select(['role', count]).where('beat_at', '>=', lapsed).groupBy('role').execute(),
        db
          .selectFrom('deliveries')
          .select((eb) => eb.fn.max('updated_at').as('at'))
          .where('state', '=', sql.lit('accepted'))
          .executeTakeFirst(),
      ])
      return {
        campaigns: open,
        uncertain: Number(doubt.count),
        jobs: jobs.map((row) => ({ state: row.state, count: Number(row.count) })),
        oldestDueSeconds: due?.at ? secondsSince(due.at) : 0,
        workers: workers.map((row) => ({ role: row.role, count: Number(row.count) })),
        lastAcceptedSeconds: accepted?.at ? secondsSince(accepted.at) : null,
      }
    },
  }
}
