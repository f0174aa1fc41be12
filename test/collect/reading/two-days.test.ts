import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { officeCommunes } from '../../scoring/folder.js'

const read = (html: string) =>
  readAgenda(
    {
      title: 'Que faire du 6 au 12 juillet 2026 ?',
      html,
      publishedAt: null,
      url: 'https://blog.example.org/a',
      feed: 'blog',
      image: null,
    },
    { zone: 'Europe/Paris', communes: officeCommunes() },
  ).occurrences.map(({ date, start, title, commune }) => `${date.slice(8)} ${start} ${title}, ${commune}`)

const both = ['06 21:00 Chorale, Pavie', '08 15:00 Tournoi d’échecs, Pavie']

const sentences: Array<[string, string[]]> = [
  ['À Pavie, lundi 6 à 21h, chorale, puis mercredi 8 à 15h, tournoi d’échecs.', both],
  ['À Pavie : lundi à 21h chorale, mercredi à 15h tournoi d’échecs.', both],
  ['Lundi 6 à 21h, chorale à Pavie, et mercredi 8 à 15h, tournoi d’échecs.', both],
  ['À Pavie : chorale lundi 6 à 21h et tournoi d’échecs mercredi 8 à 15h.', both],
  [
    'À Pavie : lundi 6 à 21h, puis mercredi 8 à 15h, tournoi d’échecs.',
    ['06 21:00 Tournoi d’échecs, Pavie', '08 15:00 Tournoi d’échecs, Pavie'],
  ],
  ['À Pavie : chorale lundi 6 à 21h et mercredi 8 à 15h.', ['06 21:00 Chorale, Pavie', '08 15:00 Chorale, Pavie']],
  ['À Pavie : chorale lundi 6 à 21h, avec les amis du mercredi.', ['06 21:00 Chorale, Pavie']],
]

for (const [text, expected] of sentences)
  test(`two days in one sentence: ${text}`, () => assert.deepEqual(read(`<h2>L’agenda</h2><p>${text}</p>`), expected))

test('another date of the same event, below a day', () => {
  assert.deepEqual(read('<h3>Lundi 6</h3><p>10h, stage de danse à Pavie, et mercredi 8 à 14h.</p>'), [
    '06 10:00 Stage de danse, Pavie',
    '08 14:00 Stage de danse, Pavie',
  ])
})

test('another day in a sentence below a day', () => {
  assert.deepEqual(read('<h3>Lundi 6</h3><p>21h, chorale à Pavie, puis mercredi 8 à 15h, tournoi d’échecs.</p>'), both)
})
