import { rm } from 'node:fs/promises'
import { Redis } from 'ioredis'
import { scratchFolder } from './scratch-folder.js'
import { endsWithUs, installed, type ServerProcess, startServerProcess, untilAnswers } from './server-process.js'
import { freePort } from './web-server.js'

/** A real Redis of the test's own, which keeps nothing on disk and asks for a password. */
export interface RedisServer {
  url: string
  password: string
  /** Runs one command. */
  run(command: string, ...args: string[]): Promise<unknown>
  /** Kills it: what it held is lost. */
  stop(): Promise<void>
  /** Starts it again on the same port, empty. */
  start(): Promise<void>
  /** Ends it and deletes its folder. */
  close(): Promise<void>
}

/** Starts a server; null where Redis is not installed. */
export async function startRedis(): Promise<RedisServer | null> {
  const program = installed('Redis', ['/usr/bin/redis-server', '/usr/local/bin/redis-server'])
  if (!program) return null
  const folder = await scratchFolder('redis')
  const port = await freePort()
  const password = 'hunter2-of-redis'
  const url = `redis://:${password}@127.0.0.1:${port}/1`
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', requirepass: password }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  let server: ServerProcess

  const run = async (command: string, ...commandArgs: string[]) => {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
    redis.on('error', () => {})
    try {
      await redis.connect()
      return await redis.call(command, ...commandArgs)
    } finally {
      redis.disconnect()
    }
  }
  const start = async () => {
    server = startServerProcess('setpriv', [...endsWithUs, program, ...args])
    await untilAnswers(server, () => run('PING'))
  }
  const stop = () => server.end('SIGKILL')
  await start()
  return {
    url,
    password,
    run,
    start,
    stop,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
