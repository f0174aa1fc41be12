import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  insertStop,
  kilometres,
  orderStops,
  type Roads,
  type Spot,
  wayLength,
  wayWith,
} from '../../src/domain/index.js'

const start: Spot = { latitude: 43.646, longitude: 0.586 }
const spot = fc.record({
  latitude: fc.double({ min: 43.4, max: 43.9, noNaN: true }),
  longitude: fc.double({ min: 0.3, max: 0.9, noNaN: true }),
})
const stop = fc.record({ communeKey: fc.constantFrom('auch', 'pavie', 'mirande'), spot: fc.option(spot) })

test('a late stop goes in at the shortest detour in its commune, and never behind who drives', () => {
  fc.assert(
    fc.property(fc.array(stop, { maxLength: 12 }), stop, fc.nat({ max: 12 }), (some, late, behind) => {
      const stops = orderStops(start, some)
      const after = Math.min(behind, stops.length)
      const way = insertStop(start, stops, { stop: late, after })
      const at = way.indexOf(late)
      assert.deepEqual(way.toSpliced(at, 1), stops)
      assert.ok(at >= after)
      const isAmongItsOwn = (gap: number) =>
        [stops[gap - 1], stops[gap]].some((one) => one?.communeKey === late.communeKey)
      const gaps = Array.from({ length: stops.length + 1 - after }, (_, index) => after + index).filter(isAmongItsOwn)
      if (gaps.length === 0) return
      assert.ok(gaps.includes(at))
      if (!late.spot) return assert.equal(at, gaps.at(-1))
      const lengthWith = (gap: number) =>
        wayLength(
          start,
          stops.toSpliced(gap, 0, late).flatMap((one) => one.spot ?? []),
          start,
        )
      assert.ok(lengthWith(at) <= Math.min(...gaps.map(lengthWith)) + 1e-6)
    }),
  )
})

test('its way is measured anew by road; of a place that nobody asked about nothing is claimed', () => {
  const at = (latitude: number) => ({ communeKey: 'auch', spot: { latitude, longitude: 0.6 + (latitude - 43.65) * 2 } })
  const roads: Roads = {
    knows: ({ latitude }) => latitude < 44,
    leg: (from, to) => ({ metres: Math.round(kilometres(from, to) * 1000), seconds: kilometres(from, to) * 60 }),
  }
  const way = wayWith(start, [at(43.65), at(43.67)], { stop: at(43.66), after: 0 }, roads)
  assert.deepEqual(
    way.stops.map((one) => [one.stop.spot.latitude, one.leg && Math.round(one.leg.metres / 100)]),
    [
      [43.65, 12],
      [43.66, 20],
      [43.67, 20],
    ],
  )
  assert.equal(way.by, 'road')
  const unknown = wayWith(start, [at(43.65)], { stop: at(44.1), after: 0 }, roads)
  assert.deepEqual([unknown.by, unknown.stops.map((one) => one.leg), unknown.back], ['distance', [null, null], null])
  assert.equal(wayWith(start, [at(43.65)], { stop: at(43.66), after: 0 }, 'slow').by, 'slow')
})
