import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderCalendar } from '../../src/render/calendar.js'
import { type Properties, readEvents } from '../support/read-calendar.js'
import { daysOf, issue, occurrence } from '../fixtures/issues/build.js'
import { full } from '../fixtures/issues/full.js'
import { hostile } from '../fixtures/issues/hostile.js'
import { usual } from '../fixtures/issues/usual.js'
import { office } from '../fixtures/office.js'
import { matchGolden } from '../golden.js'

const eventsOf = (list: Parameters<typeof daysOf>[0]): Properties[] =>
  readEvents(renderCalendar(issue({ days: daysOf(list) }), { office }))

test('the calendar of a usual week is the one that was looked at', () => {
  matchGolden('agenda-usual.ics', renderCalendar(usual, { office }))
})

test('one event per occurrence, each with an identifier of its own', () => {
  const events = readEvents(renderCalendar(full, { office }))
  assert.equal(events.length, 75)
  assert.equal(new Set(events.map((event) => event['UID'])).size, 75)
})

test('hours are those of the office, in summer and in winter, and an early end is the next day', () => {
  const [event] = eventsOf([occurrence({ date: '2026-07-11', title: 'Bal', start: '21:30', end: '00:30' })])
  assert.deepEqual([event?.['DTSTART'], event?.['DTEND']], ['20260711T193000Z', '20260711T223000Z'])
  const winter = { ...issue({}), week: { from: '2026-01-05', to: '2026-01-11' } }
  winter.days = [
    {
      date: '2026-01-09',
      occurrences: [occurrence({ date: '2026-01-09', title: 'Bal', start: '21:30', end: '01:00' })],
    },
  ]
  const [cold] = readEvents(renderCalendar(winter, { office }))
  assert.deepEqual([cold?.['DTSTART'], cold?.['DTEND']], ['20260109T203000Z', '20260110T000000Z'])
})

test('after midnight is the next civil day', () => {
  const [event] = eventsOf([occurrence({ date: '2026-07-11', title: 'Feu', start: '00:00', afterMidnight: true })])
  assert.equal(event?.['DTSTART'], '20260711T220000Z')
  assert.equal(event?.['DTEND'], undefined)
})

test('without an hour, the whole day, and the moment in words', () => {
  const [event] = eventsOf([occurrence({ date: '2026-07-11', title: 'Marché', moment: 'morning' })])
  assert.equal(event?.['DTSTART;VALUE=DATE'], '20260711')
  assert.equal(event?.['SUMMARY'], 'Marché (en matinée)')
})

test('an identifier outlives a new hour and a cancellation', () => {
  const given = occurrence({ date: '2026-07-11', title: 'Bal', commune: 'Auch', start: '21:00' })
  const [before] = eventsOf([given])
  const [after] = eventsOf([{ ...given, start: '22:00', status: 'cancelled' }])
  assert.equal(after?.['UID'], before?.['UID'])
  assert.equal(after?.['STATUS'], 'CANCELLED')
  assert.match(after?.['SUMMARY'] ?? '', /^ANNULÉ/)
})

test('hostile titles stay text', () => {
  const events = readEvents(renderCalendar(hostile, { office }))
  assert.equal(events.length, 8)
  assert.ok(events.some((event) => event['SUMMARY']?.includes('evil & co\u202f\\;BEGIN:VEVENT\\,a\\\\b')))
})
