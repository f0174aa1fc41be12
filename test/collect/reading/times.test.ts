import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '../../../src/collect/reading/text.js'
import { findMoments, findTimes, readsAsHours } from '../../../src/collect/reading/times.js'

/** The hours of the event in a text: "start/end" pairs. */
const hours = (text: string) =>
  findTimes(fold(text))
    .filter(({ aside }) => aside === null)
    .flatMap(({ slots }) => slots.map(({ start, end }) => `${start ?? '-'}/${end ?? '-'}`))
    .join(' ')

const cases: Array<[string, string]> = [
  ['à 21h', '21:00/-'],
  ['20 h 30', '20:30/-'],
  ['À 20H30 précises', '20:30/-'],
  ['9 heures', '09:00/-'],
  ['15:00-16:30', '15:00/16:30'],
  ['de 14h à 17h30', '14:00/17:30'],
  ['dès 9h', '09:00/-'],
  ['à partir de 18 h 30', '18:30/-'],
  ['vers 22h30', '22:30/-'],
  ['jusqu’à 13h', '-/13:00'],
  ['de 10 à 12h', '10:00/12:00'],
  ['10-12h', '10:00/12:00'],
  ['entre 16h et 19h', '16:00/19:00'],
  ['20h30/22h', '20:30/22:00'],
  ['8h/12h30', '08:00/12:30'],
  ['18h-23h', '18:00/23:00'],
  ['10 h – 11 h 30 et 15 h – 16 h 30', '10:00/11:30 15:00/16:30'],
  ['10h-12h / 14h-18h', '10:00/12:00 14:00/18:00'],
  ['de 9h à 12h et de 14h à 18h', '09:00/12:00 14:00/18:00'],
  ['à 10h et 15h', '10:00/- 15:00/-'],
  ['10h, 14h et 16h', '10:00/- 14:00/- 16:00/-'],
  ['10h / 14h / 16h', '10:00/- 14:00/- 16:00/-'],
  ['midi', '12:00/-'],
  ['de 18h à minuit', '18:00/00:00'],
  ['minuit', '00:00/-'],
  ['22h-minuit', '22:00/00:00'],
  ['20h30–minuit', '20:30/00:00'],
  ['midi-14h', '12:00/14:00'],
  ['l’après-midi', ''],
  ['de 21h à 2h', '21:00/02:00'],
  ['à 9h du soir', '21:00/-'],
  ['dès 19h et jusqu’à minuit', '19:00/00:00'],
  ['rue du Midi', ''],
  ['2h de marche', ''],
  ['durée 1h30', ''],
  ['visite (1h30)', ''],
  ['ouvert 24h/24', ''],
  ['11 km, dès 6 ans, 10 € par équipe', ''],
  ['05 62 00 00 10', ''],
  ['Inscriptions sur place à partir de 13h45', ''],
  ['réservation avant 18h', ''],
]

for (const [text, expected] of cases) {
  test(`hours of "${text}"`, () => assert.equal(hours(text), expected))
}

test('the hour at which doors open is only a second choice', () => {
  const [doors, concert] = findTimes(fold('ouverture des portes à 20h, concert à 21h'))
  assert.equal(doors?.aside, 'beside')
  assert.equal(concert?.aside, null)
})

const moments: Array<[string, string | null]> = [
  ['En matinée, petit marché', 'morning'],
  ['Mardi matin : marché', 'morning'],
  ['le soir', 'evening'],
  ['à l’aube – marche', 'dawn'],
  ['bal à la nuit tombée', 'nightfall'],
  ['après-midi', 'afternoon'],
  ['Après-midi jeux en bois', null],
  ['Soirée grillades', null],
  ['19h, soirée astronomie', null],
]

for (const [text, expected] of moments) {
  test(`part of the day of "${text}"`, () => assert.equal(findMoments(fold(text))[0]?.moment ?? null, expected))
}

test('only "toute la journée" lasts all day', () => {
  assert.equal(findMoments(fold('Toute la journée, fête'))[0]?.allDay, true)
  assert.equal(findMoments(fold('Toute la matinée, fête'))[0]?.allDay, false)
})

test('a line of hours is told from a line that holds one', () => {
  assert.equal(readsAsHours(fold('de 14h à 17h')), true)
  assert.equal(readsAsHours(fold('En soirée')), true)
  assert.equal(readsAsHours(fold('21h : concert')), false)
})
