import { after, test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { manualClock, type SettableClock } from '../../src/base/clock.js'
import { createLog } from '../../src/base/log.js'
import { newId } from '../../src/base/ids.js'
import { openQueue } from '../../src/queue/open.js'
import type { JobHandler, Queue } from '../../src/queue/queue.js'
import { openStore, type Store } from '../../src/store/store.js'
import { engines, type TestEngine } from '../support/engines.js'
import { type RedisServer, startRedis } from '../support/redis.js'

/** A way to hand out jobs, on a kind of database. */
export interface QueueKind {
  name: string
  engine: TestEngine
  /** The server behind a BullMQ queue. */
  redis: RedisServer | null
}

/** One process's share of the work. */
export interface TestProcess {
  queue: Queue
  store: Store
  workerId: string
}

/** A database with a clock that stands still, and as many processes as a test opens on it. */
export interface QueueWorld {
  clock: SettableClock
  store: Store
  /** A process with the world's handler, not yet started. */
  newProcess(options?: { concurrency?: number; pollMs?: number }): Promise<TestProcess>
  add(...keys: string[]): Promise<void>
  /** Waits until something holds; throws after ten seconds. */
  until(what: () => boolean | Promise<boolean>): Promise<void>
  /** The states of all jobs by key. */
  states(): Promise<Record<string, string>>
  /** The keys of the jobs that were given up. */
  failed: string[]
  /** What was logged, one line each. */
  logged: string[]
}

const redis = await startRedis()
after(() => redis?.close())
if (!redis) test('Redis', { skip: 'Redis is not installed' })

/** Every queue on both databases. */
export const queueKinds: readonly QueueKind[] = engines.flatMap((engine) => [
  { name: `in-process on ${engine.name}`, engine, redis: null },
  ...(redis ? [{ name: `BullMQ on ${engine.name}`, engine, redis }] : []),
])

export async function openWorld(t: TestContext, kind: QueueKind, handler: JobHandler): Promise<QueueWorld> {
  const clock = manualClock(Temporal.Instant.from('2026-07-04T05:30:00Z'))
  const place = await kind.engine.newPlace(t)
  const store = await openStore({ ...place, clock })
  const processes: TestProcess[] = []
  const failed: string[] = []
  const logged: string[] = []
  const log = createLog('debug', { write: (line: string) => logged.push(line) } as unknown as NodeJS.WritableStream)
  t.after(async () => {
    await Promise.all(processes.map((one) => one.queue.drain()))
    await Promise.all([store, ...processes.map((one) => one.store)].map((one) => one.close()))
  })
  return {
    clock,
    store,
    failed,
    logged,
    async newProcess({ concurrency = 1, pollMs = 50 } = {}) {
      const own = await openStore({ ...place, clock })
      const workerId = await own.workers.enter(`worker${newId()}`)
      const queue = await openQueue({
        redisUrl: kind.redis?.url ?? null,
        store: own,
        clock,
        log,
        handlers: { work: handler },
        workerId,
        concurrency,
        pollMs,
        onFailed: async (job) => void failed.push(job.key),
        onRun: () => {},
      })
      processes.push({ queue, store: own, workerId })
      return { queue, store: own, workerId }
    },
    async add(...keys) {
      for (const key of keys) await store.jobs.add({ key, kind: 'work', payload: key })
    },
    async until(what) {
      for (let tries = 0; !(await what()); tries++) {
        if (tries > 1000) throw new Error(`waited too long; logged: ${logged.join('')}`)
        await sleep(10)
      }
    },
    async states() {
      const rows = await kind.engine.run(place, 'select key, state from jobs order by key')
      return Object.fromEntries(rows.map((row) => [String(row['key']), String(row['state'])]))
    },
  }
}

export const allDone = async (world: QueueWorld) =>
  Object.values(await world.states()).every((state) => state === 'done')
