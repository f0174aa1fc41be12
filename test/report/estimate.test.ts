import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CampaignOnItsWay, estimateEnd } from '../../src/report/estimate.js'

const now = Temporal.Instant.from('2026-07-04T06:00:00Z')
const ago = (seconds: number) => now.subtract({ seconds })
const minutesAhead = (end: Temporal.Instant | null) => end && now.until(end).total('minutes')

const campaign = (values: Partial<CampaignOnItsWay>): CampaignOnItsWay => ({
  now,
  waiting: 1000,
  due: values.waiting ?? 1000,
  lastTry: null,
  lately: null,
  server: { limits: {}, left: [] },
  domains: [],
  ...values,
})

test('nothing is guessed: no end without anything to go by, nor when nothing waits', () => {
  assert.equal(estimateEnd(campaign({})), null)
  assert.equal(estimateEnd(campaign({ waiting: 0, lately: { count: 10, seconds: 60 } })), null)
  assert.equal(estimateEnd(campaign({ lately: { count: 0, seconds: 60 } })), null)
})

test('the speed of the last minutes tells the end where no limit binds', () => {
  assert.equal(minutesAhead(estimateEnd(campaign({ lately: { count: 200, seconds: 60 } }))), 5)
})

test('the speed is asked of what is due only, and not while a limit holds everything back', () => {
  const lately = { count: 100, seconds: 60 }
  assert.equal(minutesAhead(estimateEnd(campaign({ lately, due: 300 }))), 3)
  const server = { limits: { hour: 100 }, left: [{ at: ago(600), count: 100 }] }
  assert.equal(minutesAhead(estimateEnd(campaign({ server, lately: { count: 1, seconds: 120 }, waiting: 90 }))), 50)
})

test('a thousand messages at 200 an hour: the first 200 now, the last after four hours', () => {
  const server = { limits: { hour: 200 }, left: [] }
  assert.equal(minutesAhead(estimateEnd(campaign({ server, lately: { count: 200, seconds: 10 } }))), 240)
})

test('what was used up of a limit counts, until it is an hour old', () => {
  const left = [
    { at: ago(4000), count: 150 },
    { at: ago(1800), count: 120 },
    { at: ago(600), count: 80 },
  ]
  const server = { limits: { hour: 200 }, left }
  assert.equal(minutesAhead(estimateEnd(campaign({ server, waiting: 120 }))), 30)
  assert.equal(minutesAhead(estimateEnd(campaign({ server, waiting: 121 }))), 50)
  assert.equal(minutesAhead(estimateEnd(campaign({ server, waiting: 320 }))), 90)
})

test('a busy domain and a deferred delivery can be what is waited for', () => {
  const domains = [{ waiting: 31, limits: { minute: 10 }, left: [] }]
  assert.equal(minutesAhead(estimateEnd(campaign({ domains }))), 3)
  assert.equal(minutesAhead(estimateEnd(campaign({ domains, lastTry: now.add({ hours: 2 }) }))), 120)
  assert.equal(minutesAhead(estimateEnd(campaign({ domains, lastTry: ago(60) }))), 3)
})

test('the end under a limit is what sending message by message comes to', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 100 }),
      fc.array(fc.integer({ min: 0, max: 3599 }), { maxLength: 20 }),
      (limit, waiting, past) => {
        const ages = past.slice(0, limit).toSorted((a, b) => b - a)
        const departures = ages.map((age) => -age)
        for (let index = 0; index < waiting; index++) {
          const before = departures[departures.length - limit]
          departures.push(before === undefined ? 0 : Math.max(0, before + 3600))
        }
        const server = { limits: { hour: limit }, left: ages.map((age) => ({ at: ago(age), count: 1 })) }
        const end = estimateEnd(campaign({ server, waiting }))
        assert.equal(end && now.until(end).total('seconds'), departures.at(-1))
      },
    ),
  )
})
