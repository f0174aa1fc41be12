import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStore } from '../../src/store/store.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { askAlone, measure } from './console/measure.js'
import { seatPeople } from './console/people.js'
import { screensOf } from './console/screens.js'
import { type Seeded, seedYears } from './console/seed.js'

/*
 * npm run bench:console -- [--issues 1000] [--contacts 50000] [--deliveries 1000000] [--seconds 4] [--only /envois]
 *                          [--keep DIR]
 *
 * Every screen of the real program, in a process of its own on SQLite with years of work in it, against a bare page of
 * Hono in another, by turns, fifty people at once: each asks again as soon as it is answered. They sit in fifty sessions
 * of ten members of staff, of every role and both languages, and ask for different pages and words where a screen has
 * them. Required: the 99th percentile of every screen below ten times that of the bare page.
 *
 * Answers are remembered for a moment (src/web/answers.ts), which fifty people who ask for the same gain by. So that
 * nobody is fooled, each screen is also asked one question at a time to which no remembered answer fits: "first" is the
 * very first visit since the program was started, "anew" the median and the longest of later ones.
 * `--keep` writes the years into a folder, or finds them there.
 */
const { values } = parseArgs({
  options: {
    issues: { type: 'string', default: '1000' },
    contacts: { type: 'string', default: '50000' },
    deliveries: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '4' },
    people: { type: 'string', default: '50' },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
  },
})
const folder = values.keep ?? (await scratchFolder('bench-console', { disk: true }))
const data = `${folder}/data`
const say = (line: string) => void process.stdout.write(`${line}\n`)

async function startBare() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'console/bare.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: `http://127.0.0.1:${String(port).trim()}`, stop: () => child.kill() }
}

/** The years of work, and where in them to look. */
async function years(): Promise<Seeded> {
  const store = await openStore({ file: `${data}/semainier.sqlite` })
  await store.close()
  const places = `${folder}/seeded.json`
  if (existsSync(places)) return JSON.parse(readFileSync(places, 'utf8')) as Seeded
  const started = performance.now()
  const seeded = seedYears(`${data}/semainier.sqlite`, {
    issues: Number(values.issues),
    contacts: Number(values.contacts),
    deliveries: Number(values.deliveries),
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  say(`${values.issues} issues, ${values.contacts} contacts, ${values.deliveries} deliveries in ${seconds} s`)
  writeFileSync(places, JSON.stringify(seeded))
  return seeded
}

const config = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/feed/' })
const seeded = await years()
const people = Number(values.people)
const { everybody, administrators } = seatPeople(`${data}/semainier.sqlite`, people)
const program = runProgram(['start', '--json', '--port', '0', '--config', config, '--data', data])
const bare = await startBare()
try {
  await program.said('}')
  const { address: url = '' } = JSON.parse(program.output()) as Record<string, string>
  const failed: string[] = []
  const ms = (time: number) => (time < 10 ? time.toFixed(1) : time.toFixed(0))
  for (const { name, paths, restricted, open } of screensOf(seeded).filter((one) => one.name.includes(values.only))) {
    const cookies = open ? [] : restricted ? administrators : everybody
    const first = await askAlone(url, paths, cookies, 1)
    const asked = { paths, cookies, people }
    const before = await measure(bare.url, { paths: ['/'], cookies: [], people, seconds: 1 })
    // A screen is compiled at its first hundred visits; an office's program has been running for weeks.
    await measure(url, { ...asked, seconds: 1 })
    const anew = await askAlone(url, paths, cookies, 20)
    const screen = await measure(url, { ...asked, seconds: Number(values.seconds) })
    const after = await measure(bare.url, { paths: ['/'], cookies: [], people, seconds: 1 })
    const bad = screen.bad + anew.bad + first.bad
    const around = (before.p99 + after.p99) / 2
    const ratio = screen.p99 / around
    say(
      `${name}: p99 ${ms(screen.p99)} ms (median ${ms(screen.median)} ms, ${screen.perSecond.toFixed(0)}/s), bare ${ms(around)} ms: ${ratio.toFixed(1)} times; first ${ms(first.longest)} ms, anew ${ms(anew.median)} ms, at most ${ms(anew.longest)} ms${bad > 0 ? `, ${bad} FAILED` : ''}`,
    )
    if (!(ratio < 10) || bad > 0) failed.push(name)
  }
  say(failed.length === 0 ? 'met     every screen below 10 times' : `not met ${failed.join(', ')}`)
  process.exitCode = failed.length === 0 ? 0 : 1
} catch (error) {
  say(program.output())
  throw error
} finally {
  bare.stop()
  program.process.kill('SIGTERM')
  await program.ended
  if (!values.keep) await rm(folder, { recursive: true, force: true })
}
