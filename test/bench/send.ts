import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { openStore } from '../../src/store/store.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { databaseFile } from '../support/database-file.js'
import { startPostgres } from '../support/postgres.js'
import { startRedis } from '../support/redis.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { enterPartners, freezeLetter } from './send/audience.js'
import { openSmtpSink, runSmtpSource } from './send/postfix-tools.js'
import { runSemainier } from './send/run-semainier.js'

/*
 * npm run bench:send -- [--recipients N] [--kilobytes K] [--connections C] [--rounds R]
 *
 * Durable messages per second into Postfix's smtp-sink: the real `semainier start` on SQLite, and two `semainier worker`
 * on PostgreSQL (fsync on) and BullMQ, against smtp-source (the same number of sessions, connections reused) and a plain
 * nodemailer pool that builds each message. By turns, each in processes of its own; medians.
 */
const { values } = parseArgs({
  options: {
    recipients: { type: 'string', default: '20000' },
    kilobytes: { type: 'string', default: '40' },
    connections: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
})
const recipients = Number(values.recipients)
const kilobytes = Number(values.kilobytes)
const connections = Number(values.connections)
const limitMs = 300_000
const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

const folder = await scratchFolder('bench-send', { disk: true })
const configDir = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/feed/' }, { connections })
const dataDir = `${folder}/data`
const [postgres, redis] = [await startPostgres({ durable: true }), await startRedis()]
if (!postgres || !redis) throw new Error('PostgreSQL and Redis are needed: Debian’s postgresql and redis-server')
const sink = await openSmtpSink()
const { port } = sink
const closings: (() => Promise<unknown>)[] = [
  () => sink.close(),
  () => rm(folder, { recursive: true, force: true }),
  () => redis.close(),
  () => postgres.close(),
]

/** Enters the partners; gives what sends to them once and tells the seconds. */
async function site(place: DatabasePlace, commands: string[][], more: Record<string, string>) {
  const store = await openStore(place)
  closings.unshift(() => store.close())
  await enterPartners(store, recipients)
  const environment = { ...more, SMTP_URL: `smtp://127.0.0.1:${port}` }
  let round = 0
  return async () => {
    const id = await freezeLetter(store, `bench/${++round}`, kilobytes)
    return await runSemainier(store, id, { commands, environment, limitMs })
  }
}

async function plainPool(): Promise<number> {
  const script = join(import.meta.dirname, 'send/plain-pool.js')
  const args = [script, ...[port, recipients, connections, kilobytes].map(String)]
  return Number((await promisify(execFile)(process.execPath, args)).stdout)
}

const folders = ['--config', configDir, '--data', dataDir]
const url = await postgres.newDatabase()
const worker = ['worker', ...folders]
const runs = {
  'smtp-source': () => runSmtpSource(port, { sessions: connections, messages: recipients, bytes: kilobytes * 1024 }),
  'plain nodemailer pool': plainPool,
  'semainier, SQLite': await site({ file: databaseFile(dataDir) }, [['start', ...folders, '--port', '0']], {}),
  'semainier, PostgreSQL and BullMQ, two workers': await site({ url }, [worker, worker], {
    DATABASE_URL: url,
    REDIS_URL: redis.url,
  }),
}
type Name = keyof typeof runs
const seconds = new Map<Name, number[]>()
try {
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [name, run] of Object.entries(runs) as [Name, () => Promise<number>][])
      seconds.set(name, [...(seconds.get(name) ?? []), await run()])
} finally {
  for (const close of closings) await close()
}

const rate = (name: Name) => recipients / median(seconds.get(name) ?? [])
const floors: Partial<Record<Name, [number, number]>> = {
  'semainier, SQLite': [0.4, 2],
  'semainier, PostgreSQL and BullMQ, two workers': [0.3, 1.5],
}
for (const name of Object.keys(runs) as Name[]) {
  const [source, pool] = [rate(name) / rate('smtp-source'), rate(name) / rate('plain nodemailer pool')]
  const ratios = `${source.toFixed(2)} of smtp-source, ${pool.toFixed(2)} of plain nodemailer`
  process.stdout.write(`${name}: ${rate(name).toFixed(0)} messages/s, ${ratios}\n`)
  const floor = floors[name]
  if (floor && (source < floor[0] || pool < floor[1])) {
    process.stdout.write(`  not met: ${floor[0]} and ${floor[1]} are required\n`)
    process.exitCode = 1
  }
}
