import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import Table from 'cli-table3'
import { openStore } from '../../src/store/store.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { databaseFile } from '../support/database-file.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { enterPartners } from './send/audience.js'
import { openSmtpSink } from './send/postfix-tools.js'

/*
 * npm run bench:scale -- [--sizes 10000,100000,1000000] [--kilobytes 2]
 *
 * The same send to larger and larger audiences, frozen and sent by one process on SQLite: time per recipient must stay
 * within a fifth of the smallest audience's, and peak memory within 1.3 of it.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    kilobytes: { type: 'string', default: '2' },
  },
})
const sink = await openSmtpSink()
const { port } = sink
const table = new Table({
  head: ['recipients', 'freezing µs each', 'sending µs each', 'peak MB'],
  style: { head: [], border: [] },
})

interface WholeSend {
  audience: number
  accepted: number
  freezing: number
  sending: number
  peakMb: number
}

async function wholeSend(size: number): Promise<WholeSend> {
  const folder = await scratchFolder('bench-scale', { disk: true })
  try {
    const dataDir = `${folder}/data`
    const feed = { rss: 'http://127.0.0.1:9/feed/' }
    const configDir = await writeConfigFolder(`${folder}/config`, feed, { connections: 10 })
    const store = await openStore({ file: databaseFile(dataDir) })
    await enterPartners(store, size)
    await store.close()
    const child = join(import.meta.dirname, 'send/whole-send.js')
    const args = [child, configDir, dataDir, `smtp://127.0.0.1:${port}`, values.kilobytes]
    const sent = JSON.parse((await promisify(execFile)(process.execPath, args)).stdout) as WholeSend
    if (sent.accepted !== size) throw new Error(`${sent.accepted} of ${sent.audience} accepted`)
    return sent
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const measured: { each: number; peakMb: number }[] = []
try {
  for (const size of values.sizes.split(',').map(Number)) {
    const { freezing, sending, peakMb } = await wholeSend(size)
    const [freezingEach, each] = [freezing, sending].map((seconds) => (seconds * 1e6) / size)
    measured.push({ each: each ?? 0, peakMb })
    table.push([size, freezingEach?.toFixed(0), each?.toFixed(0), peakMb.toFixed(0)])
  }
} finally {
  await sink.close()
}
process.stdout.write(`${table.toString()}\n`)
const [first] = measured
const within = (of: 'each' | 'peakMb', factor: number) =>
  measured.every((one) => first && one[of] <= first[of] * factor)
const met = { 'time per recipient': within('each', 1.2), 'peak memory': within('peakMb', 1.3) }
for (const [what, kept] of Object.entries(met)) process.stdout.write(`${kept ? 'met    ' : 'not met'} ${what}\n`)
process.exitCode = Object.values(met).every(Boolean) ? 0 : 1
