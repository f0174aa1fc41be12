import { jobsInHand } from './in-hand.js'
import { lookOut } from './look-out.js'
import { type Queue, type QueueOptions, runDue } from './queue.js'
import { trouble } from './trouble.js'

/** The queue of a single process: it claims rows itself. Several processes on one database take turns. */
export function inProcessQueue({ workerId, concurrency = 2, pollMs = 1000, ...run }: QueueOptions): Queue {
  const kinds = Object.keys(run.handlers)
  const hands = jobsInHand(run, pollMs)
  let open = false

  async function look(): Promise<void> {
    while (open && hands.count() < concurrency) {
      const job = await run.store.jobs.claim(workerId, kinds)
      if (!job) return
      void hands.run(job).then(watch.wake)
    }
  }
  const watch = lookOut(look, pollMs, trouble(run.log, 'the jobs could not be read'))

  return {
    wake: watch.wake,
    runDue: () => runDue(run, workerId),
    check: async () => null,
    start() {
      open = true
      watch.start()
    },
    async drain() {
      open = false
      await watch.stop()
      await hands.finish()
    },
  }
}
