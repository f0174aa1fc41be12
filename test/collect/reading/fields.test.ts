import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CommuneNames } from '../../../src/collect/reading/commune-names.js'
import { readFields } from '../../../src/collect/reading/fields.js'
import { officeCommunes } from '../../scoring/folder.js'

const week = { from: '2026-07-06', to: '2026-07-12' }
const communes = officeCommunes()
const names = new CommuneNames(communes, [...communes.members, ...communes.neighbours].join(' '))
const read = (text: string) => readFields({ text, links: [], place: null, title: null }, week, names)

const prices: Array<[string, string | null, boolean]> = [
  ['10h, visite. 7 € / 4 €', '7 € / 4 €', false],
  ['20h, théâtre, 8 €, gratuit pour les moins de 12 ans', '8 €, gratuit pour les moins de 12 ans', false],
  ['17h, goûter, 4€50, gratuit – de 6 ans', '4€50, gratuit – de 6 ans', false],
  ['20h, comédie ; 8 € – 5 € (moins de 15 ans)', '8 € – 5 € (moins de 15 ans)', false],
  ['9h, stage, 60 € la semaine', '60 € la semaine', false],
  ['12h, paella. 13 € adulte, 7 € enfant', '13 € adulte, 7 € enfant', false],
  ['21h, bal. Gratuit.', 'Gratuit', true],
  ['21h, bal, entrée libre', 'entrée libre', true],
  ['minuit, soupe à l’oignon offerte à la cantine', 'offerte', true],
  ['21h, bal, gratuit – apportez vos plaids', 'gratuit', true],
  ['21h, bal, entrée libre – buvette sur place', 'entrée libre', true],
  ['21h, bal. Gratuit - inscriptions sur place', 'Gratuit', true],
  ['21h, bal, gratuit – 2 orchestres', 'gratuit', true],
  ['21h, bal ; l’entrée est libre', 'entrée libre', true],
  ['21h, bal, gratuit -12 ans', 'gratuit -12 ans', false],
  ['21h, bal, gratuit (- de 12 ans)', 'gratuit (- de 12 ans)', false],
  ['21h, chœur ; la participation est libre', 'participation libre', false],
  ['21h, chœur, participation financière libre', 'participation financière libre', false],
  ['21h, chœur, participation libre', 'participation libre', false],
  ['21h, chœur, au chapeau', 'au chapeau', false],
  ['14h, lecture, gratuit pour les enfants', 'gratuit pour les enfants', false],
  ['21h, retraite aux flambeaux, lampions offerts aux enfants', null, false],
  ['9h, fête, navette gratuite', null, false],
  ['20h, loto, 500 € de lots', null, false],
  ['22h, façades en lumière, accès libre', null, false],
]

describe('price', () => {
  for (const [text, expected, free] of prices) {
    test(text, () => {
      const { price } = read(text)
      assert.equal(price?.text ?? null, expected)
      assert.equal(price?.free ?? false, free)
    })
  }
})

const bookings: Array<[string, string | null]> = [
  ['17h, dégustation, réservation conseillée au 05 62 00 00 12', '05 62 00 00 12/-'],
  ['17h, atelier, résa 05.62.00.00.35', '05 62 00 00 35/-'],
  ['17h, atelier, inscription au +33 5 62 00 00 36', '05 62 00 00 36/-'],
  ['19h, repas, sur réservation auprès du comité des fêtes', '-/-'],
  ['19h, repas, inscription : repas@example.org', '-/mailto:repas@example.org'],
  ['19h, repas, réservation sur www.repas.example.org', '-/https://www.repas.example.org'],
  ['14h, pétanque, inscriptions sur place', null],
  ['14h, visite, sans réservation', null],
  ['14h, visite, réservation obligatoire à l’accueil de l’office', '-/-'],
  ['14h, pétanque, inscriptions à l’accueil', null],
  ['14h, visite sur invitation', null],
  ['14h, visite. Renseignements : 05 62 00 00 37', null],
]

describe('booking', () => {
  for (const [text, expected] of bookings) {
    test(text, () => {
      const { booking } = read(text)
      assert.equal(booking && `${booking.phone ?? '-'}/${booking.url ?? '-'}`, expected)
    })
  }
})

