import assert from 'node:assert/strict'
import fc from 'fast-check'
import { manualClock } from '../../src/base/clock.js'
import { wayByDistance, wayWith } from '../../src/domain/index.js'
import type { NewOrder } from '../../src/store/editions/orders.js'
import { openStore, type Rows, type Store } from '../../src/store/store.js'
import { onEachEngine } from '../support/engines.js'
import { addEdition, checkBooks, orderOf } from '../support/order-books.js'
import { type RoundDeed, roundLedger } from '../support/round-ledger.js'

const byDistance = (waiting: Parameters<Parameters<Rows['rounds']['plan']>[1]>[0]) =>
  wayByDistance(null, waiting, 'distance')
const june = { name: 'Juin', day: '2027-06-03', who: 'Camille', communes: null }

onEachEngine('a stop noted by mistake is taken back, to the copy, and once', async (engine, t) => {
  const place = await engine.newPlace(t)
  const clock = manualClock(Temporal.Instant.from('2027-06-01T08:00:00Z'))
  const store = await openStore({ ...place, clock })
  const stores = [store, engine.server ? await openStore({ ...place, clock }) : store]
  // Fifty copies come from two places: both get theirs back.
  const { id: editionId } = await addEdition(store, {}, { Auch: 30, Mirande: 40 })
  const order = async (email: string, copies: number) => {
    const key = `${email}-${clock.now().toString()}`
    const placed = await store.transaction((rows) => rows.orders.place(orderOf(email, key, [{ editionId, copies }])))
    assert.ok(placed.outcome !== 'refused')
    return placed.order.id
  }
  const [first, second] = [await order('a@example.org', 50), await order('b@example.org', 5)]
  const before = await store.editions.stock(editionId)
  const roundId = await store.transaction((rows) => rows.rounds.plan(june, byDistance))
  assert.ok(roundId)
  const note = (orderId: string, state: 'done' | 'absent', on = store) =>
    on.transaction((rows) => rows.rounds.note(roundId, orderId, state, 'Camille'))
  const stop = async (orderId: string) =>
    (await store.rounds.stops(roundId)).find((one) => one.order.id === orderId) ?? assert.fail('the stop is gone')
  const takeBack = (orderId: string, state: 'done' | 'absent', on: Store, notedAt: string | null) =>
    on.transaction((rows) => rows.rounds.takeNoteBack({ roundId, orderId, state, notedAt }))

  // Two phones at once note it, and take it back: once.
  const noted = await Promise.all(stores.map((on) => note(first, 'done', on)))
  assert.deepEqual(noted.toSorted(), [false, true])
  assert.equal((await store.orders.byId(first))?.state, 'completed')
  assert.equal(
    (await store.editions.stock(editionId)).reduce((sum, one) => sum + one.copies, 0),
    20,
  )
  const seen = (await stop(first)).notedAt
  const back = await Promise.all(stores.map((on) => takeBack(first, 'done', on, seen)))
  assert.deepEqual(back.toSorted(), ['not-noted', 'open'])
  assert.deepEqual(await store.editions.stock(editionId), before)
  assert.equal((await store.orders.byId(first))?.state, 'placed')
  assert.deepEqual([(await stop(first)).state, (await stop(first)).notedBy], ['open', null])

  // Whoever saw the first note does not take back the second, made since.
  clock.set(clock.now().add({ minutes: 5 }))
  assert.equal(await note(first, 'done'), true)
  assert.equal(await takeBack(first, 'done', store, seen), 'not-noted')
  assert.equal(await takeBack(first, 'absent', store, (await stop(first)).notedAt), 'not-noted')

  // Ordered again since: the last order is the one that counts, and the copies of the first are free.
  clock.set(clock.now().add({ minutes: 5 }))
  const later = await order('a@example.org', 7)
  assert.equal(await takeBack(first, 'done', store, (await stop(first)).notedAt), 'replaced')
  assert.deepEqual((({ state, reason }) => [state, reason])((await store.orders.byId(first))!), ['refused', 'replaced'])
  assert.deepEqual(
    (await store.rounds.stops(roundId)).map((one) => one.order.id),
    [second],
  )
  assert.equal((await store.editions.free()).get(editionId), 70 - 5 - 7)
  await checkBooks((statement) => engine.run(place, statement))

  // Absent: open again, unless another round has it by now.
  assert.equal(await note(second, 'absent'), true)
  assert.equal(await takeBack(second, 'absent', store, (await stop(second)).notedAt), 'open')
  assert.equal(await note(second, 'absent'), true)
  const next = await store.transaction((rows) => rows.rounds.plan(june, byDistance))
  assert.equal((await store.rounds.stops(next ?? '')).length, 2)
  assert.equal(await takeBack(second, 'absent', store, (await stop(second)).notedAt), 'moved-on')

  // Cancelled, a round keeps what is noted; taken back on it, an order waits for another one.
  const small = await store.transaction((rows) => rows.rounds.cancel(next ?? ''))
  assert.equal(small, 2)
  assert.equal(await store.transaction((rows) => rows.rounds.cancel(next ?? '')), null)
  assert.equal((await store.rounds.waiting()).length, 2)
  assert.equal(await takeBack(second, 'absent', store, (await stop(second)).notedAt), 'open')
  assert.equal(
    await store.transaction((rows) =>
      rows.rounds.join(roundId, later, (all, late) => wayWith(null, all, late, 'slow')),
    ),
    'joined',
  )
  assert.equal((await store.rounds.byId(roundId))?.by, 'slow')
  assert.equal(await note(later, 'done'), true)
  assert.equal(await store.transaction((rows) => rows.rounds.cancel(roundId)), 1)
  assert.deepEqual(
    (await store.rounds.stops(roundId)).map((one) => one.order.id),
    [later],
  )
  assert.equal(await takeBack(later, 'done', store, (await stop(later)).notedAt), 'open')
  assert.deepEqual(await store.rounds.stops(roundId), [])
  assert.equal((await store.rounds.waiting()).length, 2)

  // At the office as well; of somebody erased since, the copies come back and nobody's name does.
  assert.equal(await store.transaction((rows) => rows.orders.complete(later)), true)
  assert.equal(await store.transaction((rows) => rows.orders.takeBack(later)), 'open')
  assert.equal(await store.transaction((rows) => rows.orders.takeBack(later)), 'not-handed')
  assert.equal(await store.transaction((rows) => rows.orders.complete(later)), true)
  const erase = { who: 'test', door: 'command', keepOpposition: false } as const
  await store.transaction((rows) => rows.persons.erase('a@example.org', erase))
  assert.equal(await store.transaction((rows) => rows.orders.takeBack(later)), 'erased')
  assert.equal((await store.editions.free()).get(editionId), 65)
  await checkBooks((statement) => engine.run(place, statement))

  // Of what was handed over before places were kept, nothing is guessed.
  assert.equal(await store.transaction((rows) => rows.orders.complete(second)), true)
  await engine.run(place, 'delete from handed_copies')
  assert.equal(await store.transaction((rows) => rows.orders.takeBack(second)), 'untraceable')
  assert.equal((await store.orders.byId(second))?.state, 'completed')
  for (const one of new Set(stores)) await one.close()
})

