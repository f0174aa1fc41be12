import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pingRedis, secretsOf } from '../../src/queue/redis.js'
import { openWorld, queueKinds } from './world.js'

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
