import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { manualClock } from '../../src/base/clock.js'
import { openStore } from '../../src/store/store.js'
import { mostWithin, windowMs } from '../support/sliding.js'

const monday = Temporal.Instant.from('2026-07-06T08:00:00Z')
const limitOrNone = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: undefined })
const step = fc.oneof(
  fc.record({ wait: fc.integer({ min: 0, max: 90_000 }) }),
  fc.record({ wait: fc.integer({ min: 0, max: 4 * 3_600_000 }) }),
  fc.record({ want: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ want: fc.integer({ min: 1, max: 30 }) }),
  fc.constant({ untilMore: true as const }),
  fc.constant({ forget: true as const }),
)

test('whatever is asked when, no sliding minute, hour or day holds more than its limit, and there is always more to come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ minute: limitOrNone(10), hour: limitOrNone(30), day: limitOrNone(60) }),
      fc.array(step, { maxLength: 60 }),
      async (limits, steps) => {
        const clock = manualClock(monday)
        const store = await openStore({ file: ':memory:', clock })
        const left: number[] = []
        const now = () => clock.now().epochMilliseconds
        /** The model: how many more the windows behind this moment allow. */
        const allowed = () =>
          Math.min(
            ...Object.entries(limits).map(([name, limit]) =>
              limit === undefined
                ? Number.POSITIVE_INFINITY
                : limit - left.filter((at) => now() - at < windowMs[name as keyof typeof windowMs]).length,
            ),
          )
        for (const next of steps) {
          const room = await store.pace.room('server', limits)
          assert.ok(room.count <= allowed(), `${room.count} offered, ${allowed()} allowed`)
          if ('wait' in next) clock.set(clock.now().add({ milliseconds: next.wait }))
          else if ('want' in next) {
            const taken = Math.min(next.want, room.count)
            await store.pace.spend('server', taken)
            await store.pace.spend('another', 50)
            for (let index = 0; index < taken; index++) left.push(now())
          } else if ('forget' in next) await store.pace.forget()
          else if (room.more && room.count === 0) {
            assert.ok(Temporal.Instant.compare(room.more, clock.now()) > 0)
            clock.set(room.more)
            assert.ok((await store.pace.room('server', limits)).count > 0, 'no room at the promised moment')
          }
        }
        for (const [name, limit] of Object.entries(limits))
          if (limit !== undefined) assert.ok(mostWithin(left, windowMs[name as keyof typeof windowMs]) <= limit, name)
        await store.close()
      },
    ),
    { numRuns: 60, endOnFailure: true },
  )
})

test('without a limit there is all the room, and nothing to wait for', async () => {
  const store = await openStore({ file: ':memory:' })
  assert.deepEqual(await store.pace.room('server', {}), { count: Number.POSITIVE_INFINITY, more: null, limit: null })
  await store.close()
})
