import type { DatabasePlace } from '../../../src/store/engine/engine.js'
import { openStore } from '../../../src/store/store.js'
import { orderOf } from './books.js'

/** Orders, changes, refuses and completes without end, until it is killed. */
const store = await openStore(JSON.parse(process.argv[2] ?? '') as DatabasePlace)
const [edition] = await store.editions.list()
const editionId = edition?.id ?? ''
for (let number = 0; ; number++) {
  const email = `p${Math.floor(Math.random() * 60)}@example.org`
  const copies = 1 + Math.floor(Math.random() * 40)
  const key = `${process.pid}-${Date.now()}-${number}`
  const placed = await store.transaction((rows) => rows.orders.place(orderOf(email, key, [{ editionId, copies }])))
  const chance = Math.random()
  if (placed.outcome === 'refused' || chance < 0.3) {
    const [any] = await store.orders.list({ state: 'placed', limit: 1 })
    if (any) await store.transaction((rows) => rows.orders.refuse(any.id, 'kill test'))
  } else if (chance < 0.35) await store.transaction((rows) => rows.orders.complete(placed.order.id))
}
