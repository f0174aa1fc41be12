import { inProcessQueue } from './in-process.js'
import type { Queue, QueueOptions } from './queue.js'

/** The queue that the settings ask for: in this process, or over the Redis at `redisUrl`. It connects when it starts. */
export async function openQueue({ redisUrl, ...options }: QueueOptions & { redisUrl: string | null }): Promise<Queue> {
  if (redisUrl === null) return inProcessQueue(options)
  const { bullQueue } = await import('./bullmq.js')
  return bullQueue({ redisUrl, ...options })
}