onEachEngine(
  'an order that is changed or replaced stays on its round while it goes the same way',
  async (engine, t) => {
    const store = await openStore(await engine.newPlace(t))
    const { id: editionId } = await addEdition(store, {}, { Auch: 100 })
    const email = 'a@example.org'
    const copiesOf = async (roundId: string) =>
      (await store.rounds.stops(roundId)).map((one) => one.order.lines[0]?.copies)
    const place = (key: string, copies: number, other: Partial<NewOrder> = {}) =>
      store.transaction((rows) => rows.orders.place({ ...orderOf(email, key, [{ editionId, copies }]), ...other }))
    const confirmed = async (key: string, copies: number, other: Partial<NewOrder> = {}) => {
      const order = { ...orderOf(email, key, [{ editionId, copies }]), ...other }
      const { id } = await store.transaction((rows) => rows.orders.ask(order))
      await store.transaction((rows) => rows.orders.confirm(id))
      return id
    }

    await place('1', 5)
    const roundId = await store.transaction((rows) => rows.rounds.plan(june, byDistance))
    assert.ok(roundId)
    await place('2', 7)
    assert.deepEqual(await copiesOf(roundId), [7], 'other quantities')
    const id = await confirmed('3', 9, { commune: 'AUCH' })
    assert.deepEqual(await copiesOf(roundId), [9], 'another order in its place')
    assert.equal(await store.rounds.roundOf(id), roundId)

    await place('4', 9, { commune: 'Mirande' })
    assert.deepEqual(await copiesOf(roundId), [], 'another commune')
    assert.equal((await store.rounds.waiting()).length, 1)
    const next = await store.transaction((rows) => rows.rounds.plan(june, byDistance))
    assert.ok(next)
    await confirmed('5', 9, { commune: 'Mirande', way: 'pick-up' })
    assert.deepEqual(await copiesOf(next), [], 'fetched at the office')
    assert.deepEqual(await store.rounds.waiting(), [])
    await store.close()
  },
)

const pick = fc.nat({ max: 30 })
const deed: fc.Arbitrary<RoundDeed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ order: fc.nat({ max: 3 }), copies: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 3, arbitrary: fc.record({ note: pick, state: fc.constantFrom('done' as const, 'absent' as const) }) },
  { weight: 3, arbitrary: fc.record({ takeBack: pick }) },
  { weight: 2, arbitrary: fc.constant({ plan: true as const }) },
  fc.record({ refuse: pick }),
  fc.record({ complete: pick }),
  { weight: 2, arbitrary: fc.record({ join: pick, round: pick }) },
  fc.record({ leave: pick }),
  fc.record({ cancel: pick }),
)

onEachEngine('whatever is noted, taken back, ordered and refused, every copy is accounted for', async (engine, t) => {
  const place = await engine.newPlace(t)
  const store = await openStore(place)
  let year = 1000
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 30 }), async (deeds) => {
      const edition = await addEdition(store, { year: (year += 1) }, { Auch: 50, Mirande: 30 })
      const ledger = roundLedger(store, edition.id, 80)
      for (const one of deeds) {
        await ledger.carryOut(one)
        await ledger.check()
      }
      // Each copy went back to the very place that it came from.
      assert.deepEqual(
        await engine.run(
          place,
          `select place, copies from edition_stock where edition_id = '${edition.id}' and copies + (
             select coalesce(sum(copies), 0) from handed_copies where handed_copies.place = edition_stock.place
             and handed_copies.edition_id = edition_stock.edition_id) <> case place when 'Auch' then 50 else 30 end`,
        ),
        [],
      )
    }),
    { numRuns: engine.server ? 3 : 15 },
  )
  await checkBooks((statement) => engine.run(place, statement))
  await store.close()
})
