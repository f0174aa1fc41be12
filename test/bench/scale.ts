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
import { runSemainier } from './send/run-semainier.js'

/*
 * npm run bench:scale -- [--sizes 10000,100000,1000000] [--kilobytes 2]
 *
 * The same send to larger and larger audiences, on SQLite: time per recipient must stay within a fifth of the smallest
 * audience's, and peak memory within 1.3 of it, of the freezing and of the sending.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    kilobytes: { type: 'string', default: '2' },
  },
})
const port = 2598
const sink = await openSmtpSink(port)
const table = new Table({
  head: ['recipients', 'freezing s', 'freezing MB', 'sending µs each', 'sending MB'],
  style: { head: [], border: [] },
})
const measured: { each: number; freezingMb: number; sendingMb: number }[] = []
try {
  for (const size of values.sizes.split(',')) {
    const folder = await scratchFolder('bench-scale')
    const dataDir = `${folder}/data`
    const file = databaseFile(dataDir)
    const configDir = await writeConfigFolder(
      `${folder}/config`,
      { rss: 'http://127.0.0.1:9/feed/' },
      { connections: 10 },
    )
    const store = await openStore({ file })
    await enterPartners(store, Number(size))
    const child = join(import.meta.dirname, 'send/freeze-child.js')
    const { stdout } = await promisify(execFile)(process.execPath, [child, file, `bench/${size}`, values.kilobytes])
    const frozen = JSON.parse(stdout) as { id: string; seconds: number; peakMb: number }
    const commands = [['start', '--config', configDir, '--data', dataDir, '--port', '0']]
    const environment = { SMTP_URL: `smtp://127.0.0.1:${port}` }
    const limitMs = 60_000 + Number(size) * 3
    const sent = await runSemainier(store, frozen.id, { commands, environment, limitMs }).finally(() => store.close())
    await rm(folder, { recursive: true, force: true })
    const each = (sent.seconds * 1e6) / Number(size)
    measured.push({ each, freezingMb: frozen.peakMb, sendingMb: sent.peakMb ?? 0 })
    table.push([
      size,
      frozen.seconds.toFixed(1),
      frozen.peakMb.toFixed(0),
      each.toFixed(0),
      (sent.peakMb ?? 0).toFixed(0),
    ])
  }
} finally {
  await sink.close()
}
process.stdout.write(`${table.toString()}\n`)
const [first] = measured
const within = (of: keyof (typeof measured)[number], factor: number) =>
  measured.every((one) => first && one[of] <= first[of] * factor)
const met = { time: within('each', 1.2), freezing: within('freezingMb', 1.3), sending: within('sendingMb', 1.3) }
for (const [what, kept] of Object.entries(met)) process.stdout.write(`${kept ? 'met    ' : 'not met'} ${what}\n`)
process.exitCode = Object.values(met).every(Boolean) ? 0 : 1
