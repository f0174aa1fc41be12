import { setTimeout as sleep } from 'node:timers/promises'
import { Queue as BullQueue, Worker } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import type { DueJob } from '../store/jobs.js'
import { jobsInHand } from './in-hand.js'
import { lookOut } from './look-out.js'
import { type Queue, type QueueOptions, runDue } from './queue.js'
import { pingRedis, secretsOf } from './redis.js'
import { maskedReason, trouble } from './trouble.js'

export interface BullOptions extends QueueOptions {
  /** redis:// or rediss://, with the password where there is one. */
  redisUrl: string
}

/** How many due jobs are handed over at a time; the next ones follow as these are claimed. */
const handOverLimit = 100

/**
 * After so long in one worker's hands a Redis job is handed to the next one, who drops it when the row was claimed: for
 * a worker that died between taking the job and claiming the row. The hold is not renewed, since the row needs no other.
 */
const holdMs = 10_000

/** How long `drain` waits for Redis to take leave. */
const leaveMs = 2000

/** Redis forgets a job as soon as it was looked at; what became of it, and when to try again, stands in the rows. */
const bullJobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 }

/**
 * A queue over Redis for any number of processes. Every process looks at the due rows and puts their ids and claim
 * numbers into Redis; whoever takes one out claims the row under that number, or drops it when the row was claimed
 * since. An id and number stand in Redis once, whoever hands them over. Redis may be emptied, restarted or away at any
 * moment: the rows that are still due are handed over again.
 */
export function bullQueue({ redisUrl, workerId, concurrency = 2, pollMs = 1000, ...run }: BullOptions): Queue {
  const kinds = Object.keys(run.handlers)
  const hands = jobsInHand(run, pollMs)
  const secrets = secretsOf(redisUrl)
  const redisTrouble = trouble(run.log, 'Redis cannot be used', secrets)
  const handOverTrouble = trouble(run.log, 'due jobs could not be handed over', secrets)
  const claimTrouble = trouble(run.log, 'a job could not be claimed')
  // With the copies that BullMQ makes: one that is not ended waits for Redis for ever, and the process with it.
  const clients: Redis[] = []
  let connections: ReturnType<typeof connect> | null = null
  let open = false

  function openRedis(options: RedisOptions): Redis {
    const redis = new Redis(redisUrl, { ...options, retryStrategy: (times) => Math.min(times * 100, 1000) })
    const duplicate = redis.duplicate.bind(redis)
    redis.duplicate = (more) => {
      const copy = duplicate(more)
      clients.push(copy)
      return copy
    }
    clients.push(redis)
    return redis
  }

  function connect() {
    // Hands over: what cannot be said at once is said at the next look.
    const giving = openRedis({ enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 5000 })
    // Takes: BullMQ waits on it for as long as it takes.
    const taking = openRedis({ maxRetriesPerRequest: null })
    const prefix = 'semainier'
    const queue = new BullQueue<DueJob>(run.store.identity, {
      prefix,
      connection: giving,
      streams: { events: { maxLen: 100 } },
    })
    const worker = new Worker<DueJob>(run.store.identity, ({ data }) => take(data), {
      prefix,
      connection: taking,
      concurrency,
      lockDuration: holdMs,
      skipLockRenewal: true,
      stalledInterval: holdMs / 2,
      maxStalledCount: 1000,
      runRetryDelay: 1000,
    })
    giving.on('error', redisTrouble.met)
    giving.on('ready', () => {
      redisTrouble.over()
      watch.wake()
    })
    // The second connection meets what the first one told; and what befalls a job inside Redis befalls a copy.
    const mention = (error: Error) => run.log.debug({ reason: maskedReason(error, secrets) }, 'BullMQ')
    taking.on('error', mention)
    queue.on('error', mention)
    worker.on('error', mention)
    return { giving, queue, worker }
  }

  async function handOver(): Promise<void> {
    if (connections?.giving.status !== 'ready') return
    const due = await run.store.jobs.due(kinds, handOverLimit)
    if (due.length === 0) return
    const jobs = due.map((job) => ({
      name: 'job',
      data: job,
      opts: { ...bullJobOptions, jobId: `${job.id}-${job.claim}` },
    }))
    await connections.queue.addBulk(jobs).then(handOverTrouble.over, handOverTrouble.met)
  }
  const watch = lookOut(handOver, pollMs, trouble(run.log, 'the jobs could not be read'))

  async function take(due: DueJob): Promise<void> {
    if (!open) return
    await hands.take(() => run.store.jobs.claimById(workerId, due)).then(claimTrouble.over, claimTrouble.met)
    watch.wake()
  }

  return {
    wake: watch.wake,
    runDue: () => runDue(run, workerId),
    check: () => pingRedis(redisUrl, secrets),
    start() {
      open = true
      connections = connect()
      watch.start()
    },
    async drain() {
      open = false
      await watch.stop()
      if (!connections) return await hands.finish()
      const { giving, queue, worker } = connections
      const closed = Promise.allSettled([worker.close(), queue.close()])
      await hands.finish()
      if (giving.status === 'ready') await Promise.race([closed, sleep(leaveMs, undefined, { ref: false })])
      for (const client of clients) client.disconnect()
    },
  }
}
