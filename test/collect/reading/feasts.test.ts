import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { officeCommunes } from '../../scoring/folder.js'

const occurrences = (html: string) =>
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
  ).occurrences
const read = (html: string) =>
  occurrences(html).map(
    ({ date, start, title, commune }) => `${date.slice(8)} ${start ?? '-'} ${title}, ${commune ?? '?'}`,
  )

test('a feast named by a heading gives its village to what stands below', () => {
  const html =
    '<h3>Fête de Lasséran, samedi 11 et dimanche 12 juillet</h3><ul><li>Samedi, 20h : repas</li><li>Dimanche, 15h : jeux</li><li>Dimanche, 17h : messe à Biran</li></ul><h3>Loisirs</h3><ul><li>Mardi 7, 10h : yoga</li></ul>'
  assert.deepEqual(read(html), [
    '07 10:00 Yoga, ?',
    '11 20:00 Repas, Lasséran',
    '12 15:00 Jeux, Lasséran',
    '12 17:00 Messe, Biran',
  ])
})

test('the tickets of a festival are those of its days, and of no others', () => {
  const html =
    '<p>Bonjour.</p><h2>Le festival « Cour et Jardin » à Auch</h2><p>Tous les billets sont en vente sur <a href="https://example.org/billets">le site du festival</a>.</p><h3>Mardi 7 juillet</h3><ul><li>18h : clown, cour du lycée. 8 €</li></ul><h2>La semaine</h2><h3>Mercredi 8 juillet</h3><ul><li>Pavie, 21h : bal</li></ul>'
  assert.deepEqual(read(html), ['07 18:00 Clown, Auch', '08 21:00 Bal, Pavie'])
  assert.deepEqual(
    occurrences(html).map(({ booking }) => booking?.url ?? null),
    ['https://example.org/billets', null],
  )
})

test('a bold line between bold days is a part of its day', () => {
  const bold = (text: string) => `<p><b>${text}</b></p>`
  const html = `${bold('Samedi 11 juillet :')}${bold('<i>Fête locale à Duran</i>')}<p>20h : repas</p>${bold('<i>Et aussi</i>')}<p>Auch, 9h : marché</p>${bold('Dimanche 12 juillet :')}${bold('<i>Fête locale à Duran (suite)</i>')}<p>15h : jeux</p>${bold('<i>Et aussi</i>')}<p>Barran, 17h : concert</p>`
  assert.deepEqual(read(html), [
    '11 09:00 Marché, Auch',
    '11 20:00 Repas, Duran',
    '12 15:00 Jeux, Duran',
    '12 17:00 Concert, Barran',
  ])
})

test('a bold line after the last bold day ends it', () => {
  const html =
    '<p><b>Samedi 11 juillet</b></p><p>20h : repas, Duran</p><p><b>Nos idées</b></p><p>À 15h, visite à Auch</p>'
  assert.deepEqual(read(html), ['11 20:00 Repas, Duran'])
})
