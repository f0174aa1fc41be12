import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { officeCommunes } from '../../scoring/folder.js'

const read = (html: string) =>
  readAgenda(
    {
      title: 'Que faire du 6 au 12 juillet 2026 ?',
      html: `<h3>Mardi 7</h3>${html}`,
      publishedAt: null,
      url: 'https://blog.example.org/a',
      feed: 'blog',
      image: null,
    },
    { zone: 'Europe/Paris', communes: officeCommunes() },
  )

/** Title, description and venue of the first event: nothing may be left of what another field has understood. */
const lines: Array<[string, string, string | null, string | null]> = [
  ['21h, concert, Pavie. Reporté au mercredi 8, même heure, même lieu', 'Concert', null, null],
  ['21h, nuit des étoiles, Bonas – reporté au mercredi 8 (météo)', 'Nuit des étoiles', null, null],
  ['18h, concert, Auch, 20 €, étudiants 12 €', 'Concert', null, null],
  ['18h, dégustation, Duran : comptez 6 €', 'Dégustation', null, null],
  ['19h, bal avec le groupe Trois Sous, Pavie', 'Bal avec le groupe Trois Sous', null, null],
  [
    '15h, les enfants à partir de 5 ans fabriquent un cerf-volant, Pavie',
    'Les enfants fabriquent un cerf-volant',
    null,
    null,
  ],
  ['À 22h, un film d’animation est projeté en plein air, Pavie', 'Film d’animation en plein air', null, null],
  ['18h, l’ensemble Embouchures joue sous la halle de Jégun', 'L’ensemble Embouchures', null, 'halle'],
  ['17h30, visite du lavoir et des remparts, Jégun', 'Visite du lavoir et des remparts', null, 'lavoir'],
  [
    '21h : ORDAN-LARROQUE – Théâtre, « Panique », par la troupe du Cep',
    'Théâtre « Panique »',
    'Par la troupe du Cep.',
    null,
  ],
]

for (const [text, title, description, venue] of lines)
  test(`nothing is left over of ${text}`, () => {
    const [one] = read(`<p>${text}</p>`).occurrences
    assert.deepEqual([one?.title, one?.description, one?.venue], [title, description, venue])
  })

for (const line of [
  'Tableau mis à jour le vendredi 3 juillet à 11h.',
  'Stationnement : parking fermé mardi 7 de 9h à 12h.',
])
  test(`no work for staff: ${line}`, () => {
    const agenda = read(`<p>21h, bal, Pavie</p><h3>Expositions</h3><p>${line}</p>`)
    assert.deepEqual([agenda.occurrences.length, agenda.ongoing, agenda.toComplete], [1, [], []])
  })
