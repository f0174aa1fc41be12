import assert from 'node:assert/strict'
import { hostname } from 'node:os'
import type { TestContext } from 'node:test'
import { manualClock, stamp } from '../../src/base/clock.js'
import { openStore } from '../../src/store/store.js'
import { onEachEngine, type TestEngine } from '../support/engines.js'

const start = Temporal.Instant.from('2026-07-04T05:30:00Z')

async function openScratch(engine: TestEngine, t: TestContext) {
  const clock = manualClock(start)
  const place = await engine.newPlace(t)
  const store = await openStore({ ...place, clock })
  t.after(() => store.close())
  return { store, clock, run: (statement: string) => engine.run(place, statement) }
}

onEachEngine(
  'a worker with our own number that we did not enter is dead: a container gives each process the same one',
  async (engine, t) => {
    const { store, run } = await openScratch(engine, t)
    const mine = await store.workers.enter('start')
    await run(`insert into workers (id, role, host, pid, started_at, beat_at)
    values ('start-before', 'start', '${hostname()}', ${process.pid}, '${stamp(start)}', '${stamp(start)}')`)
    assert.deepEqual(await store.workers.dead(), ['start-before'])
    assert.deepEqual(
      (await store.workers.living('start')).map((row) => row.id),
      [mine],
    )
  },
)

onEachEngine('a worker that was taken for dead is back with its next beat', async (engine, t) => {
  const { store, clock } = await openScratch(engine, t)
  const sleeper = await store.workers.enter('worker')
  clock.set(start.add({ hours: 3 }))
  assert.deepEqual(await store.workers.dead(), [sleeper])
  await store.workers.forget([sleeper])
  await store.workers.beat(sleeper)
  assert.deepEqual(await store.workers.dead(), [])
  assert.deepEqual(
    (await store.workers.living('worker')).map((row) => row.id),
    [sleeper],
  )
})

onEachEngine('what a worker left in hand when it ended is found, though its row is gone', async (engine, t) => {
  const { store } = await openScratch(engine, t)
  await store.jobs.add({ key: 'k', kind: 'send', payload: null })
  const worker = await store.workers.enter('worker')
  await store.jobs.claim(worker, ['send'])
  assert.deepEqual(await store.workers.dead(), [])
  await store.workers.leave(worker)
  assert.deepEqual(await store.workers.dead(), [worker])
  assert.equal(await store.jobs.release(await store.workers.dead()), 1)
})
