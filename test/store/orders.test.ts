import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { manualClock } from '../../src/base/clock.js'
import { kilometres, type Roads, wayByRoad } from '../../src/domain/index.js'
import { openStore } from '../../src/store/store.js'
import { onEachEngine } from '../support/engines.js'
import { enterPartners } from '../support/enter-partners.js'
import { addEdition, checkBooks, guide, orderOf } from '../support/order-books.js'

onEachEngine('forty orders at once take each copy once and none that is not there', async (engine, t) => {
  const place = await engine.newPlace(t)
  const first = await openStore(place)
  // Two connections of one process to one SQLite file would wait for each other: the kill test has two processes.
  const stores = [first, engine.server ? await openStore(place) : first] as const
  const [store] = stores
  const edition = await addEdition(store, {}, { Auch: 60, Mirande: 43 })
  const lines = [{ editionId: edition.id, copies: 5 }]
  const placed = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      stores[index % 2]!.transaction((rows) => rows.orders.place(orderOf(`p${index}@example.org`, `k${index}`, lines))),
    ),
  )
  assert.deepEqual(Object.groupBy(placed, (one) => one.outcome).placed?.length, 20)
  const refused = placed.filter((one) => one.outcome === 'refused')
  assert.deepEqual([refused.length, refused[0]?.faults], [20, [{ code: 'stock', editionId: edition.id, left: 3 }]])
  assert.equal((await store.editions.free()).get(edition.id), 3)

  // The same form twice, at the same moment, is one order; another form changes it.
  const twice = await Promise.all(
    stores.map((one) =>
      one.transaction((rows) =>
        rows.orders.place(orderOf('Q@Example.org', 'form', [{ editionId: edition.id, copies: 2 }])),
      ),
    ),
  )
  assert.deepEqual(twice.map((one) => one.outcome).sort(), ['again', 'placed'])
  const more = await store.transaction((rows) =>
    rows.orders.place(orderOf('q@example.org', 'form2', [{ editionId: edition.id, copies: 3 }])),
  )
  const [mine] = twice
  assert.ok(more.outcome === 'changed' && mine && mine.outcome !== 'refused' && mine.order.id === more.order.id)
  assert.equal((await store.editions.free()).get(edition.id), 0)
  assert.deepEqual(await store.transaction((rows) => rows.editions.setStock(edition.id, 'Auch', 1)), {
    place: 'Auch',
    reserved: 60,
  })

  // Handed over once, however often the button is pressed; refused, the copies are everybody's again.
  const done = await Promise.all(stores.map((one) => one.transaction((rows) => rows.orders.complete(more.order.id))))
  assert.deepEqual(done.sort(), [false, true])
  const [other] = placed.flatMap((one) => (one.outcome === 'placed' ? [one.order] : []))
  assert.ok(other)
  assert.equal(await store.transaction((rows) => rows.orders.refuse(other.id, 'fermé')), true)
  assert.equal(await store.transaction((rows) => rows.orders.complete(other.id)), false)
  const stock = await store.editions.stock(edition.id)
  assert.deepEqual(
    [stock.reduce((sum, one) => sum + one.copies, 0), (await store.editions.free()).get(edition.id)],
    [100, 5],
  )
  await checkBooks((statement) => engine.run(place, statement))

  // Erased: what is open ends, what was handed over stays without a name.
  const erase = { who: 'test', door: 'command', keepOpposition: false } as const
  assert.equal((await store.persons.everythingAbout('q@example.org')).orders.length, 1)
  for (const email of ['q@example.org', 'p0@example.org', 'p1@example.org', 'p2@example.org'])
    await store.transaction((rows) => rows.persons.erase(email, erase))
  assert.equal((await store.persons.everythingAbout('q@example.org')).orders.length, 0)
  assert.equal((await store.orders.byPartner({ limit: 10 }))[0]?.copies, 3)
  assert.deepEqual(
    await engine.run(
      place,
      "select id from orders where email like 'p1@%' or organisation is null and name is not null",
    ),
    [],
  )
  await checkBooks((statement) => engine.run(place, statement))
  for (const one of new Set(stores)) await one.close()
})

