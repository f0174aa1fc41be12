import assert from 'node:assert/strict'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { batched } from '../../src/base/batch.js'

test('calls made together are done in one go, each with its own answer; those that come meanwhile make the next', async () => {
  const batches: number[][] = []
  const begun = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const double = batched(
    async (inputs: number[]) => {
      batches.push(inputs)
      begun.resolve()
      await gate.promise
      return inputs.map((input) => input * 2)
    },
    { enough: 10 },
  )
  const first = Promise.all([1, 2, 3].map(double))
  await begun.promise
  const second = Promise.all([4, 5].map(double))
  gate.resolve()
  assert.deepEqual(await first, [2, 4, 6])
  assert.deepEqual(await second, [8, 10])
  assert.deepEqual(batches, [
    [1, 2, 3],
    [4, 5],
  ])
})

test('a failure is that of every call of its batch, and of no other', async () => {
  let fails = true
  const work = batched(
    async (inputs: string[]) => {
      if (fails) throw new Error('no')
      return inputs
    },
    { enough: 10 },
  )
  const ends = await Promise.allSettled([work('a'), work('b')])
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  fails = false
  assert.equal(await work('c'), 'c')
})

test('batches never overlap, however the calls come', async () => {
  let [running, most, done] = [0, 0, 0]
  const work = batched(
    async (inputs: number[]) => {
      most = Math.max(most, ++running)
      await sleep(Math.random() * 3)
      running--
      return inputs
    },
    { enough: 10 },
  )
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      await sleep(Math.random() * 40)
      assert.equal(await work(index), index)
      done++
    }),
  )
  assert.deepEqual([most, done], [1, 100])
})

test('a batch begins as soon as it has enough, and looks out for more until then', async () => {
  const turnsUntilDone = async (enough: number) => {
    const work = batched(async (inputs: number[]) => inputs, { enough })
    const both = Promise.all([work(1), work(2)])
    let turns = 0
    for (; inspect(both).includes('<pending>'); turns++) await nextTurn()
    await both
    return turns
  }
  assert.ok((await turnsUntilDone(2)) < 5)
  assert.ok((await turnsUntilDone(3)) > 15)
})
