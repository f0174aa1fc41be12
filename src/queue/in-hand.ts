import { keepTrying } from '../base/keep-trying.js'
import type { ClaimedJob } from '../store/jobs.js'
import { type JobRun, runJob } from './run-job.js'

/** The jobs that this process runs at the moment. */
export interface JobsInHand {
  count(): number
  /** Runs a claimed job to its end, or gives it back. Never throws. */
  run(job: ClaimedJob): Promise<void>
  /** Claims, then runs what was claimed, if anything: `finish` waits for both. @throws what `claim` throws. */
  take(claim: () => Promise<ClaimedJob | null>): Promise<void>
  /** Resolves when nothing is in hand any more; what cannot be stored from now on is left to the upkeep of others. */
  finish(): Promise<void>
}

export function jobsInHand(run: JobRun, retryMs: number): JobsInHand {
  const running = new Set<Promise<void>>()
  let leaving = false

  /** Only the store can fail a run: the job is given back as soon as the store takes it, or when this process is gone. */
  async function giveBack(job: ClaimedJob, failure: unknown): Promise<void> {
    const onFailure = (err: unknown) => run.log.error({ job: job.key, err }, 'the end of a job could not be stored')
    onFailure(failure)
    const end = { reason: 'its end could not be stored', inVain: true }
    await keepTrying(() => run.store.jobs.postpone(job, run.clock.now(), end), {
      giveUp: () => leaving,
      waitMs: retryMs,
      onFailure,
    }).catch(() => {})
  }

  function hold(work: Promise<void>): Promise<void> {
    const held = work.catch(() => {}).finally(() => running.delete(held))
    running.add(held)
    return work
  }
  const toItsEnd = (job: ClaimedJob) => runJob(job, run).catch((error: unknown) => giveBack(job, error))

  return {
    count: () => running.size,
    run: (job) => hold(toItsEnd(job)),
    take: (claim) => hold(claim().then((job) => (job ? toItsEnd(job) : undefined))),
    async finish() {
      leaving = true
      await Promise.all(running)
    },
  }
}
