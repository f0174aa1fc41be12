import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { officeCommunes } from '../../scoring/folder.js'

const read = (text: string, heading: string) =>
  readAgenda(
    {
      title: 'Que faire du 6 au 12 juillet 2026 ?',
      html: `<h3>${heading}</h3><ul><li>${text}</li></ul>`,
      publishedAt: null,
      url: 'https://blog.example.org/a',
      feed: 'blog',
      image: null,
    },
    { zone: 'Europe/Paris', communes: officeCommunes() },
  ).occurrences.map(({ date, start, title, status }) => `${date.slice(8)} ${start} ${title} ${status}`)

const lines: Array<[string, string[]]> = [
  ['Théâtre à Pavie, samedi (complet) et dimanche à 17h', ['11 17:00 Théâtre soldOut', '12 17:00 Théâtre scheduled']],
  [
    'Samedi 11 (COMPLET) et dimanche 12 à 17h – La Noce, Pavie',
    ['11 17:00 La Noce soldOut', '12 17:00 La Noce scheduled'],
  ],
  [
    'Magie à Jégun : samedi 11 et dimanche 12 à 15h (samedi complet)',
    ['11 15:00 Magie soldOut', '12 15:00 Magie scheduled'],
  ],
  [
    'Contes à Biran : samedi 11 : annulé, dimanche 12 à 15h',
    ['11 15:00 Contes cancelled', '12 15:00 Contes scheduled'],
  ],
  ['Kayak à Pavie, samedi 11 et dimanche 12 à 9h (complet)', ['11 09:00 Kayak soldOut', '12 09:00 Kayak soldOut']],
  ['Magie à Jégun, 15h, samedi 11 et dimanche 12 : complet', ['11 15:00 Magie soldOut', '12 15:00 Magie soldOut']],
  [
    'Théâtre à Pavie : samedi à 21h (complet) et dimanche à 17h',
    ['11 21:00 Théâtre soldOut', '12 17:00 Théâtre scheduled'],
  ],
]

for (const heading of ['Spectacles', 'Samedi 11 et dimanche 12'])
  for (const [text, expected] of lines)
    test(`a status belongs to its day, below ${heading}: ${text}`, () =>
      assert.deepEqual(read(text, heading), expected))

test('three days, of which one is full', () => {
  assert.deepEqual(read('Stage de poterie, Duran, mardi 7, mercredi 8 (complet) et jeudi 9 à 10h', 'Stages'), [
    '07 10:00 Stage de poterie scheduled',
    '08 10:00 Stage de poterie soldOut',
    '09 10:00 Stage de poterie scheduled',
  ])
})
