import type { ClaimedJob } from '../store/jobs.js'
import { type JobRun, runJob } from './run-job.js'

/** How a job's run may end, beside being done: to be run again at an instant, because something outside is not ready. */
export interface RunAgain {
  again: Temporal.Instant
  /** Why, for whoever looks at the job. */
  reason: string
  /** True when this run achieved nothing: the job's attempts go on counting, so that waits can grow. */
  inVain?: boolean
}

/** The job's time has passed without its work being done. Should the clock prove to have been ahead, it is recalled. */
export interface Missed {
  missed: true
}

export type JobHandler = (payload: unknown, job: ClaimedJob) => Promise<RunAgain | Missed | undefined>

/** One handler per kind of job. */
export type JobHandlers = Readonly<Record<string, JobHandler>>

/** Hands due jobs to handlers. The rows of the store tell what is due; a queue may forget everything. */
export interface Queue {
  /** Looks at once instead of at the next turn; call it after adding a job. */
  wake(): void
  /** Runs what is due, one job after the other, until nothing is; returns how many ran. For commands and tests. */
  runDue(): Promise<number>
  /** Begins to look for due jobs, until `drain`. */
  start(): void
  /** Where it stands besides the database, or null when nowhere. @throws Error with a sentence when it does not answer. */
  check(): Promise<string | null>
  /** Stops claiming; resolves when the jobs in hand have ended. */
  drain(): Promise<void>
}

export interface QueueOptions extends JobRun {
  /** Owns what is claimed. */
  workerId: string
  /** How many jobs may run at once in this process. */
  concurrency?: number
  /** How often the rows are looked at. */
  pollMs?: number
}

/** `Queue.runDue`: straight from the rows, which every queue may do. */
export async function runDue(run: JobRun, workerId: string): Promise<number> {
  const kinds = Object.keys(run.handlers)
  for (let count = 0; ; count++) {
    const job = await run.store.jobs.claim(workerId, kinds)
    if (!job) return count
    await runJob(job, run)
  }
}