test('whatever is ordered, changed, refused, handed over and counted, the books agree with a plain ledger', async () => {
  const who = fc.integer({ min: 0, max: 4 })
  const copies = fc.integer({ min: 1, max: 60 })
  const step = fc.oneof(
    fc.record({ order: who, copies, second: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ order: who, copies, second: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ complete: who }),
    fc.record({ refuse: who }),
    fc.record({ count: fc.constantFrom('A', 'B'), copies }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const store = await openStore({ file: ':memory:' })
      const first = await addEdition(store, {}, { A: 50, B: 30 })
      const second = await addEdition(store, { title: 'Plan' }, { A: 40 })
      let onShelf = 80
      const open = new Map<number, { first: number; second: number }>()
      const promised = (key: 'first' | 'second') => [...open.values()].reduce((sum, one) => sum + one[key], 0)
      let secondOnShelf = 40
      for (const [number, one] of steps.entries()) {
        if ('order' in one) {
          const lines = [
            { editionId: first.id, copies: one.copies },
            ...(one.second ? [{ editionId: second.id, copies: one.second }] : []),
          ]
          const held = open.get(one.order) ?? { first: 0, second: 0 }
          const fits =
            one.copies <= onShelf - promised('first') + held.first &&
            one.second <= secondOnShelf - promised('second') + held.second
          const placed = await store.transaction((rows) =>
            rows.orders.place(orderOf(`${one.order}@x.fr`, `${number}`, lines)),
          )
          assert.equal(placed.outcome !== 'refused', fits)
          if (fits) open.set(one.order, { first: one.copies, second: one.second })
        } else if ('count' in one) {
          const before = (await store.editions.stock(first.id)).find((place) => place.place === one.count)
          const refusal = await store.transaction((rows) => rows.editions.setStock(first.id, one.count, one.copies))
          assert.equal(refusal !== null, (before?.reserved ?? 0) > one.copies)
          if (!refusal) onShelf += one.copies - (before?.copies ?? 0)
        } else {
          const person = 'complete' in one ? one.complete : one.refuse
          const order = await store.orders.openFor(`${person}@x.fr`)
          assert.equal(order !== null, open.has(person))
          if (!order) continue
          await store.transaction((rows) =>
            'complete' in one ? rows.orders.complete(order.id) : rows.orders.refuse(order.id, 'non'),
          )
          if ('complete' in one) {
            onShelf -= open.get(person)?.first ?? 0
            secondOnShelf -= open.get(person)?.second ?? 0
          }
          open.delete(person)
        }
        const free = await store.editions.free()
        assert.equal(free.get(first.id), onShelf - promised('first'))
        assert.equal(free.get(second.id), secondOnShelf - promised('second'))
      }
      await store.close()
    }),
    { numRuns: 20 },
  )
})

onEachEngine('an edition keeps its files once per content, whole, and hands out any part', async (engine, t) => {
  const store = await openStore(await engine.newPlace(t))
  const edition = await addEdition(store, {}, {})
  assert.equal(await store.editions.add({ ...guide, title: 'GUIDE  Touristique' }), null)
  const body = randomBytes(2_300_001)
  const hash = createHash('sha256').update(body).digest('hex')
  const pdf = { hash, contentType: 'application/pdf' }
  const chunks = function* () {
    for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536)
  }
  const keep = (claimed: typeof pdf) =>
    store.transaction(async (rows) => {
      await rows.editions.keep(claimed, chunks())
      await rows.editions.setFiles(edition.id, { 'edition.pdf': claimed.hash })
    })
  await assert.rejects(keep({ ...pdf, hash: '0'.repeat(64) }), /changed while/)
  await keep(pdf)
  await keep(pdf)
  const file = await store.editions.fileOf(edition.id, 'edition.pdf')
  assert.ok(file)
  assert.deepEqual(file, { ...pdf, bytes: body.length })
  const part = async (from: number, to: number) =>
    Buffer.concat(await Array.fromAsync(store.editions.read(file, from, to)))
  assert.ok((await part(0, file.bytes)).equals(body))
  assert.ok((await part(999_990, 2_000_010)).equals(body.subarray(999_990, 2_000_010)))
  // Pages are there once, whoever draws them twice, and go with the last edition that has the PDF.
  const page = { number: 1, hash: null, width: 10, height: 20, words: 'Auch' }
  await store.editions.setDrawing(hash, { state: 'drawing', pages: 2 })
  await store.editions.setDrawing(hash, { state: 'drawing' })
  for (const words of ['Auch', 'Pavie']) await store.editions.addPage(hash, { ...page, words })
  assert.deepEqual(await store.editions.drawing(hash), { state: 'drawing', pages: 2, drawn: 1, fault: null })
  assert.deepEqual(await store.editions.pages(hash), [
    { number: 1, width: 10, height: 20, words: 'Auch', isDrawn: false },
  ])
  assert.deepEqual(await store.editions.withFile(hash), [edition.id])
  await store.transaction((rows) => rows.editions.setFiles(edition.id, { 'edition.pdf': null }))
  assert.equal(await store.editions.drawing(hash), null)
  assert.equal(await store.editions.fileOf(edition.id, 'edition.pdf'), null)
  await store.close()
})

