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
  ).occurrences.map(({ date, start, title, commune }) => `${date.slice(8)} ${start ?? '-'} ${title}, ${commune ?? '?'}`)

const villages: Array<[string, string, string[]]> = [
  [
    'in a paragraph, with the next days and the next paragraph',
    '<p><b>À Crastes :</b> lundi 6 à 22h, promenade nocturne. Mercredi 8 à 15h, tournoi de palets.</p><p>Jeudi 9 à 16h, belote.</p>',
    ['06 22:00 Promenade nocturne, Crastes', '08 15:00 Tournoi de palets, Crastes', '09 16:00 Belote, Crastes'],
  ],
  [
    'until a line names another',
    '<p>À Pavie : mardi 7 à 21h, concert.</p><p>Mercredi 8 à 15h, loto à Biran.</p>',
    ['07 21:00 Concert, Pavie', '08 15:00 Loto, Biran'],
  ],
  [
    'with a day before that of the line above',
    '<h3>Partout</h3><p>À Pavie : vendredi 10 à 19h, bal.</p><p>À Biran : mardi 7 à 9h, marche.</p>',
    ['07 09:00 Marche, Biran', '10 19:00 Bal, Pavie'],
  ],
  [
    'after other signs',
    '<ul><li>Pavie, lundi 6 à 21h : bal</li><li>Jégun (mardi 7, 21h) : bal</li><li>Biran – mercredi 8, 17h – bal</li></ul>',
    ['06 21:00 Bal, Pavie', '07 21:00 Bal, Jégun', '08 17:00 Bal, Biran'],
  ],
  [
    'after a line break',
    '<p>À Pavie : lundi 6 à 21h, bal.<br>À Biran : mardi 7 à 9h, marche ; vendredi 10 à 12h, grillades.</p>',
    ['06 21:00 Bal, Pavie', '07 09:00 Marche, Biran', '10 12:00 Grillades, Biran'],
  ],
  [
    'several in one paragraph',
    '<p>À Pavie : lundi 6 à 21h, bal. À Biran : jeudi 9 à 19h, loto. Vendredi 10, 21h, théâtre. <em>Duran</em> : mardi 7, 21h, concert.</p>',
    ['06 21:00 Bal, Pavie', '07 21:00 Concert, Duran', '09 19:00 Loto, Biran', '10 21:00 Théâtre, Biran'],
  ],
  [
    'before a rule',
    '<p>À Pavie : lundi 6 à 21h, bal.</p><p>À Biran : tous les mardis à 9h, marche.</p>',
    ['06 21:00 Bal, Pavie', '07 09:00 Marche, Biran'],
  ],
]

for (const [where, html, expected] of villages)
  test(`a village told before its days: ${where}`, () => assert.deepEqual(read(html), expected))
