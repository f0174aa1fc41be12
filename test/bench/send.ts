import { rm } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { openStore } from '../../src/store/store.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { databaseFile } from '../support/database-file.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { enterPartners, freezeLetter } from './send/audience.js'
import { openSmtpSink, runSmtpSource } from './send/postfix-tools.js'
import { runSemainier } from './send/run-semainier.js'

/*
 * npm run bench:send -- [--recipients N] [--kilobytes K] [--rounds R]
 *
 * Durable messages per second into Postfix's smtp-sink: the real `semainier start`, against smtp-source (the same
 * number of sessions, connections reused) and against a plain nodemailer pool that builds each message; by turns, each
 * in a process of its own.
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
const port = 2599
const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
const say = (text: string) => process.stdout.write(`${text}\n`)

const folder = await scratchFolder('bench-send')
const configDir = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/feed/' }, { connections })
const store = await openStore({ file: databaseFile(`${folder}/data`) })
await enterPartners(store, recipients)
const sink = await openSmtpSink(port)

async function semainier(round: number): Promise<number> {
  const id = await freezeLetter(store, `bench/${round}`, kilobytes)
  return (await runSemainier(store, id, { configDir, dataDir: `${folder}/data`, port, limitMs: 300_000 })).seconds
}

async function plainPool(): Promise<number> {
  const script = join(import.meta.dirname, 'send/plain-pool.js')
  const args = [script, ...[port, recipients, connections, kilobytes].map(String)]
  return Number((await promisify(execFile)(process.execPath, args)).stdout)
}

const seconds = { semainier: [] as number[], smtpSource: [] as number[], pool: [] as number[] }
try {
  for (let round = 0; round < Number(values.rounds); round++) {
    seconds.smtpSource.push(
      await runSmtpSource(port, { sessions: connections, messages: recipients, bytes: kilobytes * 1024 }),
    )
    seconds.semainier.push(await semainier(round))
    seconds.pool.push(await plainPool())
  }
} finally {
  await sink.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
}
const rate = (list: number[]) => recipients / median(list)
const [own, source, pool] = [rate(seconds.semainier), rate(seconds.smtpSource), rate(seconds.pool)]
say(`semainier (SQLite)   ${own.toFixed(0)} messages/s`)
say(`smtp-source          ${source.toFixed(0)} messages/s, ratio ${(own / source).toFixed(2)}`)
say(`plain nodemailer     ${pool.toFixed(0)} messages/s, ratio ${(own / pool).toFixed(2)}`)
process.exitCode = own / source >= 0.4 && own / pool >= 2 ? 0 : 1
