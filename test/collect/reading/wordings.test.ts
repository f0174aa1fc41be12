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
  )

/** Below "Mardi 7": hour, title, venue, commune, status. */
const events: Array<[string, string[]]> = [
  ['23h : feu d’artifice tiré du stade, Preignan', ['23:00 Feu d’artifice, stade, Preignan, scheduled']],
  ['16h : atelier enluminure au château, Lavardens', ['16:00 Atelier enluminure, château, Lavardens, scheduled']],
  [
    '18h : visite de la ville, rendez-vous en haut des marches, Auch',
    ['18:00 Visite de la ville, en haut des marches, Auch, scheduled'],
  ],
  [
    '21h : « Le Bal des ombres », théâtre visuel, place de la République, Auch',
    ['21:00 « Le Bal des ombres », place de la République, Auch, scheduled'],
  ],
  [
    'À 8h, marché à Auch. À 14h, les potiers de Biran ouvrent leurs ateliers.',
    ['08:00 Marché, -, Auch, scheduled', '14:00 Les potiers de Biran ouvrent leurs ateliers, -, Biran, scheduled'],
  ],
  [
    'Jégun propose deux rendez-vous : la visite du lavoir à 17h30 (gratuit) et le concert du duo Noix et Miel à 21h dans la salle des fêtes (8 €).',
    [
      '17:30 La visite du lavoir, lavoir, Jégun, scheduled',
      '21:00 Le concert du duo Noix et Miel, salle des fêtes, Jégun, scheduled',
    ],
  ],
  ['Fête du village à Pavie : repas à 19h et bal à 22h.', ['19:00 Fête du village, -, Pavie, scheduled']],
  ['10h30 : « Auch médiévale », départ de l’office', ['10:30 « Auch médiévale », office, Auch, scheduled']],
  ['21h : « Auch, 1914 », film, salle des fêtes', ['21:00 « Auch, 1914 », salle des fêtes, null, scheduled']],
  ['·   Mauvezin, à 21h : concert de chants', ['21:00 Concert de chants, -, Mauvezin, scheduled']],
  [
    '18h30 (complet) et 20h30, magie, Lavardens',
    ['18:30 Magie, -, Lavardens, soldOut', '20:30 Magie, -, Lavardens, scheduled'],
  ],
  [
    'Escape game, 14h : complet, 16h, Jégun',
    ['14:00 Escape game, -, Jégun, soldOut', '16:00 Escape game, -, Jégun, scheduled'],
  ],
  ['Magie à 21h et 22h (21h complet), Pavie', ['21:00 Magie, -, Pavie, soldOut', '22:00 Magie, -, Pavie, scheduled']],
  [
    '17h et 18h, magie, Duran (séance de 17h complète)',
    ['17:00 Magie, -, Duran, soldOut', '18:00 Magie, -, Duran, scheduled'],
  ],
  [
    '10h, 14h (annulé) et 16h : magie, Biran',
    ['10:00 Magie, -, Biran, scheduled', '14:00 Magie, -, Biran, cancelled', '16:00 Magie, -, Biran, scheduled'],
  ],
  [
    '20h, théâtre, foyer de Biran : annulé et remplacé, à la même heure et au même endroit, par un quiz',
    ['20:00 Théâtre, foyer, Biran, cancelled', '20:00 Quiz, foyer, Biran, scheduled'],
  ],
  [
    '21h, bal à Jégun (annulé, remplacé à la même heure par un loto)',
    ['21:00 Bal, -, Jégun, cancelled', '21:00 Loto, -, Jégun, scheduled'],
  ],
  ['Loto à Biran à21h,salle des fêtes', ['21:00 Loto, salle des fêtes, Biran, scheduled']],
  ['De14h à18h,atelier ,Pavie,5€', ['14:00 Atelier, -, Pavie, scheduled']],
  [
    '10h ,visite de la tour aux Chouettes, Auch',
    ['10:00 Visite de la tour aux Chouettes, tour aux Chouettes, Auch, scheduled'],
  ],
  ['10h visite du musée des Tuiles, Auch', ['10:00 Visite du musée des Tuiles, musée des Tuiles, Auch, scheduled']],
  ['10h visite du village, Biran', ['10:00 Visite du village, -, Biran, scheduled']],
  ['19h bal sous chapiteau à Pavie', ['19:00 Bal sous chapiteau, chapiteau, Pavie, scheduled']],
  [
    'À 15h, on s’initie à la pelote au fronton de Lasséran',
    ['15:00 On s’initie à la pelote, fronton, Lasséran, scheduled'],
  ],
  [
    'À 9h, yoga à Pavie. Le soir, retour à Jégun : le bal démarre à 21h sous la halle.',
    ['09:00 Yoga, -, Pavie, scheduled', '21:00 Le bal, halle, Jégun, scheduled'],
  ],
  [
    'À 9h, yoga à Pavie. À 20h, les chasseurs de Biran servent la daube.',
    ['09:00 Yoga, -, Pavie, scheduled', '20:00 Les chasseurs de Biran servent la daube, -, Biran, scheduled'],
  ],
  [
    'À 9h, yoga à Pavie. À 20h, la chorale de Biran chante dans l’église.',
    ['09:00 Yoga, -, Pavie, scheduled', '20:00 La chorale de Biran chante, église, Pavie, scheduled'],
  ],
  [
    'Le marché de producteurs de Lavardens n’ouvre qu’à 17h',
    ['17:00 Le marché de producteurs, -, Lavardens, scheduled'],
  ],
]

