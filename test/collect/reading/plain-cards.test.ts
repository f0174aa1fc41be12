import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { officeCommunes } from '../../scoring/folder.js'

const agenda = (html: string) =>
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
  )
const read = (html: string) =>
  agenda(html).occurrences.map(
    ({ date, start, title, venue, commune }) =>
      `${date.slice(8)} ${start ?? '-'} ${title}, ${venue ?? '-'}, ${commune ?? '?'}`,
  )

const first = ['Mercredi 8 juillet, 21h', 'Concert des Voix mêlées', 'Église, Pavie']
const second = ['Jeudi 9 juillet, 15h', 'Le Loup bleu', 'Salle des fêtes, Jégun', '5 €']
const paragraphs = (lines: string[]) => lines.map((line) => `<p>${line}</p>`).join('')
const both = ['08 21:00 Concert des Voix mêlées, Église, Pavie', '09 15:00 Le Loup bleu, Salle des fêtes, Jégun']

const layouts: Array<[string, string]> = [
  ['a box each', `<div>${paragraphs(first)}</div><div>${paragraphs(second)}</div>`],
  ['nothing between them', paragraphs([...first, ...second])],
  ['one paragraph each', `<p>${first.join('<br>')}</p><p>${second.join('<br>')}</p>`],
  ['below a section', `<h2>L’agenda</h2>${paragraphs([...first, ...second])}`],
  ['the hour on its own line', paragraphs([...first, 'Jeudi 9 juillet', '15h', ...second.slice(1)])],
  ['a farewell below the last', paragraphs([...first, ...second, 'Soyez sages et buvez de l’eau.'])],
]

for (const [name, html] of layouts)
  test(`cards without a heading: ${name}`, () => {
    assert.deepEqual(read(html), both)
    assert.equal(agenda(html).occurrences[1]?.price?.text, '5 €')
    assert.deepEqual(agenda(html).toComplete, [])
  })

test('the hour may stand below the title', () => {
  assert.deepEqual(
    read(paragraphs(['Mercredi 8 juillet', 'Les Voix mêlées', '21h, Pavie', 'Jeudi 9', 'Bal', '22h, Biran'])),
    ['08 21:00 Les Voix mêlées, -, Pavie', '09 22:00 Bal, -, Biran'],
  )
})

test('the place may stand below its event, under a day', () => {
  const html = '<h3>Mardi 7</h3><p>15h : chorale</p><p>Église, Pavie</p><p>18h bal, Biran</p><p>Marché, Auch</p>'
  assert.deepEqual(read(html), ['07 - Marché, -, Auch', '07 15:00 Chorale, Église, Pavie', '07 18:00 Bal, -, Biran'])
})

test('events below one hour are no card, nor is what a title stands above', () => {
  assert.equal(read('<h3>Mardi 7 à 21h</h3><p>Bal, Pavie</p><p>Concert, Jégun</p>').length, 2)
  assert.deepEqual(read('<h2>Cette semaine</h2><h3>La Noce</h3><p>Mardi 7 à 21h</p><p>Une comédie</p><p>Pavie</p>'), [
    '07 21:00 La Noce, -, Pavie',
  ])
})
