import assert from 'node:assert/strict'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { manualClock } from '../../src/base/clock.js'
import { openStore } from '../../src/store/store.js'
import { engineOn, engines, onEachEngine } from '../support/engines.js'
import { startPostgres } from '../support/postgres.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'

const start = Temporal.Instant.from('2026-07-04T05:30:00Z')
const job = (key: string) => ({ key, kind: 'send', payload: null })

onEachEngine('texts sort by byte, whatever the language of the database', async (engine, t) => {
  const store = await openStore(await engine.newPlace(t))
  t.after(() => store.close())
  const periods = ['2026-W28', '2026-w28', 'É', 'Z', 'a', '-', '0']
  for (const period of periods) {
    const issue = { publication: 'agenda', state: 'composed' as const, stateReason: null, content: null, agenda: null }
    const rest = { findings: [], fingerprint: period, subject: period, files: [] }
    await store.transaction((rows) => rows.issues.save({ ...issue, ...rest, period }))
  }
  const byByte = periods.toSorted((a, b) => Buffer.compare(Buffer.from(b), Buffer.from(a)))
  assert.deepEqual(
    (await store.issues.list('agenda')).map((issue) => issue.period),
    byByte,
  )
})

onEachEngine('numbers come back as numbers, and a text may hold U+0000', async (engine, t) => {
  const store = await openStore(await engine.newPlace(t))
  t.after(() => store.close())
  await store.jobs.add(job('a'))
  const claimed = await store.jobs.claim('w', ['send'])
  assert.deepEqual([claimed?.attempt, claimed?.claim], [1, 1])
  assert.ok(claimed)
  await store.jobs.fail(claimed, 'the reply held \0 in its middle')
  assert.match((await store.jobs.byKey('a'))?.error ?? '', /^the reply held . in its middle$/su)
  assert.equal(await store.partners.count(), 0)
})

onEachEngine(
  'workers that claim at once each get a job of their own, and the number of a claim tells',
  async (engine, t) => {
    const place = await engine.newPlace(t)
    const clock = manualClock(start)
    const stores = [await openStore({ ...place, clock }), await openStore({ ...place, clock })]
    t.after(() => Promise.all(stores.map((store) => store.close())))
    const [one, other] = stores
    assert.ok(one && other)
    assert.equal(one.identity, other.identity)
    for (let number = 0; number < 20; number++) await one.jobs.add(job(`job ${String(number).padStart(2, '0')}`))
    await one.jobs.add({ ...job('later'), dueAt: start.add({ seconds: 1 }) })

    const claims = Array.from({ length: 25 }, (_, number) => stores[number % 2]?.jobs.claim(`w${number}`, ['send']))
    const got = (await Promise.all(claims)).flatMap((claimed) => (claimed ? [claimed.key] : []))
    assert.equal(new Set(got).size, got.length)
    // On PostgreSQL a claim that met rows in other hands only may leave with nothing, and comes again.
    for (let last = await one.jobs.claim('w', ['send']); last; last = await one.jobs.claim('w', ['send']))
      got.push(last.key)
    assert.equal(new Set(got).size, 20)

    clock.set(start.add({ seconds: 1 }))
    const [due, ...more] = await one.jobs.due(['send'], 10)
    assert.ok(due)
    assert.deepEqual([more, due.claim], [[], 0])
    assert.equal(await one.jobs.claimById('w', { ...due, claim: 7 }), null)
    const both = await Promise.all([one.jobs.claimById('w1', due), other.jobs.claimById('w2', due)])
    assert.equal(both.filter(Boolean).length, 1)
    assert.equal(await one.jobs.claimById('w1', due), null)
    assert.deepEqual(await one.jobs.due(['send'], 10), [])
  },
)