for (const [text, expected] of events)
  test(text, () => {
    const { occurrences } = read(`<h3>Mardi 7</h3><p>${text}</p>`)
    assert.deepEqual(
      occurrences.map(
        ({ start, title, venue, commune, status }) => `${start} ${title}, ${venue ?? '-'}, ${commune}, ${status}`,
      ),
      expected,
    )
  })

const ongoing = [
  'Chaque soir à la tombée de la nuit, jusqu’au 29 août : parcours lumineux, Lavardens',
  'Tous les soirs au crépuscule, jusqu’à fin août : parcours lumineux, Lavardens',
  'Tous les soirs à la tombée du jour, du 1er juillet au 29 août : parcours lumineux, Lavardens',
]

for (const text of ongoing)
  test(`${text} is ongoing`, () => {
    const agenda = read(`<h2>Les rendez-vous qui reviennent</h2><ul><li>${text}</li></ul>`)
    assert.deepEqual([agenda.occurrences.length, agenda.ongoing.map(({ title }) => title)], [0, ['Parcours lumineux']])
  })

const never = [
  'Cet été, l’office répond aussi par messagerie, 7 jours sur 7, de 9h à 19h.',
  'À noter : la semaine prochaine, forum des associations le samedi 18 juillet à Auch.',
  'Un doute avant de partir ? L’accueil répond tous les jours de 9h30 à 18h.',
  'Une question avant de venir ? Notre équipe est joignable tous les jours de 9h à 18h.',
  'Perdus ? Nos conseillères vous répondent chaque jour de 9h à 18h.',
  'Pas sûr de la date ? Appelez-nous tous les jours de 9h à 18h.',
]

for (const text of never)
  test(`${text} announces nothing`, () => {
    const agenda = read(`<h3>Expositions</h3><p>« Bleu », mairie, Auch</p><p>${text}</p>`)
    assert.deepEqual([agenda.occurrences.length, agenda.ongoing.length], [0, 1])
  })

test('a question that an event answers is still an event', () => {
  const { occurrences } = read('<h3>Mardi 7</h3><p>Envie de danser ? Bal à 21h, Pavie</p>')
  assert.deepEqual(
    occurrences.map(({ start, commune }) => [start, commune]),
    [['21:00', 'Pavie']],
  )
})

test('a reminder under another day counts once', () => {
  const { occurrences } = read(
    '<h3>Mercredi 8</h3><p>21h fanfare Tambour battant, Duran</p><h3>Dimanche 12</h3><p>9h marche, Pavie</p><p>RAPPEL : la fanfare de mercredi à Duran, c’est bien à 21h !</p>',
  )
  assert.equal(occurrences.length, 2)
})
