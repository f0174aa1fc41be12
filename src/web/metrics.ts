import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { deliveryStates } from '../domain/index.js'
import type { Figures } from '../store/watching.js'

/** How long figures serve: two scrapers, or a hasty one, cost the database no more than one. */
const cacheMs = 5000

/** The figures in Prometheus' text format, with those of the process (memory, processor, event loop). */
export function openMetrics(figures: () => Promise<Figures>) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name: `semainier_${name}`, help, labelNames, registers: [registry] })

  const deliveries = gauge('deliveries', 'Deliveries of a campaign that is not over, by state', ['campaign', 'state'])
  const total = gauge('deliveries_under_way', 'Deliveries of all campaigns that are not over, by state', ['state'])
  const uncertain = gauge('deliveries_in_doubt', 'Uncertain deliveries of all campaigns, those that are over included')
  const campaigns = gauge('campaigns', 'Campaigns that are not over', ['standing'])
  const jobs = gauge('jobs', 'Jobs by state', ['state'])
  const oldest = gauge('oldest_due_job_age_seconds', 'How long the oldest due job has been due; 0 when none is')
  const workers = gauge('workers_alive', 'Workers that have shown themselves within their lease', ['role'])
  const accepted = gauge('last_accepted_age_seconds', 'How long ago a server last accepted a message')

  function set(now: Figures) {
    // What is no longer there must not stay at its last value.
    for (const one of [deliveries, jobs, workers]) one.reset()
    for (const state of deliveryStates) {
      let sum = 0
      for (const { id, sums } of now.campaigns) {
        deliveries.set({ campaign: id, state }, sums[state])
        sum += sums[state]
      }
      total.set({ state }, sum)
    }
    uncertain.set(now.uncertain)
    for (const standing of ['open', 'blocked', 'paused'] as const)
      campaigns.set({ standing }, now.campaigns.filter((one) => one.standing === standing).length)
    for (const { state, count } of now.jobs) jobs.set({ state }, count)
    oldest.set(now.oldestDueSeconds)
    for (const { role, count } of now.workers) workers.set({ role }, count)
    if (now.lastAcceptedSeconds === null) accepted.remove()
    else accepted.set(now.lastAcceptedSeconds)
  }

  let readAt = -Infinity
  let reading: Promise<void> | null = null
  const read = async () => {
    set(await figures())
    readAt = performance.now()
  }

  return {
    contentType: registry.contentType,
    /** @throws when the database does not answer. */
    async text(): Promise<string> {
      if (performance.now() - readAt > cacheMs) {
        reading ??= read().finally(() => {
          reading = null
        })
        await reading
      }
      return await registry.metrics()
    },
  }
}
