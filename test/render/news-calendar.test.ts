import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NewsDate } from '../../src/domain/index.js'
import { readHours } from '../../src/domain/hours.js'
import { renderNewsCalendar } from '../../src/render/news-calendar.js'
import { month } from '../fixtures/issues/month.js'
import { office } from '../fixtures/office.js'
import { matchGolden } from '../golden.js'
import { readEvents } from '../support/read-calendar.js'

const eventsOf = (...given: Partial<NewsDate>[]) => {
  const [date] = month.dates
  const dates = given.map((one, index) => ({ ...date!, id: String(index), hours: null, ...one }))
  return readEvents(renderNewsCalendar({ ...month, dates }, { office }) ?? '')
}

test('the dates of a month are those that were looked at, and each can be entered', () => {
  const ics = renderNewsCalendar(month, { office }) ?? ''
  matchGolden('agenda-month.ics', ics)
  const events = readEvents(ics)
  assert.equal(new Set(events.map((event) => event['UID'])).size, month.dates.length)
  assert.equal(renderNewsCalendar({ ...month, dates: [] }, { office }), null)
  assert.equal(
    renderNewsCalendar({ ...month, period: '2026-08' }, { office })?.match(/^UID:.*/m)?.[0],
    ics.match(/^UID:.*/m)?.[0],
  )
})

test('an hour is the office’s, in summer and in winter; whole days end on the day after', () => {
  const [summer, winter, late, days, vague, several] = eventsOf(
    { date: '2026-07-16', hours: '18h30' },
    { date: '2026-12-03', hours: 'de 9h30 à 12h' },
    { date: '2026-07-16', hours: '21h – 1h' },
    { date: '2026-09-21', until: '2026-09-27' },
    { date: '2026-09-21', hours: 'matin et après-midi' },
    { date: '2026-09-21', until: '2026-09-22', hours: 'de 9h à 17h' },
  )
  assert.deepEqual([summer?.['DTSTART'], summer?.['DTEND']], ['20260716T163000Z', undefined])
  assert.deepEqual([winter?.['DTSTART'], winter?.['DTEND']], ['20261203T083000Z', '20261203T110000Z'])
  assert.deepEqual([late?.['DTSTART'], late?.['DTEND']], ['20260716T190000Z', '20260716T230000Z'])
  assert.deepEqual([days?.['DTSTART;VALUE=DATE'], days?.['DTEND;VALUE=DATE']], ['20260921', '20260928'])
  assert.equal(vague?.['DTSTART;VALUE=DATE'], '20260921')
  assert.match(vague?.['SUMMARY'] ?? '', /\(matin et après-midi\)$/)
  assert.match(several?.['SUMMARY'] ?? '', /\(de 9h à 17h\)$/)
})

test('what staff and blogs wrote stays text', () => {
  const wicked = 'a, b; c\\d\nBEGIN:VEVENT'
  const [event] = eventsOf({ kind: 'visit', title: wicked, text: wicked, place: wicked, url: 'javascript:alert(1)' })
  assert.match(event?.['SUMMARY'] ?? '', /^Éductour/)
  assert.equal(event?.['URL'], undefined)
})

test('hours are read only where they can mean one thing', () => {
  for (const [text, start, end] of [
    ['18h30', '18:30', null],
    ['à 18 h', '18:00', null],
    ['de 9h30 à 12h', '09:30', '12:00'],
    ['14:00 – 17:00', '14:00', '17:00'],
    ['À partir de 9\u00a0h', '09:00', null],
    ['9h-12h', '09:00', '12:00'],
    ['from 9:30 to 12:00', '09:30', '12:00'],
  ] as const)
    assert.deepEqual(readHours(text), { start, end }, text)
  for (const text of ['', 'matin', '9h-12h et 14h-17h', '25h', '9h à 26h', '9', 'vers 9h ou 10h', 'durée 2h', '9h75'])
    assert.equal(readHours(text), null, text)
})
