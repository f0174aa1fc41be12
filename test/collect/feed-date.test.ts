import assert from 'node:assert/strict'
import { test } from 'node:test'
import { feedDate } from '../../src/collect/feed-date.js'

const cases: [string | null, string | null][] = [
  ['Sat, 04 Jul 2026 06:00:00 +0000', '2026-07-04T06:00:00Z'],
  ['Fri, 03 Jul 2026 22:30:00 -0200', '2026-07-04T00:30:00Z'],
  ['4 Jul 2026 08:00 CEST', '2026-07-04T06:00:00Z'],
  ['Sat, 04 Jul 26 06:00:00 GMT', '2026-07-04T06:00:00Z'],
  ['Sun, 06 Nov 94 08:49:37 EST', '1994-11-06T13:49:37Z'],
  ['Sat, 04 July 2026 06:00:00 Z', '2026-07-04T06:00:00Z'],
  ['Sat, 4-Jul-2026 06:00:00 UT', '2026-07-04T06:00:00Z'],
  ['Sat, 04 Jul 2026 08:00:00 GMT+2', '2026-07-04T06:00:00Z'],
  ['Sat, 04 Jul 2026 08:00:00 +02:00', '2026-07-04T06:00:00Z'],
  ['Sat, 04 Jul 2026 06:00:00 XYZ', '2026-07-04T06:00:00Z'],
  ['Sat, 04 Jul 2026 06:00:00', '2026-07-04T06:00:00Z'],
  ['sam., 04 juil. 2026 06:00:00 +0000', '2026-07-04T06:00:00Z'],
  ['mar, 04 août 2026 06:00:00 +0000', '2026-08-04T06:00:00Z'],
  ['Thu, 04 Jun 2026 06:00:00 +0000', '2026-06-04T06:00:00Z'],
  ['jeudi, 04 juin 2026 06:00:00 +0000', '2026-06-04T06:00:00Z'],
  ['2026-07-04T08:00:00+02:00', '2026-07-04T06:00:00Z'],
  ['2026-07-04T06:00:00', '2026-07-04T06:00:00Z'],
  ['2026-07-04', '2026-07-04T00:00:00Z'],
  ['0000-00-00T00:00:00', null],
  ['Sat, 31 Feb 2026 06:00:00 +0000', null],
  ['Sat, 04 Xyz 2026 06:00:00 +0000', null],
  ['samedi prochain', null],
  ['', null],
  [null, null],
]

for (const [text, expected] of cases) {
  test(`the date "${text}" is ${expected}`, () => assert.equal(feedDate(text), expected))
}
