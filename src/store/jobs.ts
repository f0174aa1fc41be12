import type { Kysely, SelectQueryBuilder } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId } from '../base/ids.js'
import type { Engine } from './engine/engine.js'
import type { Schema } from './schema.js'

export interface NewJob {
  /** thing + period, such as "compose/weekly-agenda/2026-W28": a second one with the same key is never made. */
  key: string
  kind: string
  payload: unknown
  /** By default at once. */
  dueAt?: Temporal.Instant
}

/** A job in the hands of one worker. */
export interface ClaimedJob {
  id: string
  key: string
  kind: string
  payload: unknown
  /** 1 for the first try. */
  attempt: number
  claim: number
}

/** What a queue carries of a job: the row tells the rest. */
export type DueJob = Pick<ClaimedJob, 'id' | 'claim'>

const claimed = (row: Schema['jobs']): ClaimedJob => ({ ...row, payload: JSON.parse(row.payload) as unknown })

/** The rows that the queue hands out. The database tells the truth; a queue only carries ids. */
export function jobRows(db: Kysely<Schema>, clock: Clock, engine: Engine) {
  const now = () => stamp(clock.now())

  /** Ends a claim; false when another worker has claimed the job since. */
  async function end(
    job: ClaimedJob,
    values: { state: string; due_at?: string; error: string | null; attempt?: number },
  ) {
    const finished = values.state === 'due' ? null : now()
    const result = await db
      .updateTable('jobs')
      .set({ ...values, owner: null, finished_at: finished })
      .where('id', '=', job.id)
      .where('claim', '=', job.claim)
      .where('state', '=', 'running')
      .executeTakeFirst()
    return result.numUpdatedRows > 0n
  }

  const claimFor = (owner: string) =>
    db
      .updateTable('jobs')
      .set((eb) => ({ state: 'running', owner, claim: eb('claim', '+', 1), attempt: eb('attempt', '+', 1) }))

  const dueFirst = <O>(query: SelectQueryBuilder<Schema, 'jobs', O>, kinds: readonly string[]) =>
    query
      .where('state', '=', 'due')
      .where('due_at', '<=', now())
      .where('kind', 'in', [...kinds])
      .orderBy('due_at')
      .orderBy('id')

  return {
    /** Adds the job unless one with its key exists, whatever its state; true when it was added. */
    async add(job: NewJob): Promise<boolean> {
      const result = await db
        .insertInto('jobs')
        .values({
          id: newId(),
          key: job.key,
          kind: job.kind,
          payload: JSON.stringify(job.payload),
          state: 'due',
          due_at: stamp(job.dueAt ?? clock.now()),
          attempt: 0,
          claim: 0,
          owner: null,
          error: null,
          created_at: now(),
          finished_at: null,
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** Puts an ended job back in the queue, or adds it: for what staff ask again. A running one is left alone. */
    async again(job: NewJob): Promise<void> {
      if (await this.add(job)) return
      await db
        .updateTable('jobs')
        .set({
          state: 'due',
          due_at: stamp(job.dueAt ?? clock.now()),
          payload: JSON.stringify(job.payload),
          attempt: 0,
          finished_at: null,
          error: null,
        })
        .where('key', '=', job.key)
        .where('state', '!=', 'running')
        .execute()
    },

    /** Records that a job's time and its grace passed while no process ran; true the first time. */
    async miss(job: NewJob): Promise<boolean> {
      if (!(await this.add(job))) return false
      await db.updateTable('jobs').set({ state: 'missed', finished_at: now() }).where('key', '=', job.key).execute()
      return true
    },

    /**
     * Undoes what a wrong clock did to a job: a miss recorded at an hour still to come, or a wait that ends after
     * `latest`, later than any wait of its kind. It is due now.
     */
    async recall(key: string, latest: Temporal.Instant): Promise<void> {
      await db
        .updateTable('jobs')
        .set({ state: 'due', due_at: now(), finished_at: null })
        .where('key', '=', key)
        .where((eb) =>
          eb.or([
            eb('state', '=', 'missed').and('finished_at', '>', now()),
            eb('state', '=', 'due').and('due_at', '>', stamp(latest)),
          ]),
        )
        .execute()
    },

    /** Takes the job that has been due longest, of the given kinds, or null. */
    async claim(owner: string, kinds: readonly string[]): Promise<ClaimedJob | null> {
      const row = await claimFor(owner)
        .where('id', '=', (eb) => engine.forClaim(dueFirst(eb.selectFrom('jobs').select('id'), kinds).limit(1)))
        .where('state', '=', 'due')
        .returningAll()
        .executeTakeFirst()
      return row ? claimed(row) : null
    },

    /** The jobs that are due, longest first, each with the number under which it may be claimed by `claimById`. */
    async due(kinds: readonly string[], limit: number): Promise<DueJob[]> {
      return await dueFirst(db.selectFrom('jobs').select(['id', 'claim']), kinds)
        .limit(limit)
        .execute()
    },

    /** Takes a job that `due` told; null when it is no longer due, or somebody has claimed it since. */
    async claimById(owner: string, { id, claim }: DueJob): Promise<ClaimedJob | null> {
      const row = await claimFor(owner)
        .where('id', '=', id)
        .where('claim', '=', claim)
        .where('state', '=', 'due')
        .where('due_at', '<=', now())
        .returningAll()
        .executeTakeFirst()
      return row ? claimed(row) : null
    },

    /** Ends a claim whose time has passed, its work not done. */
    giveUp: (job: ClaimedJob) => end(job, { state: 'missed', error: null }),

    complete: (job: ClaimedJob) => end(job, { state: 'done', error: null }),

    /** Gives the job back, to be claimed again at `dueAt`; its attempts count anew unless the run was in vain. */
    postpone: (job: ClaimedJob, dueAt: Temporal.Instant, { reason, inVain }: { reason: string; inVain: boolean }) =>
      end(job, { state: 'due', due_at: stamp(dueAt), error: reason, attempt: inVain ? job.attempt : 0 }),

    fail: (job: ClaimedJob, error: string) => end(job, { state: 'failed', error }),

    /** Puts the running jobs of dead workers back in the queue; returns how many. */
    async release(deadWorkers: readonly string[]): Promise<number> {
      if (deadWorkers.length === 0) return 0
      const result = await db
        .updateTable('jobs')
        .set({ state: 'due', owner: null })
        .where('state', '=', 'running')
        .where('owner', 'in', [...deadWorkers])
        .executeTakeFirst()
      return Number(result.numUpdatedRows)
    },

    /** When the next waiting job falls due, or null. */
    async nextDue(): Promise<Temporal.Instant | null> {
      const row = await db
        .selectFrom('jobs')
        .select((eb) => eb.fn.min('due_at').as('due'))
        .where('state', '=', 'due')
        .executeTakeFirst()
      return row?.due ? Temporal.Instant.from(row.due) : null
    },

    async byKey(key: string) {
      return (await db.selectFrom('jobs').selectAll().where('key', '=', key).executeTakeFirst()) ?? null
    },
  }
}
