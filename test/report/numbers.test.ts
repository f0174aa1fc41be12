import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventKindOf } from '../../src/domain/index.js'
import { bucketsOf, countedIn, ranking } from '../../src/report/numbers.js'

const day = (text: string) => Temporal.PlainDate.from(text)

test('an hour counts on the day that it is at the office, in the week or month of that day', () => {
  const weeks = bucketsOf(day('2026-07-01'), day('2026-07-14'), 'week')
  assert.deepEqual(
    weeks.map(({ start }) => start.toString()),
    ['2026-06-29', '2026-07-06', '2026-07-13'],
  )
  const counts = [
    // Sunday 23:00 at UTC is Monday in Auch.
    { at: '2026-07-05T23', kind: 'hard', count: 2 },
    { at: '2026-07-05T21', kind: 'hard', count: 1 },
    { at: '2026-07-13', kind: 'soft', count: 4 },
    { at: '2026-07-19T23', kind: 'soft', count: 9 },
    { at: '2026-06-28T10', kind: 'hard', count: 9 },
    { at: '2026-07-06T10', kind: 'other', count: 9 },
  ]
  const asked = { kinds: ['hard', 'soft'], timeZone: 'Europe/Paris' }
  assert.deepEqual(countedIn(weeks, counts, asked), [
    [1, 0],
    [2, 0],
    [0, 4],
  ])
  const months = bucketsOf(day('2025-12-15'), day('2026-02-01'), 'month')
  assert.deepEqual(
    months.map(({ start, end }) => `${start.toString()} ${end.toString()}`),
    ['2025-12-01 2026-01-01', '2026-01-01 2026-02-01'],
  )
})

test('the most frequent come first, and nothing is lost of the rest', () => {
  assert.deepEqual(ranking(['b', 'a', 'a', 'c', 'd'], 2), [
    { value: 'a', count: 2 },
    { value: 'b', count: 1 },
    { value: '', count: 2 },
  ])
  assert.deepEqual(ranking(['a'], 2), [{ value: 'a', count: 1 }])
})

test('the kind of an event is told by the word of its title that stands first', () => {
  const kinds = Object.entries({
    'Marché de producteurs': 'market',
    'Vide-greniers du foyer': 'market',
    'Concert au marché': 'music',
    'Visite guidée de la cathédrale': 'visit',
    'Fête du village': 'feast',
    'Randonnée nocturne': 'outdoors',
    'Ciné plein air': 'film',
    'Réunion publique': 'other',
  })
  assert.deepEqual(
    kinds.map(([title]) => eventKindOf(title)),
    kinds.map(([, kind]) => kind),
  )
})
