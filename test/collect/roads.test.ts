import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { askRoads, mostPlaces } from '../../src/collect/roads.js'
import { kilometres, type Spot, wayByRoad } from '../../src/domain/index.js'
import { startRoutingService } from '../support/routing-service.js'

const service = await startRoutingService()
after(() => service.close())

const auch: Spot = { latitude: 43.646, longitude: 0.586 }
const pavie: Spot = { latitude: 43.6101234, longitude: 0.59 }
const mirande: Spot = { latitude: 43.516, longitude: 0.404 }
const settings = { url: `${service.url}/`, profile: 'driving', allowPrivate: true, timeoutSeconds: 5 }

test('positions are told, and nothing else; ways come back by road, each direction by itself', async () => {
  const roads = await askRoads([auch, pavie, mirande, { ...auch }], settings)
  assert.deepEqual(service.asked, [
    '/table/v1/driving/0.58600,43.64600;0.59000,43.61012;0.40400,43.51600?annotations=duration%2Cdistance',
  ])
  assert.equal(roads.knows({ ...pavie }), true)
  assert.equal(roads.knows({ ...pavie, latitude: 44 }), false)
  assert.throws(() => roads.leg(auch, { ...auch, latitude: 44 }), RangeError)
  const [there, back] = [roads.leg(auch, mirande), roads.leg(mirande, auch)]
  assert.equal(there.metres, Math.round(kilometres(auch, mirande) * 1330))
  assert.ok(back.seconds > there.seconds * 1.19)

  const stops = [
    { communeKey: 'mirande', spot: mirande },
    { communeKey: 'pavie', spot: null },
    { communeKey: 'pavie', spot: pavie },
    { communeKey: 'new', spot: { ...pavie, latitude: 44 } },
  ]
  const way = wayByRoad(auch, stops, roads)
  assert.deepEqual(
    way.stops.map(({ stop, leg }) => [stop.communeKey, leg]),
    [
      ['pavie', roads.leg(auch, pavie)],
      ['pavie', null],
      ['mirande', roads.leg(pavie, mirande)],
    ],
  )
  assert.deepEqual(way.back, back)
  // Without a place to begin at, a round begins and ends at its first stop.
  const loop = wayByRoad(null, stops.slice(0, 3), roads)
  assert.equal(loop.stops[0]?.leg, null)
  assert.deepEqual(loop.back, roads.leg(pavie, mirande))
})

test('an answer that cannot be right, comes late or not at all is no answer, and the local network only where allowed', async () => {
  const faultOf = (more: object = {}, spots = [auch, pavie, mirande]) =>
    askRoads(spots, { ...settings, ...more }).then(
      () => 'believed',
      (error: unknown) => (error as { fault?: string }).fault ?? String(error),
    )
  const many = Array.from({ length: mostPlaces + 1 }, (_, index) => ({ ...auch, latitude: 43 + index / 1000 }))
  service.asked.length = 0
  assert.equal(await faultOf({}, many), 'too-many')
  assert.equal(await faultOf({}, [auch, auch]), 'believed')
  assert.equal(await faultOf({ allowPrivate: false }), 'no-answer')
  assert.deepEqual(service.asked, [])
  assert.equal(await faultOf({ url: 'http://127.0.0.1:9' }), 'no-answer')

  for (const [expected, change] of [
    ['nonsense', () => ({})],
    ['nonsense', () => []],
    ['nonsense', (table) => ({ ...table, code: 'NoTable' })],
    ['nonsense', (table) => ({ ...table, distances: undefined })],
    ['nonsense', (table) => ({ ...table, durations: table.durations.slice(1) })],
    ['nonsense', (table) => ({ ...table, distances: table.distances.map((row) => row.map(() => 0)) })],
    ['nonsense', (table) => ({ ...table, durations: table.durations.map((row) => row.map(() => 1)) })],
    ['nonsense', (table) => ({ ...table, durations: table.durations.map((row) => row.map(() => -1)) })],
    // Latitude and longitude the wrong way round: a map of somewhere else.
    [
      'nonsense',
      (table) => ({ ...table, sources: table.sources.map((one) => ({ location: one.location.toReversed() })) }),
    ],
    ['no-road', (table) => ({ ...table, durations: table.durations.map((row) => row.with(1, null)) })],
  ] as [string, (table: Parameters<NonNullable<typeof service.misbehave>>[1]) => unknown][]) {
    service.misbehave = (response, table) => void response.end(JSON.stringify(change(table)))
    assert.equal(await faultOf(), expected, String(change))
  }
  for (const [expected, status, body] of [
    ['nonsense', 200, '<html>Bienvenue</html>'],
    ['nonsense', 200, ' '.repeat(4_100_000)],
    ['no-answer', 500, ''],
    ['no-answer', 400, '{"code":"InvalidQuery"}'],
    ['too-many', 400, '{"message":"Too many table coordinates","code":"TooBig"}'],
    ['no-road', 400, '{"code":"NoSegment"}'],
  ] as const) {
    service.misbehave = (response) => void response.writeHead(status).end(body)
    assert.equal(await faultOf(), expected, body.slice(0, 50))
  }
  service.misbehave = () => undefined
  const began = performance.now()
  assert.equal(await faultOf({ timeoutSeconds: 0.15 }), 'slow')
  assert.ok(performance.now() - began < 1500)
  service.misbehave = (response) => void response.writeHead(200).write('{"code":')
  assert.equal(await faultOf({ timeoutSeconds: 0.15 }), 'slow')
  service.misbehave = (response) => void response.destroy()
  assert.equal(await faultOf(), 'no-answer')
})