const statuses: Array<[string, string, string | null]> = [
  ['22h, cinéma en plein air, ANNULÉ', 'cancelled', null],
  ['17h, concert (complet)', 'soldOut', null],
  ['17h, concert, affiche complet', 'soldOut', null],
  ['21h, nuit des étoiles – reporté au mardi 14', 'postponed', '2026-07-14'],
  ['21h, nuit des étoiles, reportée à une date ultérieure', 'postponed', null],
  ['21h, bal de Biran, déplacé au stade', 'scheduled', null],
  ['21h, bal, Biran – reporté à la salle des fêtes', 'scheduled', null],
  ['21h, bal déplacé au mercredi 8', 'postponed', '2026-07-08'],
  ['21h, bal décalé en septembre', 'postponed', null],
  ['21h, concert des Décalés au bar Le Zinc', 'scheduled', null],
  ['21h, bal des Annulés', 'scheduled', null],
  ['CONCERT DES DÉCALÉS AU BAR, 21H', 'scheduled', null],
  ['21h, bal, presque complet', 'scheduled', null],
  ['21h, bal, plus que dix places', 'scheduled', null],
  ['21h, bal, maintenu', 'scheduled', null],
  ['21h, le bal n’est pas annulé', 'scheduled', null],
  ['21h, bal, reporté du 2 juillet', 'scheduled', null],
  ['21h, bal (report du 2 juillet)', 'scheduled', null],
  ['23h, feu d’artifice, reporté au 9 si orage', 'scheduled', null],
  ['23h, feu d’artifice, annulé en cas de vent', 'scheduled', null],
  ['20h, repas complet au foyer', 'scheduled', null],
]

describe('status', () => {
  for (const [text, status, postponedTo] of statuses) {
    test(text, () => {
      const fields = read(text)
      assert.equal(fields.status, status)
      assert.equal(fields.postponedTo, postponedTo)
    })
  }
})

const places: Array<[string, string | null, string | null]> = [
  ['21h, chœur dans l’église de Jégun', 'Jegun', 'église'],
  ['9h, départ de la salle des fêtes de Puycasquier : randonnée', 'Puycasquier', 'salle des fêtes'],
  ['19h, marché gourmand, CASTÉRA‑VERDUZAN', 'Castéra-Verduzan', null],
  ['19h, marché gourmand au boulodrome de Castéra', 'Castéra-Verduzan', 'boulodrome'],
  ['10h, visite, Montaut les Créneaux', 'Montaut-les-Créneaux', null],
  ['10h, visite, St Lary', 'Saint-Lary', null],
  ['Auch – 10h : visite, place de la Mairie', 'Auch', 'place de la Mairie'],
  ['14h, labyrinthe à Ordan-Larroque, route de Jégun', 'Ordan-Larroque', 'route de Jégun'],
  ['10h, marche, chemin de Barran, à Pavie', 'Pavie', 'chemin de Barran'],
  ['21h, concert de l’harmonie de Pavie, église de Duran', 'Duran', 'église'],
  ['15h, match contre Auch-Condamine, stade de Biran', 'Biran', 'stade'],
  ['17h, course, départ et arrivée à Mirepoix, passages à Crastes et à Augnax', 'Mirepoix', null],
  ['21h, cinéma, halle de Barran', 'Barran', 'halle'],
  ['11h, apéritif de la fête patronale de Lasséran', 'Lasséran', null],
  ['23h, feu de Biran, place de la Mairie, déplacé au stade', 'Biran', 'stade'],
  ['21h, bal au foyer de Biran, transféré à la salle des fêtes de Pavie', 'Pavie', 'salle des fêtes'],
  ['21h, théâtre, « Gare au loup », Biran', 'Biran', null],
  ['10h atelier à Pavie, chez Terre et Cie, 15 €', 'Pavie', 'Terre et Cie'],
  ['9h, la rando part du parking de la salle des fêtes de Duran', 'Duran', 'parking de la salle des fêtes'],
  ['10h – Auch – chasse au trésor – départ : office de tourisme', 'Auch', 'office de tourisme'],
  ['23h, un feu d’artifice est tiré depuis le stade, Biran', 'Biran', 'stade'],
  ['18h, l’abbaye de Pessan accueille un duo de harpes', 'Pessan', 'abbaye'],
  ['17h, le domaine du Tuc, à Lahitte, fait goûter ses flocs', 'Lahitte', 'domaine du Tuc'],
  ['En matinée, le marché bio occupe le parvis de la gare d’Auch', 'Auch', 'parvis de la gare'],
  ['21h bal trad sous la halle avec Los Cigalons, Barran', 'Barran', 'halle'],
  ['19h – Soirée tapas – Pavie, guinguette du Moulin', 'Pavie', 'guinguette du Moulin'],
  ['21h, concert chapelle Saint-Martin', null, 'chapelle Saint-Martin'],
  ['21h, « Les Nuits de Lavardens », concert', null, null],
  ['22h, feu d’artifice. Repli salle polyvalente en cas de pluie', null, null],
]

