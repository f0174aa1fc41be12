import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { allDone, openWorld, type QueueKind, queueKinds } from './world.js'

/** The same test on every queue and every database. */
function onEachQueue(title: string, body: (kind: QueueKind, t: TestContext) => Promise<void>) {
  for (const kind of queueKinds) test(`${kind.name}: ${title}`, (t) => body(kind, t))
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `job ${String(index).padStart(2, '0')}`)

onEachQueue('what is due runs once, longest due first; what is not due waits', async (kind, t) => {
  const ran: string[] = []
  const world = await openWorld(t, kind, async (payload) => void ran.push(String(payload)))
  const start = world.clock.now()
  for (const [index, key] of ['third', 'first', 'second'].entries()) {
    const dueAt = start.subtract({ minutes: [1, 3, 2][index] ?? 0 })
    await world.store.jobs.add({ key, kind: 'work', payload: key, dueAt })
  }
  await world.store.jobs.add({ key: 'later', kind: 'work', payload: 'later', dueAt: start.add({ seconds: 1 }) })
  const { queue } = await world.newProcess()
  queue.start()
  await world.until(() => ran.length === 3)
  assert.deepEqual(ran, ['first', 'second', 'third'])
  await sleep(80)
  assert.equal(ran.length, 3)
  world.clock.set(start.add({ seconds: 1 }))
  await world.until(() => allDone(world))
  assert.deepEqual(ran, ['first', 'second', 'third', 'later'])
})

onEachQueue(
  'a job that throws is tried again after 1, 5, 15 and 60 minutes, then told and given up',
  async (kind, t) => {
    const attempts: number[] = []
    const world = await openWorld(t, kind, async (_payload, job) => {
      attempts.push(job.attempt)
      throw new Error('no luck')
    })
    await world.add('unlucky')
    const { queue } = await world.newProcess()
    queue.start()
    for (const [index, minutes] of [1, 5, 15, 60].entries()) {
      await world.until(async () => {
        const row = await world.store.jobs.byKey('unlucky')
        return row?.attempt === index + 1 && row.state === 'due'
      })
      const row = await world.store.jobs.byKey('unlucky')
      const again = world.clock.now().add({ minutes })
      assert.deepEqual([row?.error, row?.due_at], ['no luck', again.toString({ fractionalSecondDigits: 3 })])
      world.clock.set(again)
    }
    await world.until(async () => (await world.states())['unlucky'] === 'failed')
    assert.deepEqual([attempts, world.failed], [[1, 2, 3, 4, 5], ['unlucky']])
  },
)

onEachQueue(
  'a run may ask to be run again or give its hour up; its attempts count on only when it was in vain',
  async (kind, t) => {
    const attempts: number[] = []
    const world = await openWorld(t, kind, async (_payload, job) => {
      attempts.push(job.attempt)
      const again = world.clock.now()
      if (attempts.length < 3) return { again, reason: 'the server sleeps', inVain: true }
      if (attempts.length === 3) return { again, reason: 'more to do' }
      return { missed: true }
    })
    await world.add('patient')
    const { queue } = await world.newProcess()
    queue.start()
    await world.until(async () => (await world.states())['patient'] === 'missed')
    assert.deepEqual(attempts, [1, 2, 3, 1])
    assert.deepEqual(world.failed, [])
  },
)

onEachQueue('two processes never run one job twice, and both work', async (kind, t) => {
  const ran: string[] = []
  const workers = new Set<string>()
  const world = await openWorld(t, kind, async (payload, job) => {
    ran.push(String(payload))
    workers.add((await world.store.jobs.byKey(job.key))?.owner ?? '')
    await sleep(5)
  })
  await world.add(...numbered(30))
  const processes = [await world.newProcess({ concurrency: 2 }), await world.newProcess({ concurrency: 2 })]
  for (const { queue } of processes) queue.start()
  await world.until(() => allDone(world))
  await sleep(100)
  assert.deepEqual(ran.toSorted(), numbered(30))
  assert.deepEqual(workers, new Set(processes.map((one) => one.workerId)))
})

onEachQueue('drain waits for what is in hand and begins nothing more; another process goes on', async (kind, t) => {
  const [begun, ended]: [string[], string[]] = [[], []]
  const world = await openWorld(t, kind, async (payload) => {
    begun.push(String(payload))
    await sleep(100)
    ended.push(String(payload))
  })
  await world.add(...numbered(4))
  const { queue } = await world.newProcess({ concurrency: 2 })
  queue.start()
  await world.until(() => begun.length === 2)
  await queue.drain()
  assert.deepEqual([begun.length, ended.length], [2, 2])
  await sleep(100)
  assert.equal(begun.length, 2)
  assert.deepEqual(Object.values(await world.states()), ['done', 'done', 'due', 'due'])
  const other = await world.newProcess({ concurrency: 2 })
  other.queue.start()
  await world.until(() => allDone(world))
  assert.deepEqual(ended.toSorted(), numbered(4))
})

onEachQueue('wake makes a new job run at once', async (kind, t) => {
  const ran: string[] = []
  const world = await openWorld(t, kind, async (payload) => void ran.push(String(payload)))
  const { queue } = await world.newProcess({ pollMs: 60_000 })
  await world.add('first')
  queue.start()
  await world.until(() => ran.length === 1)
  await world.add('second')
  const asked = performance.now()
  queue.wake()
  await world.until(() => ran.length === 2)
  assert.ok(performance.now() - asked < 500, `${performance.now() - asked} ms`)
})

onEachQueue('runDue runs what is due, without a start', async (kind, t) => {
  const ran: string[] = []
  const world = await openWorld(t, kind, async (payload) => void ran.push(String(payload)))
  await world.add('a', 'b')
  const { queue } = await world.newProcess()
  assert.equal(await queue.runDue(), 2)
  assert.deepEqual(ran, ['a', 'b'])
})
