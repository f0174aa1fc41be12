import type { ClaimedJob } from '../store/jobs.js'

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
  /** Resolves when the queue can hand out. @throws Error when it cannot, such as when what it relies on does not answer. */
  check(): Promise<void>
  /** Begins to look for due jobs, until `drain`. */
  start(): void
  /** Stops claiming; resolves when the jobs in hand have ended. */
  drain(): Promise<void>
}
