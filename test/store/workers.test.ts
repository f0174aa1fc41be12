import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { manualClock, stamp } from '../../src/base/clock.js'
import { openStore } from '../../src/store/store.js'
import { databaseFile } from '../support/database-file.js'
import { scratchFolder } from '../support/scratch-folder.js'

const start = Temporal.Instant.from('2026-07-04T05:30:00Z')

async function openScratch(t: TestContext) {
  const folder = await scratchFolder('workers')
  const clock = manualClock(start)
  const store = await openStore({ file: databaseFile(folder), clock })
  const database = new DatabaseSync(databaseFile(folder))
  t.after(async () => {
    database.close()
    await store.close()
    await rm(folder, { recursive: true })
  })
  return { store, clock, database }
}

test('a worker with our own number that we did not enter is dead: a container gives each process the same one', async (t) => {
  const { store, database } = await openScratch(t)
  const mine = await store.workers.enter('start')
  database
    .prepare('insert into workers (id, role, host, pid, started_at, beat_at) values (?, ?, ?, ?, ?, ?)')
    .run('start-before', 'start', hostname(), process.pid, stamp(start), stamp(start))
  assert.deepEqual(await store.workers.dead(), ['start-before'])
  assert.deepEqual(
    (await store.workers.living('start')).map((row) => row.id),
    [mine],
  )
})

test('a worker that was taken for dead is back with its next beat', async (t) => {
  const { store, clock } = await openScratch(t)
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

test('what a worker left in hand when it ended is found, though its row is gone', async (t) => {
  const { store } = await openScratch(t)
  await store.jobs.add({ key: 'k', kind: 'send', payload: null })
  const worker = await store.workers.enter('worker')
  await store.jobs.claim(worker, ['send'])
  assert.deepEqual(await store.workers.dead(), [])
  await store.workers.leave(worker)
  assert.deepEqual(await store.workers.dead(), [worker])
  assert.equal(await store.jobs.release(await store.workers.dead()), 1)
})
