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
 * within a fifth of the smallest audience's, and peak memory within 1.3 of it. The smallest is sent again after each.
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
  head: ['recipients', 'freezing µs each', 'sending µs each', 'peak MB', 'time ×', 'memory ×'],
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

/** Seconds from the first frozen row to the last reply, shared by all. */
const each = ({ freezing, sending, audience }: WholeSend) => (freezing + sending) / audience
const sizes = values.sizes.split(',').map(Number)
const smallest = Math.min(...sizes)
const ratios: { time: number; memory: number }[] = []
try {
  // A machine that is not ours alone changes its speed within minutes: each is held against its neighbours in time.
  let before = await wholeSend(smallest)
  enterRow(before)
  for (const size of sizes.filter((one) => one > smallest)) {
    const large = await wholeSend(size)
    const after = await wholeSend(smallest)
    const time = (2 * each(large)) / (each(before) + each(after))
    const memory = large.peakMb / Math.min(before.peakMb, after.peakMb)
    ratios.push({ time, memory })
    enterRow(large, [time, memory])
    enterRow(after)
    before = after
  }
} finally {
  await sink.close()
}
process.stdout.write(`${table.toString()}\n`)
const within = (of: 'time' | 'memory', most: number) => ratios.every((one) => one[of] <= most)
const met = { 'time per recipient': within('time', 1.2), 'peak memory': within('memory', 1.3) }
for (const [what, kept] of Object.entries(met)) process.stdout.write(`${kept ? 'met    ' : 'not met'} ${what}\n`)
process.exitCode = Object.values(met).every(Boolean) ? 0 : 1

function enterRow({ audience, freezing, sending, peakMb }: WholeSend, against: number[] = []) {
  const micros = [freezing, sending].map((seconds) => ((seconds * 1e6) / audience).toFixed(0))
  table.push([audience, ...micros, peakMb.toFixed(0), ...[0, 1].map((at) => against[at]?.toFixed(2) ?? '')])
}