onEachEngine(
  'rounds go by commune, a stop is noted once, and who still shows the old edition is known',
  async (engine, t) => {
    const place = await engine.newPlace(t)
    const store = await openStore({ ...place, clock: manualClock(Temporal.Instant.from('2027-06-01T08:00:00Z')) })
    const old = await addEdition(store, { year: 2026 }, { Auch: 100 })
    const edition = await addEdition(store, { replaces: old.id }, { Auch: 100 })
    const where = { Auch: [43.65, 0.59], Pavie: [43.61, 0.59], Mirande: [43.52, 0.4] } as const
    const partners = Object.entries(where).flatMap(([commune, [latitude, longitude]]) =>
      [1, 2].map((number) => ({
        email: `${commune.toLowerCase()}${number}@example.org`,
        organisation: `${commune} ${number}`,
        commune,
        latitude: latitude + number / 1000,
        longitude,
      })),
    )
    await enterPartners(store, partners, ['editions'])
    const subscribers = (await store.partners.subscriberPages('editions').next()).value ?? []
    for (const one of subscribers) {
      const { email, organisationId } = one
      const commune = partners.find((partner) => partner.email === email)?.commune ?? null
      const placed = (editionId: string, key: string) =>
        store.transaction((rows) =>
          rows.orders.place({
            ...orderOf(email, key, [{ editionId, copies: 10 }]),
            organisationId,
            organisation: one.name,
            commune,
          }),
        )
      const first = await placed(old.id, `old-${email}`)
      assert.ok(first.outcome === 'placed')
      await store.transaction((rows) => rows.orders.complete(first.order.id))
      await placed(edition.id, `new-${email}`)
    }
    const start = { latitude: 43.66, longitude: 0.59 }
    const roads: Roads = {
      knows: () => true,
      leg: (from, to) => ({
        metres: Math.round(kilometres(from, to) * 1000),
        seconds: Math.round(kilometres(from, to) * 60),
      }),
    }
    const plan = (communes: string[] | null) =>
      store.transaction((rows) =>
        rows.rounds.plan({ name: 'Juin', day: '2027-06-03', who: 'Camille', communes }, (waiting) =>
          wayByRoad(start, waiting, roads),
        ),
      )
    assert.equal(await plan(['Lectoure']), null)
    const id = await plan(null)
    assert.ok(id)
    assert.equal(await plan(null), null)
    const stops = await store.rounds.stops(id)
    assert.deepEqual(
      stops.map((stop) => stop.order.organisation),
      ['Auch 2', 'Auch 1', 'Pavie 2', 'Pavie 1', 'Mirande 2', 'Mirande 1'],
    )
    const [leg, ...legs] = stops.map((stop) => stop.leg)
    assert.deepEqual(leg, roads.leg(start, { latitude: 43.652, longitude: 0.59 }))
    assert.ok(legs.every((one) => one && one.metres > 100))
    const planned = await store.rounds.byId(id)
    assert.deepEqual(
      [planned?.name, planned?.by, planned?.back],
      ['Juin', 'road', roads.leg({ latitude: 43.521, longitude: 0.4 }, start)],
    )
    const [first, second, ...rest] = stops
    assert.ok(first && second)
    const note = (orderId: string, state: 'done' | 'absent') =>
      store.transaction((rows) => rows.rounds.note(id, orderId, state, 'Camille'))
    assert.equal(await note(first.order.id, 'absent'), true)
    assert.equal(await note(second.order.id, 'done'), true)
    assert.equal(await note(second.order.id, 'absent'), false)
    // One is fetched at the office while the round is out: its stop is done with it.
    const fetched = rest[0]!.order.id
    assert.equal(await store.transaction((rows) => rows.orders.complete(fetched)), true)
    assert.equal(await note(fetched, 'done'), false)
    for (const stop of rest.slice(1)) assert.equal(await note(stop.order.id, 'done'), true)
    assert.deepEqual(await store.editions.stock(edition.id), [{ place: 'Auch', copies: 50, reserved: 10 }])
    assert.deepEqual(
      (await store.rounds.list({ limit: 5 })).map((one) => [one.stops, one.open]),
      [[6, 0]],
    )
    assert.deepEqual(
      (await store.orders.stillWithTheOld(edition.id)).map((one) => one.email),
      [first.order.email],
    )
    const again = await plan(['AUCH'])
    assert.equal((await store.rounds.stops(again ?? '')).length, 1)
    await checkBooks((statement) => engine.run(place, statement))
    await store.close()
  },
)
