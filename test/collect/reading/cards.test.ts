import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { officeCommunes } from '../../scoring/folder.js'

const cards = (html: string) =>
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

const orders: Array<[string, string, string[]]> = [
  [
    'the day above, below a section',
    '<h2>En milieu de semaine</h2><div><p><em>Mercredi 8 juillet à 15h</em></p><h3>Le Loup bleu</h3><p>Pavie</p></div><div><p><em>Jeudi 9 juillet de 8h à 13h</em></p><h3>Marché</h3><p>Auch</p></div>',
    ['08 15:00 Le Loup bleu, Pavie', '09 08:00 Marché, Auch'],
  ],
  [
    'the day and the hour above, each on its line',
    '<p>Intro.</p><div><p>Mercredi 8 juillet</p><p>15h</p><h4>Le Loup bleu</h4><p>Pavie</p></div><div><p>Jeudi 9 juillet</p><p>21h</p><h4>Récital</h4><p>Jégun</p></div>',
    ['08 15:00 Le Loup bleu, Pavie', '09 21:00 Récital, Jégun'],
  ],
  [
    'the hour above, in a small heading under the day',
    '<h2>Mardi 7</h2><h5>15h</h5><h3>Conte du soir</h3><p>Pavie</p><h5>21h</h5><h3>Concert</h3><p>Jégun</p>',
    ['07 15:00 Conte du soir, Pavie', '07 21:00 Concert, Jégun'],
  ],
  [
    'the day above, the hour below',
    '<h2>Ce week-end</h2><div><span>Samedi 11 juillet</span><h3>Vide-grenier</h3><p>Pavie, 8h</p></div><div><span>Dimanche 12 juillet</span><h3>Bal</h3><p>Jégun, 21h</p></div>',
    ['11 08:00 Vide-grenier, Pavie', '12 21:00 Bal, Jégun'],
  ],
  [
    'the day below',
    '<h2>Ce week-end</h2><h3>Vide-grenier</h3><p>Samedi 11 juillet, 8h</p><p>Pavie</p><h3>Bal</h3><p>Dimanche 12 juillet, 21h</p><p>Jégun</p>',
    ['11 08:00 Vide-grenier, Pavie', '12 21:00 Bal, Jégun'],
  ],
  [
    'the day last, just above the next title',
    '<h2>Ce week-end</h2><h3>Vide-grenier</h3><p>Pavie</p><p>Samedi 11 juillet, 8h</p><h3>Bal</h3><p>Jégun</p><p>Dimanche 12 juillet, 21h</p>',
    ['11 08:00 Vide-grenier, Pavie', '12 21:00 Bal, Jégun'],
  ],
  [
    'the village above',
    '<div><p>Pavie</p><h3>Le Loup bleu</h3><p>Mercredi 8 juillet à 15h, gratuit</p></div><div><p>Jégun</p><h3>Récital</h3><p>Jeudi 9 juillet à 21h, 5 €</p></div>',
    ['08 15:00 Le Loup bleu, Pavie', '09 21:00 Récital, Jégun'],
  ],
  [
    'the day and the village above',
    '<h2>En milieu de semaine</h2><div><p>Mercredi 8 juillet à 15h – Pavie</p><h3>Le Loup bleu</h3><p>Gratuit</p></div><div><p>Jeudi 9 juillet à 21h – Jégun</p><h3>Récital</h3><p>5 €</p></div>',
    ['08 15:00 Le Loup bleu, Pavie', '09 21:00 Récital, Jégun'],
  ],
  [
    'its kind above',
    '<article><header><span>Marionnettes</span><h3>Le Loup bleu</h3></header><p>Mercredi 8 juillet à 15h</p><p>Pavie</p></article><article><header><span>Concert</span><h3>Récital</h3></header><p>Jeudi 9 juillet à 21h</p><p>Jégun</p></article>',
    ['08 15:00 Le Loup bleu, Pavie', '09 21:00 Récital, Jégun'],
  ],
]

for (const [order, html, expected] of orders)
  test(`a card keeps its own day: ${order}`, () => assert.deepEqual(cards(html), expected))

const joined: Array<[string, string]> = [
  ['<strong>Marche douce</strong><br>9h – Auch, berges. 5 km avec le club.', '07 09:00 Marche douce, Auch'],
  ['<strong>Soirée jeux</strong><br>20h – Biran, café. Film et crêpes.', '07 20:00 Soirée jeux, Biran'],
  ['<strong>Les contes du soir</strong><br>20h – Biran, mairie. Veillée.', '07 20:00 Les contes du soir, Biran'],
  [
    '<strong>Visites guidées de la ville</strong><br>Auch<br>10h30<br>7 €',
    '07 10:30 Visites guidées de la ville, Auch',
  ],
]

for (const [html, expected] of joined)
  test(`a bold title in the paragraph of its own lines: ${html}`, () =>
    assert.deepEqual(cards(`<h3>Mardi 7</h3><p>${html}</p>`), [expected]))

test('a bold heading in the paragraph of several events is not their title', () => {
  assert.deepEqual(
    cards('<h3>Mardi 7</h3><p><strong>Temps forts</strong><br>10h : visite, Auch<br>15h : loto, Pavie</p>'),
    ['07 10:00 Visite, Auch', '07 15:00 Loto, Pavie'],
  )
})
