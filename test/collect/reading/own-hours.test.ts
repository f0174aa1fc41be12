import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { officeCommunes } from '../../scoring/folder.js'

const read = (text: string) =>
  readAgenda(
    {
      title: 'Que faire du 6 au 12 juillet 2026 ?',
      html: `<h3>Mardi 7</h3><p>${text}</p>`,
      publishedAt: null,
      url: 'https://blog.example.org/a',
      feed: 'blog',
      image: null,
    },
    { zone: 'Europe/Paris', communes: officeCommunes() },
  ).occurrences.map(({ start, end, title, description }) =>
    [start, end, title, description].filter((part) => part !== null).join(' '),
  )

const lines: Array<[string, string[]]> = [
  [
    '10h (enfants) et 15h (adultes), atelier de poterie, Pavie',
    ['10:00 Atelier de poterie Enfants.', '15:00 Atelier de poterie Adultes.'],
  ],
  [
    'Visite de la tour, 10h (en français), 14h (en anglais) et 16h, Auch',
    ['10:00 Visite de la tour En français.', '14:00 Visite de la tour En anglais.', '16:00 Visite de la tour'],
  ],
  [
    'Stage, 10h-12h (débutants) puis 14h-16h (confirmés), Jégun',
    ['10:00 12:00 Stage Débutants.', '14:00 16:00 Stage Confirmés.'],
  ],
  ['10h (6-8 ans) et 11h (9-12 ans) : éveil musical, Duran', ['10:00 Éveil musical', '11:00 Éveil musical']],
  ['10h (durée 1h) et 15h (durée 2h) : visite, Auch', ['10:00 Visite Durée 1h.', '15:00 Visite Durée 2h.']],
  [
    'Escalade à 10h pour les enfants et 15h pour les adultes, Pavie',
    ['10:00 Escalade pour les enfants', '15:00 Escalade pour les adultes'],
  ],
  ['Marche : 10h (départ), 12h (repas), Pavie', ['10:00 Marche 12h (repas).']],
  ['Atelier, 10h et 15h (adultes 8 €), Pavie', ['10:00 Atelier', '15:00 Atelier']],
]

for (const [text, expected] of lines)
  test(`hours with their own remarks: ${text}`, () => assert.deepEqual(read(text), expected))
