import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composeWeeklyIssue } from '../../src/compose/weekly-issue.js'
import type { Agenda, WeeklyContent } from '../../src/domain/index.js'
import { agenda, occurrence, ongoing } from './parts.js'

const compose = (of: Agenda, previous: WeeklyContent | null = null) =>
  composeWeeklyIssue({
    publication: { id: 'weekly-agenda', title: 'L’agenda' },
    language: 'fr',
    article: { title: 'Que faire à Auch', url: null },
    agenda: of,
    picture: of.image && 'photo-0a1b2c3d4e5f-5f4e3d2c1b0a-1088x725.jpg',
    previous,
  })

test('each day: all day first, then by hour, words among the hours, after midnight last; equal hours in the article’s order', () => {
  const { days } = compose(
    agenda({
      occurrences: [
        occurrence({ date: '2026-07-07', title: 'mardi' }),
        occurrence({ start: '00:30', afterMidnight: true, title: 'soupe' }),
        occurrence({ start: '21:00', title: 'concert' }),
        occurrence({ start: null, moment: 'morning', title: 'marché' }),
        occurrence({ start: '07:00', title: 'réveil' }),
        occurrence({ start: null, title: 'fête' }),
        occurrence({ start: null, allDay: true, title: 'portes ouvertes' }),
        occurrence({ start: null, moment: 'evening', title: 'bal' }),
        occurrence({ start: '21:00', title: 'théâtre' }),
      ],
    }),
  )
  assert.deepEqual(
    days.map((day) => day.date),
    ['2026-07-06', '2026-07-07'],
  )
  assert.deepEqual(
    days[0]?.occurrences.map((one) => one.title),
    ['portes ouvertes', 'fête', 'réveil', 'marché', 'bal', 'concert', 'théâtre', 'soupe'],
  )
})

test('an image without a credit is left out', () => {
  const image = { url: 'https://example.org/a.jpg', alt: 'Collines', credit: null }
  assert.equal(compose(agenda({ image })).image, null)
  assert.deepEqual(compose(agenda({ image: { ...image, credit: 'Office' } })).image?.credit, 'Office')
})

test('what changed: exhibitions that begin or end, weekly events cancelled, moved or postponed to this week; nothing else', () => {
  const before = compose(
    agenda({
      week: { from: '2026-06-29', to: '2026-07-05' },
      occurrences: [
        occurrence({ date: '2026-07-04', start: null, title: 'Marché de la haute ville' }),
        occurrence({ date: '2026-07-02', start: '17:00', title: 'Visite guidée' }),
        occurrence({ date: '2026-07-03', start: '18:00', title: 'Petit marché' }),
        occurrence({ date: '2026-07-01', start: '21:00', title: 'Nuit des étoiles', status: 'postponed' }),
        occurrence({ date: '2026-07-01', start: '20:00', title: 'Bal d’un soir' }),
      ],
      ongoing: [ongoing('Aquarelles'), ongoing('Céramiques')],
    }),
  )
  const now = compose(
    agenda({
      occurrences: [
        occurrence({ date: '2026-07-11', start: null, title: 'MARCHÉ DE LA HAUTE-VILLE', status: 'cancelled' }),
        occurrence({ date: '2026-07-09', start: '15:00', title: 'Visite guidée' }),
        occurrence({ date: '2026-07-10', start: '18:00', title: 'Petit marché' }),
        occurrence({ date: '2026-07-08', start: '21:00', title: 'Nuit des étoiles' }),
        occurrence({ date: '2026-07-08', start: '20:00', title: 'Concert unique' }),
      ],
      ongoing: [ongoing('Céramiques'), ongoing('Lisières')],
    }),
    before,
  )
  assert.deepEqual(
    now.changes.map(({ kind, title }) => [kind, title]),
    [
      ['moved', 'Nuit des étoiles'],
      ['moved', 'Visite guidée'],
      ['cancelled', 'MARCHÉ DE LA HAUTE-VILLE'],
      ['added', 'Lisières'],
      ['removed', 'Aquarelles'],
    ],
  )
  assert.deepEqual(compose(agenda({ ongoing: [ongoing('Céramiques')] })).changes, [])
})