describe('commune and venue', () => {
  for (const [text, commune, venue] of places) {
    test(text, () => {
      const fields = read(text)
      assert.equal(fields.communes[0] ?? null, commune)
      assert.equal(fields.venue, venue)
    })
  }
  test('two communes of one market line', () => {
    assert.deepEqual(read('petits marchés à Castéra-Verduzan et à Puycasquier').communes, [
      'Castéra-Verduzan',
      'Puycasquier',
    ])
  })
})

const titles: Array<[string, string, string | null]> = [
  [
    'À 10h, balade botanique « Les herbes » au départ du moulin de Pavie ; prévoir un chapeau.',
    'Balade botanique « Les herbes »',
    'Prévoir un chapeau.',
  ],
  ['De 9h à 18h, brocante sous la halle de Barran. Entrée libre.', 'Brocante sous la halle', null],
  ['21H : CONCERT DE JAZZ, PLACE DE LA MAIRIE, PAVIE', 'Concert de jazz', null],
  ['Mardi, on marche : à 9h, la rando du facteur, Duran', 'La rando du facteur', null],
  ['10h30, les tout-petits (0-3 ans) écoutent des comptines, Auch', 'Les tout-petits écoutent des comptines', null],
  ['17h, la ferme du Tuc, à Lahitte, apprend à traire', 'La ferme du Tuc apprend à traire', null],
  ['18h, l’abbaye de Pessan accueille un duo de harpes', 'Duo de harpes', null],
  ['Biran sort ses nappes à 19h pour son marché gourmand', 'Marché gourmand', null],
  ['Les chineurs ont rendez-vous à 8h à Mérens pour un vide-greniers', 'Vide-greniers', null],
  ['Le matin, c’est jour de marché dans la haute ville d’Auch', 'Marché', null],
  ['23h, un feu d’artifice est tiré au stade de Biran', 'Feu d’artifice', null],
  ['20h : Biran danse avec l’orchestre Mandarine', 'Biran danse avec l’orchestre Mandarine', null],
  ['10h, visite du jardin (idem mercredi), Auch', 'Visite du jardin', null],
  ['20h (et non 21h30 comme annoncé) : bal gascon, Auch', 'Bal gascon', null],
  ['Bal gascon à 20h au lieu de 21h, Auch', 'Bal gascon', null],
  ['19h, marché gourmand à Castéra, comme tous les mardis de l’été', 'Marché gourmand', null],
  ['20h, fête de Duran, comme tous les ans', 'Fête', null],
  ['15h, « Outils du quotidien », lecture, Auch', '« Outils du quotidien »', 'Lecture.'],
  ['21H : CONCERT DU TRIO LAMPADE, PAVIE', 'Concert du trio Lampade', null],
  ['22H : FEU DE LA SAINT-JEAN, DURAN', 'Feu de la Saint-Jean', null],
  ['20H : CONFERENCE « Le Loup », AUCH', 'Conférence « Le Loup »', null],
  ['18H : APÉRO-POLAR de la librairie, AUCH', 'Apéro-polar de la librairie', null],
  ['19H : MARCHE NOCTURNE, PAVIE', 'Marché nocturne', null],
  ['9H : MARCHE NORDIQUE, PAVIE', 'Marche nordique', null],
  ['14H : APRES-MIDI JEUX, AUCH', 'Après-midi jeux', null],
  ['15h – Marionnettes : La Poule rousse, à Duran', 'Marionnettes : La Poule rousse', null],
  ['On commence à 18h avec une dégustation de melons à Auch', 'Dégustation de melons', null],
  ['Rendez-vous à 9h devant la mairie de Biran pour une balade en forêt. 5 €', 'Balade en forêt', null],
  [
    '22h45 : feu d’artifice au-dessus de l’étang communal. Gratuit',
    'Feu d’artifice au-dessus de l’étang communal',
    null,
  ],
  [
    '9h, randonnée des Fontaines (11 km, allure tranquille), Jégun',
    'Randonnée des Fontaines',
    '11 km, allure tranquille.',
  ],
]

describe('title and description', () => {
  for (const [text, title, description] of titles) {
    test(text, () => {
      const fields = read(text)
      assert.equal(fields.title, title)
      assert.equal(fields.description, description)
    })
  }
  test('a title is cut where it pauses, and nothing is lost', () => {
    const fields = read(`À 10h, ${'très long concert '.repeat(120)}avec des amis, à Auch`)
    assert.ok((fields.title ?? '').length <= 90)
    assert.ok((fields.description ?? '').length > 1500)
  })
})

test('ages are those of the text', () => {
  assert.equal(read('15h, atelier, dès 6 ans, à Auch').age, 'dès 6 ans')
  assert.equal(read('15h, atelier, 10 €, gratuit pour les moins de 6 ans').age, null)
})
