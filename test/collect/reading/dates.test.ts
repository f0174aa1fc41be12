import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  datesInWeek,
  readDaySet,
  readsAsDays,
  resolveDay,
  type DayMention,
} from '../../../src/collect/reading/dates.js'
import { findSchedule } from '../../../src/collect/reading/schedule.js'
import { fold } from '../../../src/collect/reading/text.js'

/** From Monday 27 July to Sunday 2 August 2026. */
const week = { from: '2026-07-27', to: '2026-08-02' }
const days = (dates: string[]) => dates.map((date) => date.slice(5)).join(' ')

const sets: Array<[string, string]> = [
  ['Mardi 28', '07-28'],
  ['samedi 1er août', '08-01'],
  ['Samedi 1er', '08-01'],
  ['MERCREDI 29 JUILLET 2026', '07-29'],
  ['jeudi', '07-30'],
  ['ven. 31 juil.', '07-31'],
  ['30/07', '07-30'],
  ['Samedi 1er et dimanche 2', '08-01 08-02'],
  ['WEEK-END DES 1ER ET 2', '08-01 08-02'],
  ['week-end', '08-01 08-02'],
  ['Samdi 1er', '08-01'],
  ['Vendrdi 31 juilet', '07-31'],
  ['Mercerdi 29', '07-29'],
  ['SAMEID 1 AOUT', '08-01'],
  ['Dimache', '08-02'],
  ['jeudi30 juillet', '07-30'],
  ['Samdi 1er et dimache 2', '08-01 08-02'],
  ['les 28 et 30 juillet', '07-28 07-30'],
  ['mardi 28, mercredi 29 et jeudi 30', '07-28 07-29 07-30'],
  ['du vendredi 31 juillet au dimanche 2 août', '07-31 08-01 08-02'],
  ['du mardi au jeudi', '07-28 07-29 07-30'],
]

for (const [text, expected] of sets) {
  test(`days of "${text}"`, () => {
    const set = readDaySet(fold(text), 0)
    assert.ok(set)
    assert.equal(days(datesInWeek(set, week)), expected)
  })
}

for (const text of [
  '10h',
  'mari 30',
  'parmi 28 artistes',
  'midi 30',
  'samba 28',
  '28 €',
  '30 ans',
  'marché',
  '12 km',
  '7 rue',
]) {
  test(`"${text}" is no day`, () => assert.equal(readDaySet(fold(text), 0), null))
}

test('the number is believed when the weekday disagrees', () => {
  const mention: DayMention = { weekday: 4, day: 31, month: 7, year: null }
  assert.deepEqual(resolveDay(mention, week), { date: '2026-07-31', mismatch: true })
})

test('a heading is nothing but days', () => {
  assert.equal(readsAsDays('samedi 1er aout (ferie)'), true)
  assert.equal(readsAsDays('samedi 1er aout a 10h'), false)
})

const schedules: Array<[string, string | null, Partial<{ from: string; until: string; overruns: boolean }>]> = [
  ['Tous les jours à 15h', '07-27 07-28 07-29 07-30 07-31 08-01 08-02', {}],
  ['tous les jours sauf le lundi', '07-28 07-29 07-30 07-31 08-01 08-02', {}],
  ['du mardi au samedi, relâche le jeudi', '07-28 07-29 07-31 08-01', {}],
  ['jusqu’au jeudi 30 juillet', '07-27 07-28 07-29 07-30', { until: '2026-07-30' }],
  ['chaque mardi et chaque jeudi', '07-28 07-30', {}],
  ['tous les mercredis', '07-29', {}],
  ['jusqu’au 22 août', '07-27 07-28 07-29 07-30 07-31 08-01 08-02', { until: '2026-08-22', overruns: true }],
  [
    'du 10 juillet au 29 août',
    '07-27 07-28 07-29 07-30 07-31 08-01 08-02',
    { from: '2026-07-10', until: '2026-08-29' },
  ],
  ['toute l’année', null, { overruns: true }],
  ['bal du 14 juillet', null, {}],
  ['report du 6 août', null, {}],
  ['le jeudi 13 août', '', {}],
]

for (const [text, expected, period] of schedules) {
  test(`schedule of "${text}"`, () => {
    const schedule = findSchedule(fold(text), week, () => true)
    assert.equal(schedule.dates === null ? null : days(schedule.dates), expected)
    for (const [name, value] of Object.entries(period)) assert.equal(schedule[name as 'from'], value)
  })
}
