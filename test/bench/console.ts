import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { openStore } from '../../src/store/store.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { runProgram } from '../support/program.js'
import { seatPeople } from '../support/seat-people.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { ask, askAlone, computed, quantile, type Times } from './console/measure.js'
import { type OpenWork, openWork } from './console/open-work.js'
import { screensOf } from './console/screens.js'
import { type Seeded, seedYears } from './console/seed.js'

/*
 * npm run bench:console -- [--issues 1000] [--contacts 50000] [--deliveries 1000000] [--seconds 4] [--only /envois]
 *                          [--keep DIR]
 *
 * Every screen of the real program, in a process of its own on SQLite with years of work in it, against a bare page of
 * Hono in another, fifty people at once: each asks again as soon as it is answered. They sit in fifty sessions
 * of ten members of staff, of every role and both languages, and ask for different pages and words where a screen has
 * them. Required: the 99th percentile of every screen below ten times that of the bare page.
 *
 * Both are asked for a second by turns, so that whatever else the machine does meets both; where the system tells it
 * (Linux), how much each answered per second of computing, which other work on the machine hardly changes.
 *
 * Answers are remembered for two seconds (src/web/answers.ts), which fifty people who ask for the same gain by. So that
 * nobody is fooled, each screen is also asked one question at a time to which no remembered answer fits: "first" is the
 * very first visit since the program was started, "anew" the median and the longest of later ones; figures that a screen
 * keeps by itself, such as the counts of segments, serve these too.
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
  return { url: `http://127.0.0.1:${String(port).trim()}`, pid: child.pid, stop: () => child.kill() }
}

/** What one of the two programs answered over all its turns, and what that cost. */
class Side implements Times {
  times: number[] = []
  bad = 0
  private seconds = 0
  private computed = 0

  constructor(private readonly pid: number | undefined) {}

  async take(turn: () => Promise<Times>) {
    const [started, before] = [performance.now(), computed(this.pid)]
    const { times, bad } = await turn()
    this.seconds += (performance.now() - started) / 1000
    this.computed += computed(this.pid) - before
    this.times = this.times.concat(times)
    this.bad += bad
  }

  get p99() {
    return quantile(this, 0.99)
  }

  get perSecond() {
    return Math.round(this.times.length / this.seconds)
  }

  get perComputed() {
    return Math.round(this.times.length / this.computed)
  }
}

/** The years of work, and where in them to look. */
async function years(): Promise<Seeded & { open: OpenWork }> {
  const store = await openStore({ file: `${data}/semainier.sqlite` })
  await store.close()
  const places = `${folder}/seeded.json`
  if (existsSync(places)) return JSON.parse(readFileSync(places, 'utf8')) as Seeded & { open: OpenWork }
  const started = performance.now()
  const seeded = seedYears(`${data}/semainier.sqlite`, {
    issues: Number(values.issues),
    contacts: Number(values.contacts),
    deliveries: Number(values.deliveries),
  })
  const open = await openStore({ file: `${data}/semainier.sqlite` })
  const all = { ...seeded, open: await openWork(open) }
  await open.close()
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  say(`${values.issues} issues, ${values.contacts} contacts, ${values.deliveries} deliveries in ${seconds} s`)
  writeFileSync(places, JSON.stringify(all))
  return all
}

/** Whoever sat here in an earlier run with the same folder has left: a team of ten is looked at, not of two hundred. */
function clearSeats(file: string) {
  const db = new DatabaseSync(file, { timeout: 10_000 })
  db.exec('delete from staff_sessions; delete from staff')
  db.close()
}

const config = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/feed/' }, {}, { news: true })
const seeded = await years()
const people = Number(values.people)
clearSeats(`${data}/semainier.sqlite`)
const seats = seatPeople(`${data}/semainier.sqlite`, people)
const everybody = seats.map((one) => one.cookie)
const administrators = seats.filter((one) => one.role === 'administrator').map((one) => one.cookie)
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
    // A screen is compiled at its first hundred visits; an office's program has been running for weeks.
    await ask(url, { paths, cookies, people, seconds: 1 })
    const anew = await askAlone(url, paths, cookies, 20)
    const screen = new Side(program.process.pid)
    const page = new Side(bare.pid)
    // By turns: whatever else this machine does meets both.
    for (let second = 0; second < Number(values.seconds); second++) {
      await page.take(() => ask(bare.url, { paths: ['/'], cookies: [], people, seconds: 1 }))
      await screen.take(() => ask(url, { paths, cookies, people, seconds: 1 }))
    }
    const ratio = screen.p99 / page.p99
    const bad = screen.bad + anew.bad + first.bad
    say(
      [
        `${name}: ${ratio.toFixed(1)} times`,
        `p99 ${ms(screen.p99)} of ${ms(page.p99)} ms`,
        `${screen.perSecond} of ${page.perSecond}/s`,
        `${screen.perComputed} of ${page.perComputed} per second of computing`,
        `first ${ms(quantile(first, 0))}, anew ${ms(quantile(anew, 0.5))}, at most ${ms(quantile(anew, 1))} ms`,
        ...(bad > 0 ? [`${bad} FAILED`] : []),
      ].join('; '),
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
