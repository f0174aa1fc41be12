import assert from 'node:assert/strict'
import { after, test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pingRedis, secretsOf } from '../../src/queue/redis.js'
import { engineOn } from '../support/engines.js'
import { type PostgresServer, startPostgres } from '../support/postgres.js'
import type { RedisServer } from '../support/redis.js'
import { allDone, openWorld, type QueueKind, queueKinds } from './world.js'

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `job ${String(index).padStart(2, '0')}`)

function onEachBull(title: string, body: (kind: QueueKind, redis: RedisServer, t: TestContext) => Promise<void>) {
  for (const kind of queueKinds) {
    const { redis } = kind
    if (redis) test(`${kind.name}: ${title}`, (t) => body(kind, redis, t))
  }
}

onEachBull('a Redis that is emptied again and again loses nothing and doubles nothing', async (kind, redis, t) => {
  const ran: string[] = []
  const world = await openWorld(t, kind, async (payload) => {
    ran.push(String(payload))
    await sleep(20)
  })
  await world.add(...numbered(30))
  for (const { queue } of [await world.newProcess(), await world.newProcess()]) queue.start()
  for (let times = 0; times < 5; times++) {
    await world.until(() => ran.length > times * 5)
    await redis.run('FLUSHALL')
  }
  await world.until(() => allDone(world))
  assert.deepEqual(ran.toSorted(), numbered(30))
})

onEachBull(
  'a Redis that is away and back loses nothing, and is told once, without its password',
  async (kind, redis, t) => {
    const ran: string[] = []
    const world = await openWorld(t, kind, async (payload) => {
      ran.push(String(payload))
      await sleep(20)
    })
    await world.add(...numbered(10))
    const processes = [await world.newProcess(), await world.newProcess()]
    await redis.stop()
    for (const { queue } of processes) queue.start()
    await sleep(400)
    assert.deepEqual(ran, [])
    await redis.start()
    await world.until(() => ran.length >= 3)
    await redis.stop()
    await sleep(300)
    await redis.start()
    await world.until(() => allDone(world))
    assert.deepEqual(ran.toSorted(), numbered(10))
    const told = world.logged.filter((line) => line.includes('Redis cannot be used; it is tried again'))
    // Two processes, away twice.
    assert.equal(told.length, 4, told.join(''))
    assert.ok(!world.logged.join('').includes(redis.password))
  },
)

onEachBull('a wrong password is told once, and not shown', async (kind, redis, t) => {
  const world = await openWorld(
    t,
    { ...kind, redis: { ...redis, url: redis.url.replace(redis.password, 'hunter3') } },
    async () => undefined,
  )
  await world.add('never')
  const { queue } = await world.newProcess()
  queue.start()
  await world.until(() => world.logged.length > 0)
  await sleep(300)
  const told = world.logged.filter((line) => JSON.parse(line).level >= 40)
  assert.equal(told.length, 1, told.join(''))
  assert.match(told[0] ?? '', /WRONGPASS/)
  assert.ok(!world.logged.join('').includes('hunter3'))
})

onEachBull('drain ends though Redis is away', async (kind, redis, t) => {
  const world = await openWorld(t, kind, async () => {
    await redis.stop()
    await sleep(100)
  })
  await world.add('one')
  const { queue } = await world.newProcess()
  queue.start()
  await world.until(async () => (await world.states())['one'] === 'running')
  await queue.drain()
  assert.ok(await allDone(world))
  await redis.start()
})

onEachBull('an id whose row was claimed since is dropped without a word', async (kind, _redis, t) => {
  const ran: string[] = []
  const world = await openWorld(t, kind, async (payload) => void ran.push(String(payload)))
  await world.add('one')
  const { queue } = await world.newProcess()
  const [due] = await world.store.jobs.due(['work'], 1)
  assert.ok(due)
  const { claimById } = world.store.jobs
  assert.ok(await claimById('somebody-else', due))
  queue.start()
  await sleep(200)
  assert.deepEqual([ran, world.logged], [[], []])
  assert.equal(await world.store.jobs.release(['somebody-else']), 1)
  await world.until(() => ran.length === 1)
})

const broken: PostgresServer[] = []
after(() => Promise.all(broken.map((server) => server.close())))

/** Both queues on PostgreSQL. */
function onEachPostgres(
  title: string,
  body: (kind: QueueKind, server: PostgresServer, t: TestContext) => Promise<void>,
) {
  for (const kind of queueKinds) {
    if (!kind.engine.server) continue
    test(`${kind.name}: ${title}`, async (t) => {
      // Of its own: it is about to break off.
      const server = await startPostgres()
      assert.ok(server)
      broken.push(server)
      await body({ ...kind, engine: engineOn(server) }, server, t)
    })
  }
}

onEachPostgres(
  'a PostgreSQL that breaks off and comes back loses no job; the work goes on by itself',
  async (kind, server, t) => {
    const ran: string[] = []
    const world = await openWorld(t, kind, async (payload, job) => {
      ran.push(String(payload))
      await sleep(30)
      await world.store.jobs.byKey(job.key)
    })
    await world.add(...numbered(20))
    for (const { queue } of [await world.newProcess(), await world.newProcess()]) queue.start()
    await world.until(() => ran.length >= 5)
    await server.stop()
    await sleep(300)
    await server.start()
    // What was in hand waits ten seconds, on a clock that stands still.
    const later = world.clock.now().add({ seconds: 11 })
    await world.until(async () =>
      Object.values(await world.states()).every((state) => state === 'done' || state === 'due'),
    )
    world.clock.set(later)
    await world.until(() => allDone(world))
    assert.deepEqual([...new Set(ran)].toSorted(), numbered(20))
    // Only what was in hand as it broke off may have begun a second time.
    assert.ok(ran.length <= 22, `${ran.length} runs`)
    assert.deepEqual(world.failed, [])
  },
)

for (const kind of queueKinds.filter((one) => one.engine.name === 'SQLite')) {
  test(`${kind.name}: the queue says where it stands`, async (t) => {
    const world = await openWorld(t, kind, async () => undefined)
    const { queue } = await world.newProcess()
    const said = await queue.check()
    assert.equal(said, kind.redis ? `Redis ${new URL(kind.redis.url).host}` : null)
  })
}

test('a Redis that does not answer or refuses says why, without the password', async () => {
  const away = 'redis://:hunter2@127.0.0.1:9'
  await assert.rejects(pingRedis(away, secretsOf(away)), /^Error: Redis: connect ECONNREFUSED 127\.0\.0\.1:9$/)
  const redis = queueKinds.find((one) => one.redis)?.redis
  if (!redis) return
  const wrong = redis.url.replace(redis.password, 'hunter%21')
  await assert.rejects(pingRedis(wrong, secretsOf(wrong)), (error: Error) => {
    assert.match(error.message, /^Redis: .*WRONGPASS/)
    return !JSON.stringify({ ...error, message: error.message, cause: error.cause }).includes('hunter')
  })
})
