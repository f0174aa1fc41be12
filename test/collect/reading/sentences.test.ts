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
  ).occurrences.map(({ start, title, venue, commune }) => `${start} ${title}, ${venue ?? '-'}, ${commune}`)

const lines: Array<[string, string]> = [
  ['21h – Venez danser sur la place de la Mairie, Biran', '21:00 Venez danser, place de la Mairie, Biran'],
  ['Venez goûter le floc, 17h, Duran', '17:00 Venez goûter le floc, -, Duran'],
  ['On fête la moisson à Lasséran ! 10h, gratuit', '10:00 On fête la moisson, -, Lasséran'],
  ['À 21h, l’orchestre joue Mozart à la cathédrale d’Auch', '21:00 L’orchestre joue Mozart, cathédrale, Auch'],
  ['Et si on dansait ? 21h, halle de Jégun', '21:00 Et si on dansait, halle, Jégun'],
  ['Découvrez les étoiles à 22h à Biran', '22:00 Découvrez les étoiles, -, Biran'],
  ['Partez sur les traces du loup, 9h, Biran', '09:00 Partez sur les traces du loup, -, Biran'],
  ['Rendez-vous sur la place de Biran à 21h pour danser', '21:00 Danser, place, Biran'],
  ['Venez découvrir un marché de nuit, 19h, Biran', '19:00 Marché de nuit, -, Biran'],
]

for (const [text, expected] of lines)
  test(`a sentence names its event: ${text}`, () =>
    assert.deepEqual(read(`<h3>Mardi 7</h3><p>${text}</p>`), [expected]))

const cards: Array<[string, string, string]> = [
  [
    'Venez danser sur la place de la Mairie',
    '21h, Biran',
    '21:00 Venez danser sur la place de la Mairie, place de la Mairie, Biran',
  ],
  ['On fête la moisson à Lasséran !', 'Dès 10h, gratuit', '10:00 On fête la moisson à Lasséran !, -, Lasséran'],
  ['Rendez-vous au jardin', '10h, Duran', '10:00 Rendez-vous au jardin, jardin, Duran'],
]

for (const [title, line, expected] of cards)
  test(`a sentence above a card stays whole, and tells the place that its lines leave out: ${title}`, () => {
    assert.deepEqual(read(`<h3>Mardi 7</h3><h4>${title}</h4><p>${line}</p>`), [expected])
  })
