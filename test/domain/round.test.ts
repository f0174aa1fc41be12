import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kilometres, orderStops, shortWay, type Spot, wayLength } from '../../src/domain/index.js'
import { computing } from '../support/computing.js'
import { seededRandom } from '../support/random.js'

const auch: Spot = { latitude: 43.646, longitude: 0.586 }

function* orders<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield []
  for (const [index, item] of items.entries())
    for (const rest of orders(items.toSpliced(index, 1))) yield [item, ...rest]
}

test('a way over a few stops is the shortest there is, or nearly', () => {
  const random = seededRandom(6)
  let best = 0
  for (let run = 0; run < 60; run++) {
    const spots = Array.from({ length: random.between(1, 7) }, () => ({
      latitude: auch.latitude + random.next() / 2,
      longitude: auch.longitude + random.next() / 2,
    }))
    const end = random.chance(0.5) ? auch : null
    const found = shortWay(auch, spots, end)
    assert.deepEqual(new Set(found), new Set(spots))
    const shortest = Math.min(...Array.from(orders(spots), (way) => wayLength(auch, way, end)))
    const length = wayLength(auch, found, end)
    assert.ok(length <= shortest * 1.1, `${length} km, ${shortest} is possible`)
    if (length <= shortest + 1e-6) best += 1
  }
  assert.ok(best >= 54, `${best} of 60 are the shortest`)
})

test('two hundred stops are put in order in a moment', () => {
  const random = seededRandom(7)
  const spots = Array.from({ length: 200 }, () => ({
    latitude: auch.latitude + random.next(),
    longitude: auch.longitude + random.next(),
  }))
  let found = spots
  assert.ok(computing(() => (found = shortWay(auch, spots, auch))) < 2000)
  assert.ok(wayLength(auch, found, auch) < wayLength(auch, spots, auch) / 3)
})

test('communes follow each other whole, and what has no position is not lost', () => {
  const stop = (communeKey: string, latitude: number | null) => ({
    communeKey,
    spot: latitude === null ? null : { latitude, longitude: 0.5 },
  })
  const stops = [
    stop('nowhere', null),
    stop('far', 44.2),
    stop('near', 43.71),
    stop('far', null),
    stop('near', 43.7),
    stop('far', 44.1),
  ]
  const ordered = orderStops(auch, stops)
  assert.deepEqual(
    ordered.map(({ communeKey, spot }) => `${communeKey} ${spot?.latitude ?? '?'}`),
    ['near 43.7', 'near 43.71', 'far 44.1', 'far 44.2', 'far ?', 'nowhere ?'],
  )
  assert.deepEqual(orderStops(null, []), [])
  assert.equal(orderStops(null, stops).length, stops.length)
})

test('a degree of latitude is 111 km', () => {
  assert.ok(Math.abs(kilometres(auch, { ...auch, latitude: auch.latitude + 1 }) - 111.195) < 0.01)
})
