import { keepTrying } from '../base/keep-trying.js'
import type { ClaimedJob } from '../store/jobs.js'
import type { Queue } from './queue.js'
import { type JobRun, runJob } from './run-job.js'

export interface InProcessOptions extends JobRun {
  /** Owns what is claimed. */
  workerId: string
  /** How many jobs may run at once. */
  concurrency?: number
  /** How often the rows are looked at. */
  pollMs?: number
}

/** The queue of a single process: it claims rows itself. Several processes on one database take turns. */
export function inProcessQueue({ workerId, concurrency = 2, pollMs = 1000, ...run }: InProcessOptions): Queue {
  const kinds = Object.keys(run.handlers)
  const running = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<void> | null = null
  let lookAgain = false
  let open = false
  let failure: unknown = null

  /** Only the store can fail a run: the job is given back as soon as the store takes it, or when this process is gone. */
  async function giveBack(job: ClaimedJob, failure: unknown): Promise<void> {
    const onFailure = (err: unknown) => run.log.error({ job: job.key, err }, 'the end of a job could not be stored')
    onFailure(failure)
    const end = { reason: 'its end could not be stored', inVain: true }
    await keepTrying(() => run.store.jobs.postpone(job, run.clock.now(), end), {
      giveUp: () => !open,
      waitMs: pollMs,
      onFailure,
    }).catch(() => {})
  }

  async function look(): Promise<void> {
    while (open && running.size < concurrency) {
      const job = await run.store.jobs.claim(workerId, kinds)
      failure = null
      if (!job) return
      const ended = runJob(job, run)
        .catch((error: unknown) => giveBack(job, error))
        .finally(() => {
          running.delete(ended)
          wake()
        })
      running.add(ended)
    }
  }

  function wake() {
    if (!open) return
    if (looking) {
      lookAgain = true
      return
    }
    looking = look()
      .catch((error: unknown) => {
        failure = error
        run.log.error({ err: error }, 'the queue could not be read')
      })
      .finally(() => {
        looking = null
        if (lookAgain) {
          lookAgain = false
          wake()
        }
      })
  }

  return {
    wake,
    async runDue() {
      let count = 0
      for (;;) {
        const job = await run.store.jobs.claim(workerId, kinds)
        if (!job) return count
        await runJob(job, run)
        count++
      }
    },
    async check() {
      if (!open) throw new Error('the queue has not begun, or has ended')
      if (failure) throw failure
    },
    start() {
      open = true
      timer = setInterval(wake, pollMs)
      wake()
    },
    async drain() {
      open = false
      if (timer) clearInterval(timer)
      await looking
      await Promise.all(running)
    },
  }
}
