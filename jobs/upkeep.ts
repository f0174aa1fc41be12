import { requeueStranded } from './steps/campaign-decisions.js'
import type { JobContext } from './steps/context.js'

/**
 * What keeps the house in order: this worker shows that it lives, and what dead ones had in hand is settled
 * (deliveries become uncertain, jobs go back to the queue); counts that no limit needs any more are forgotten, and lists
 * that nobody decided about; what searches go by is written down for partners that are new. Run at each start and every
 * few seconds.
 */
export async function upkeep({ store, workerId, log }: Pick<JobContext, 'store' | 'workerId' | 'log'>): Promise<void> {
  await store.workers.beat(workerId)
  await store.pace.forget()
  await store.importDrafts.forget()
  await store.organisations.hashAddresses()
  const stranded = await requeueStranded(store)
  if (stranded > 0) log.warn({ campaigns: stranded }, 'campaigns waited without a job: they are queued again')
  const dead = (await store.workers.dead()).filter((id) => id !== workerId)
  if (dead.length === 0) return
  const settled = await store.transaction(async (rows) => {
    const uncertain = await rows.ledger.doubt(dead)
    const jobs = await rows.jobs.release(dead)
    await rows.workers.forget(dead)
    return { uncertain, jobs }
  })
  log.warn({ workers: dead.length, ...settled }, 'a worker is gone: what it had in hand is settled')
}
