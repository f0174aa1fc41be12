import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { openStore } from '../../src/store/store.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { seedYears } from './console/seed.js'

/*
 * npm run bench:console -- [--issues 1000] [--contacts 50000] [--deliveries 1000000] [--seconds 4] [--only /envois]
 *
 * Every screen of the real program, in a process of its own on SQLite with years of work in it, against a bare page of
 * Hono in another, by turns, fifty people at once: each asks again as soon as it is answered. Required: the 99th
 * percentile of every screen below ten times that of the bare page.
 */
const { values } = parseArgs({
  options: {
    issues: { type: 'string', default: '1000' },
    contacts: { type: 'string', default: '50000' },
    deliveries: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '4' },
    people: { type: 'string', default: '50' },
    only: { type: 'string', default: '' },
  },
})
const folder = await scratchFolder('bench-console', { disk: true })
const data = `${folder}/data`
const say = (line: string) => void process.stdout.write(`${line}\n`)
const password = 'trois mots au hasard'

async function startBare() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'console/bare.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: `http://127.0.0.1:${String(port).trim()}/`, stop: () => child.kill() }
}

/** The cookie of an administrator, made as everybody's is. */
async function signIn(url: string, invitation: string): Promise<string> {
  const answer = await fetch(invitation, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ name: 'Jeanne', email: 'jeanne@office.example.org', password, again: password }),
  })
  if (answer.status !== 303) throw new Error(`no account: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function measure(url: string, cookie: string, seconds: number) {
  const { latency, requests, non2xx, errors } = await autocannon({
    url,
    connections: Number(values.people),
    duration: seconds,
    headers: { cookie },
  })
  return { p99: latency.p99, median: latency.p50, perSecond: requests.average, bad: non2xx + errors }
}

const config = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/feed/' })
const store = await openStore({ file: `${data}/semainier.sqlite` })
await store.close()
const started = performance.now()
const { issue, campaign, organisation, address } = seedYears(`${data}/semainier.sqlite`, {
  issues: Number(values.issues),
  contacts: Number(values.contacts),
  deliveries: Number(values.deliveries),
})
say(
  `${values.issues} issues, ${values.contacts} contacts, ${values.deliveries} deliveries in ${((performance.now() - started) / 1000).toFixed(0)} s`,
)

const program = runProgram(['start', '--json', '--port', '0', '--config', config, '--data', data])
const bare = await startBare()
try {
  await program.said('}')
  const { address: url, firstAccount } = JSON.parse(program.output()) as Record<string, string>
  const cookie = await signIn(url ?? '', (url ?? '') + new URL(firstAccount ?? '').pathname)
  const screens = [
    '/console',
    '/console/numeros',
    `/console/numeros/${issue}`,
    '/console/envois',
    `/console/envois/${campaign}`,
    `/console/envois/${campaign}?mots=${encodeURIComponent(address.slice(0, 12))}`,
    '/console/partenaires',
    '/console/partenaires?q=maison%204321',
    `/console/partenaires/${organisation}`,
    '/console/partenaires/carte',
    '/console/segments',
    '/console/chiffres',
    '/console/journal',
    '/console/sante',
    '/console/reglages',
    '/console/equipe',
    '/console/mon-compte',
    '/numeros',
    '/ecran',
  ]
  const failed: string[] = []
  for (const path of screens.filter((one) => one.includes(values.only))) {
    const once = await fetch(url + path, { headers: { cookie } })
    if (once.status === 404) {
      say(`${path}: is not there`)
      failed.push(path)
      continue
    }
    await once.text()
    const before = await measure(bare.url, '', 2)
    // A screen is compiled at its first hundred visits; an office's program has been running for weeks.
    await measure(url + path, cookie, 1)
    const screen = await measure(url + path, cookie, Number(values.seconds))
    const after = await measure(bare.url, '', 2)
    const around = (before.p99 + after.p99) / 2
    const ratio = screen.p99 / around
    say(
      `${path.replace(/[0-9a-z]{20,}/, 'ID')}: p99 ${screen.p99} ms (median ${screen.median} ms, ${screen.perSecond.toFixed(0)}/s), bare ${around.toFixed(1)} ms: ${ratio.toFixed(1)} times${screen.bad > 0 ? `, ${screen.bad} failed` : ''}`,
    )
    if (ratio >= 10 || screen.bad > 0) failed.push(path)
  }
  say(failed.length === 0 ? 'met     every screen below 10 times' : `not met ${failed.join(', ')}`)
  process.exitCode = failed.length === 0 ? 0 : 1
} finally {
  bare.stop()
  program.process.kill('SIGTERM')
  await program.ended
  await rm(folder, { recursive: true, force: true })
}
