import { setTimeout as sleep } from 'node:timers/promises'
import type { DatabasePlace } from '../../../src/store/engine/engine.js'
import { databaseFile } from '../../support/database-file.js'
import { startPostgres } from '../../support/postgres.js'
import { type Program, runProgram } from '../../support/program.js'
import { startRedis } from '../../support/redis.js'
import type { Folders } from './freeze.js'

/** Something that can be killed with SIGKILL, and started again. */
export interface Part {
  name: string
  /** How often it is drawn, against the others. */
  weight: number
  /** True for a process of Semainier, which may have messages in hand. */
  sends: boolean
  start(): Promise<void>
  kill(): Promise<void>
}

/** An installation of Semainier to do harm to. */
export interface Site {
  place: DatabasePlace
  /** Where partners are entered and campaigns frozen. */
  folders: Folders
  parts: Part[]
  /** Ends what sends with SIGTERM and gives the exit codes. */
  drain(): Promise<(number | string)[]>
  close(): Promise<void>
}

export type SiteKind = 'one-machine' | 'several-machines'

/** A process of the program that is started again after each kill. */
function programPart(args: string[], ready: string, environment: Record<string, string>) {
  let program: Program | null = null
  const part: Part = {
    name: args[0] ?? '',
    weight: 4,
    sends: true,
    async start() {
      program = runProgram(args, environment)
      await program.said(ready)
    },
    async kill() {
      program?.process.kill('SIGKILL')
      await program?.ended
    },
  }
  const drain = async () => {
    program?.process.kill('SIGTERM')
    return (await program?.ended) ?? 'never started'
  }
  return { part, drain }
}

/** SQLite and the queue in the process: one `semainier start`. */
async function oneMachine(folders: Folders, smtpUrl: string): Promise<Site> {
  const args = ['start', '--config', folders.configDir, '--data', folders.dataDir, '--port', '0']
  const { part, drain } = programPart(args, 'écoute', { SMTP_URL: smtpUrl })
  return {
    place: { file: databaseFile(folders.dataDir) },
    folders,
    parts: [part],
    drain: async () => [await drain()],
    close: part.kill,
  }
}

/** PostgreSQL and BullMQ: two `semainier worker`, a database and a Redis, each of which may be killed. */
async function severalMachines(folders: Folders, smtpUrl: string): Promise<Site> {
  const [postgres, redis] = [await startPostgres(), await startRedis()]
  if (!postgres || !redis) throw new Error('PostgreSQL and Redis are needed: Debian’s postgresql and redis-server')
  const url = await postgres.newDatabase()
  const environment = { DATABASE_URL: url, REDIS_URL: redis.url }
  const args = ['worker', '--config', folders.configDir, '--data', folders.dataDir]
  const workers = [1, 2].map(() => programPart(args, 'Au travail', { ...environment, SMTP_URL: smtpUrl }))
  const servers: Part[] = [
    {
      name: 'PostgreSQL',
      weight: 1,
      sends: false,
      start: () => postgres.start(),
      async kill() {
        await postgres.stop('SIGKILL')
        // Its children end by themselves; a new one refuses to start before.
        await sleep(200)
      },
    },
    { name: 'Redis', weight: 1, sends: false, start: () => redis.start(), kill: () => redis.stop() },
  ]
  return {
    place: { url },
    folders: { ...folders, databaseUrl: url },
    parts: [...workers.map(({ part }) => part), ...servers],
    drain: () => Promise.all(workers.map(({ drain }) => drain())),
    async close() {
      for (const { part } of workers) await part.kill()
      await redis.close()
      await postgres.close()
    },
  }
}

export const openSite = (kind: SiteKind, folders: Folders, smtpUrl: string): Promise<Site> =>
  kind === 'one-machine' ? oneMachine(folders, smtpUrl) : severalMachines(folders, smtpUrl)
