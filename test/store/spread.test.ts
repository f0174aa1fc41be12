import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStore } from '../../src/store/store.js'
import { enterPartners, freezeLetter } from '../bench/send/audience.js'

test('what waits for a busy domain is spread over its windows, in order, and each delivery is moved once', async () => {
  const store = await openStore({ file: ':memory:' })
  await enterPartners(store, 25)
  const id = await freezeLetter(store, 'spread', 1)
  const from = Temporal.Now.instant().add({ minutes: 1 })
  await store.ledger.spread(id, 'partenaires.example.org', { from, count: 10, seconds: 65 })
  const hours = (await store.campaigns.deliveries(id)).map((row) => row.next_at)
  const at = (step: number) => from.add({ seconds: 65 * step }).toString({ fractionalSecondDigits: 3 })
  assert.deepEqual(hours, [
    ...Array.from({ length: 10 }, () => at(0)),
    ...Array.from({ length: 10 }, () => at(1)),
    ...Array.from({ length: 5 }, () => at(2)),
  ])
  assert.deepEqual(await store.ledger.claim(id, 'someone', 5), [])
  await store.close()
})
