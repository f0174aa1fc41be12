import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { Hono } from 'hono'
import { haltCampaign } from '../../jobs/steps/campaign-decisions.js'
import { manualClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { openStore, type Store } from '../../src/store/store.js'
import { watchPages } from '../../src/web/watch.js'
import { listen } from '../../src/web/web.js'
import { anyMessage, recipients } from '../support/ledger.js'

const start = Temporal.Instant.from('2026-07-04T05:30:00Z')

async function freeze(store: Store, key: string, count: number): Promise<string> {
  const audience = recipients(count)
  const { id } = await store.transaction((rows) =>
    rows.ledger.freeze({ key, kind: 'issue', issueId: null, publication: null, message: anyMessage }, [audience]),
  )
  await store.jobs.add({ key: `deliver/${id}`, kind: 'deliver', payload: { campaign: id } })
  return id
}

/** The watched pages on a real port; `fails` is what the queue's check throws. */
async function openPages(t: TestContext, { from = 'private' as const, fails = null as Error | null } = {}) {
  const clock = manualClock(start)
  const store = await openStore({ file: ':memory:', clock })
  const check = async () => {
    if (fails) throw fails
    return null
  }
  const queue = { check } as Parameters<typeof watchPages>[0]['queue']
  const pages = new Hono().route('/', watchPages({ context: { store, log: silentLog }, queue }, from))
  const { port, close } = await listen(pages, 0, '127.0.0.1')
  let open = true
  const shut = async () => {
    if (open) await store.close()
    open = false
  }
  t.after(async () => {
    await close()
    await shut()
  })
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers })
  return { store, clock, get, shut, pages }
}

test('/metrics tells the ledger, the queue and the workers, without an address or a title', async (t) => {
  const { store, clock, get } = await openPages(t)
  const id = await freeze(store, 'issue/agenda/2026-W28', 5)
  const paused = await freeze(store, 'issue/agenda/2026-W29', 2)
  await haltCampaign(store, paused, 'paused', 'camille')
  await store.workers.enter('start')
  const [first] = await store.ledger.claim(id, 'w', 1)
  assert.ok(first)
  await store.ledger.record(
    [{ delivery: first, outcome: { state: 'accepted', code: 250, reply: 'ok' }, nextAt: null }],
    'w',
  )
  const [second] = await store.ledger.claim(id, 'w', 1)
  assert.ok(second)
  await store.ledger.record(
    [{ delivery: second, outcome: { state: 'uncertain', code: null, reply: 'lost' }, nextAt: null }],
    'w',
  )
  clock.set(start.add({ seconds: 42 }))

  const answer = await get('/metrics')
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  for (const line of [
    `semainier_deliveries{campaign="${id}",state="pending"} 3`,
    `semainier_deliveries{campaign="${id}",state="accepted"} 1`,
    'semainier_deliveries_under_way{state="pending"} 5',
    'semainier_deliveries_in_doubt 1',
    'semainier_campaigns{standing="open"} 1',
    'semainier_campaigns{standing="paused"} 1',
    'semainier_campaigns{standing="blocked"} 0',
    'semainier_jobs{state="due"} 2',
    'semainier_oldest_due_job_age_seconds 42',
    'semainier_workers_alive{role="start"} 1',
    'semainier_last_accepted_age_seconds 42',
  ])
    assert.ok(text.includes(`${line}\n`), `${line} is not in\n${text.replaceAll(/^(?!semainier).*\n/gm, '')}`)
  assert.match(text, /^process_resident_memory_bytes \d+/m)
  assert.doesNotMatch(text, /@|Un titre/)
})

test('/metrics before anything was sent has no last acceptance', async (t) => {
  const { get } = await openPages(t)
  assert.doesNotMatch(await (await get('/metrics')).text(), /^semainier_last_accepted_age_seconds/m)
})

test('/metrics answers clients of the private network that come without a proxy, and everybody only when told so', async (t) => {
  const closed = await openPages(t)
  assert.equal((await closed.get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status, 404)
  assert.equal((await closed.get('/metrics', { forwarded: 'for=127.0.0.1' })).status, 404)
  const from = (address: string) =>
    closed.pages.request('/metrics', {}, { incoming: { socket: { remoteAddress: address, remoteFamily: 'IPv4' } } })
  assert.equal((await from('10.1.2.3')).status, 200)
  assert.equal((await from('93.184.216.34')).status, 404)
  assert.equal((await from('::ffff:93.184.216.34')).status, 404)
  const open = await openPages(t, { from: 'anywhere' as 'private' })
  assert.equal((await open.get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status, 200)
})

test('/readyz says ready, or what fails without its secrets', async (t) => {
  const well = await openPages(t)
  const answer = await well.get('/readyz')
  assert.deepEqual([answer.status, await answer.json()], [200, { ready: true, database: 'ok', queue: 'ok' }])

  const secret = Object.assign(new Error('redis://user:hunter2@10.0.0.5 refused'), { code: 'ECONNREFUSED' })
  const ill = await openPages(t, { fails: secret })
  await ill.shut()
  const refused = await ill.get('/readyz')
  assert.equal(refused.status, 503)
  const said = (await refused.json()) as Record<string, unknown>
  assert.equal(said['ready'], false)
  assert.equal(said['queue'], 'fails (ECONNREFUSED)')
  assert.match(String(said['database']), /^fails \(\w+\)$/)
})
