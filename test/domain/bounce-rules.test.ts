import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bounceReasons, bounceKind, consequenceOf, isPersonsComplaint, softIsEnough } from '../../src/domain/index.js'

test('only a mailbox or a domain that does not exist suppresses at once; refusals stop nobody', () => {
  const by = Map.groupBy(bounceReasons, (reason) =>
    consequenceOf({ reason, kind: bounceKind(reason), action: 'failed' }),
  )
  assert.deepEqual(by.get('suppress'), ['mailbox-unknown', 'domain-unknown'])
  assert.deepEqual(by.get('tell'), ['size', 'authentication', 'spam-suspected', 'relay-denied', 'policy', 'rate'])
  assert.deepEqual(by.get('remember'), ['mailbox-full', 'mailbox-disabled', 'expired', 'network', 'system', 'other'])
})

test('what is only delayed has no consequence yet', () => {
  assert.equal(consequenceOf({ kind: 'hard', reason: 'domain-unknown', action: 'delayed' }), 'none')
})

const rules = { soft: { count: 5, overDays: 7, withinDays: 30 } }
const now = Temporal.Instant.from('2026-08-31T08:00:00Z')
const daysAgo = (...days: number[]) => days.map((day) => ({ at: now.subtract({ hours: 24 * day }) }))

test('soft bounces suppress after five of them, over seven days, within thirty', () => {
  assert.equal(softIsEnough(daysAgo(28, 21, 14, 7, 0), rules, now), true)
  assert.equal(softIsEnough(daysAgo(21, 14, 7, 0), rules, now), false, 'four are too few')
  assert.equal(softIsEnough(daysAgo(6, 4, 3, 2, 1, 0), rules, now), false, 'within a week')
  assert.equal(softIsEnough(daysAgo(7, 3, 2, 1, 0), rules, now), true, 'seven days exactly')
  assert.equal(softIsEnough(daysAgo(31, 21, 14, 7, 0), rules, now), false, 'the first is too old')
  assert.equal(softIsEnough(daysAgo(0, 7, 28, 14, 21), rules, now), true, 'in any order')
  assert.equal(softIsEnough([], rules, now), false)
})

test('a report on authentication or a virus is no complaint of a person', () => {
  assert.deepEqual(['abuse', 'opt-out', 'auth-failure', 'virus', 'not-spam'].map(isPersonsComplaint), [
    true,
    true,
    false,
    false,
    false,
  ])
})
