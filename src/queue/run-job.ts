import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import { reasonOf } from '../base/reason-of.js'
import type { ClaimedJob } from '../store/jobs.js'
import type { Store } from '../store/store.js'
import type { JobHandlers } from './queue.js'

/** Waits between the tries of a job that threw, in minutes; after the last it has failed. */
const retryMinutes = [1, 5, 15, 60]

/** A database that has no room or cannot be reached is no fault of the job: it waits as long as it takes. */
const passingSeconds = 10

export interface JobRun {
  store: Store
  clock: Clock
  log: Log
  handlers: JobHandlers
  /** Told when a job is given up. */
  onFailed(job: ClaimedJob, error: unknown): Promise<void>
  /** Told whenever a job has been run, however that ended. */
  onRun(): void
}

/** Runs one claimed job and stores how it ended. Never throws for what the job does. */
export async function runJob(job: ClaimedJob, { store, clock, log, handlers, onFailed, onRun }: JobRun): Promise<void> {
  const handler = handlers[job.kind]
  try {
    if (!handler) throw new Error(`no handler for jobs of kind "${job.kind}"`)
    const end = await handler(job.payload, job)
    if (end && 'missed' in end) {
      log.info({ job: job.key }, 'job missed')
      await store.jobs.giveUp(job)
    } else if (end) {
      log.info({ job: job.key, again: end.again.toString(), reason: end.reason }, 'job waits')
      await store.jobs.postpone(job, end.again, { reason: end.reason, inVain: end.inVain ?? false })
    } else {
      log.info({ job: job.key }, 'job done')
      await store.jobs.complete(job)
    }
  } catch (error) {
    const minutes = retryMinutes[job.attempt - 1]
    const wait = store.isPassing(error) ? { seconds: passingSeconds } : minutes && { minutes }
    log.error({ job: job.key, attempt: job.attempt, err: error }, 'job threw')
    if (wait) {
      await store.jobs.postpone(job, clock.now().add(wait), { reason: reasonOf(error), inVain: true })
    } else {
      // Told first: a job that failed without a word would be forgotten.
      await onFailed(job, error)
      await store.jobs.fail(job, reasonOf(error))
    }
  } finally {
    onRun()
  }
}