onEachEngine('processes that open a new database at once all find it whole', async (engine, t) => {
  const place = await engine.newBarePlace(t)
  if ('url' in place) {
    const stores = await Promise.all(Array.from({ length: 5 }, () => openStore(place)))
    assert.equal(
      stores.flatMap((store) => store.migrated).length,
      stores.find((one) => one.migrated[0])?.migrated.length,
    )
    assert.equal(new Set(stores.map((store) => store.identity)).size, 1)
    await Promise.all(stores.map((store) => store.close()))
    return
  }
  const folder = await scratchFolder('opening')
  const programs = Array.from({ length: 4 }, () => runProgram(['migrate', '--data', folder, '--json']))
  const ends = await Promise.all(programs.map((program) => program.ended))
  assert.deepEqual(ends, [0, 0, 0, 0], programs.map((program) => program.output()).join('\n'))
  assert.equal(programs.filter((program) => program.output().includes('0001-foundation')).length, 1)
})

test('SQLite: whoever opens a file that another process is just beginning waits for it', async () => {
  const file = join(await scratchFolder('begun'), 'semainier.sqlite')
  const other = new Worker(
    `const { DatabaseSync } = require('node:sqlite')
     const { parentPort, workerData } = require('node:worker_threads')
     const database = new DatabaseSync(workerData)
     database.exec('begin immediate; create table of_another (one)')
     parentPort.postMessage('begun')
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
     database.exec('commit')
     database.close()`,
    { eval: true, workerData: file },
  )
  await once(other, 'message')
  const store = await openStore({ file })
  assert.ok(store.migrated.length > 0)
  await store.close()
})

const postgresql = engines.find((engine) => engine.name === 'PostgreSQL')
const onPostgres = { skip: !postgresql?.server && 'PostgreSQL is not installed' }

test(
  'PostgreSQL: a claim passes by what another transaction has in hand, and does not wait for it',
  onPostgres,
  async (t) => {
    assert.ok(postgresql)
    const store = await openStore(await postgresql.newPlace(t))
    t.after(() => store.close())
    await store.jobs.add(job('first'))
    await store.jobs.add(job('second'))
    await store.transaction(async (rows) => {
      assert.equal((await rows.jobs.claim('w1', ['send']))?.key, 'first')
      assert.equal((await store.jobs.claim('w2', ['send']))?.key, 'second')
      assert.equal(await store.jobs.claim('w3', ['send']), null)
    })
  },
)

test('PostgreSQL: what is done in turn is never done by two at once', onPostgres, async (t) => {
  assert.ok(postgresql)
  const place = await postgresql.newPlace(t)
  const stores = [await openStore(place), await openStore(place)]
  t.after(() => Promise.all(stores.map((store) => store.close())))
  let inside = 0
  const visit = (store: (typeof stores)[number]) =>
    store.inTurn('door', async () => {
      assert.equal(++inside, 1)
      await sleep(30)
      inside--
    })
  await Promise.all([...stores, ...stores].map(visit))
})

test(
  'PostgreSQL: a server that breaks off fails statements with an error that passes, and nothing else',
  onPostgres,
  async (t) => {
    const server = await startPostgres()
    assert.ok(server)
    const place = await engineOn(server).newPlace(t)
    const store = await openStore(place)
    t.after(async () => {
      await store.close()
      await server.close()
    })
    // Idle connections, and one in mid-transaction.
    await Promise.all(Array.from({ length: 5 }, () => store.jobs.nextDue()))
    let reason: unknown
    await store
      .transaction(async (rows) => {
        await rows.jobs.add(job('lost'))
        await server.stop()
        await sleep(50)
        await rows.jobs.add(job('lost too'))
      })
      .catch((error: unknown) => {
        reason = error
      })
    assert.ok(store.isPassing(reason), String(reason))
    await assert.rejects(store.jobs.nextDue(), (error) => store.isPassing(error))
    await server.start()
    assert.equal(await store.jobs.byKey('lost'), null)
    assert.equal(await store.jobs.add(job('kept')), true)
    await assert.rejects(openStore({ url: `${'url' in place ? place.url : ''}-nowhere` }), (error: Error) => {
      assert.ok(!store.isPassing(error))
      return /does not exist/.test(error.message)
    })
  },
)
