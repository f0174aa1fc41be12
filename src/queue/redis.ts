import { Redis } from 'ioredis'
import { maskedReason } from './trouble.js'

/** What no log may show of a Redis address. */
export function secretsOf(redisUrl: string): string[] {
  const { password } = new URL(redisUrl)
  return password ? [redisUrl, password, decodeURIComponent(password)] : []
}

/** Asks Redis for a sign of life over a connection of its own; gives its host. @throws Error, without the password. */
export async function pingRedis(redisUrl: string, secrets: readonly string[]): Promise<string> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: 5000,
    commandTimeout: 5000,
  })
  let connectionError: unknown
  redis.on('error', (error) => {
    connectionError = error
  })
  const ping = redis.connect().then(() => redis.ping())
  const failed = await ping.then(
    () => null,
    (error: unknown) => ({ error }),
  )
  redis.disconnect()
  // The connection's own error says why; the command's only that it is closed. Neither becomes a cause: they hold more.
  if (failed) throw new Error(`Redis: ${maskedReason(connectionError ?? failed.error, secrets)}`)
  return `Redis ${new URL(redisUrl).host}`
}
