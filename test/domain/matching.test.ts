import assert from 'node:assert/strict'
import { test } from 'node:test'
import { communeKey, kindOf, nameKey, organisationKinds } from '../../src/domain/index.js'
import { loadTexts } from '../../src/base/texts.js'

const sameNames = [
  [
    'Hôtel du Midi',
    'HOTEL DU MIDI',
    'Hôtel-du-Midi',
    'SARL Hôtel du Midi',
    'Hôtel du Midi (S.A.R.L.)',
    'hôtel du midi SAS',
  ],
  ['Mairie de Pavie', 'Commune de PAVIE', 'Ville de Pavie'],
  ['L’Île d’Or', "L'ILE D'OR", 'EURL L’île d’or'],
  ['Vélos & Collines', 'Velos et Collines'],
  ['Bœuf et Cie', 'BOEUF ET CIE'],
  ['GAEC du Grand Chêne', 'Du Grand Chêne', 'SCEA du grand chêne'],
]
for (const names of sameNames)
  test(`one name: ${names.join(' / ')}`, () =>
    assert.equal(new Set(names.map(nameKey)).size, 1, names.map(nameKey).join()))

test('other names stay other, and a name of legal forms alone stays a name', () => {
  assert.notEqual(nameKey('Hôtel du Midi'), nameKey('Hôtel du Nord'))
  assert.notEqual(nameKey('Hôtel du Midi'), nameKey('Hôtel du Midi – annexe'))
  assert.equal(nameKey('SARL'), 'sarl')
  assert.equal(nameKey('Мельница'), 'мельница')
})

test('communes are the same however they are written', () => {
  assert.equal(communeKey('32000 AUCH CEDEX 9'), communeKey('Auch'))
  assert.equal(communeKey('St-Lary'), communeKey('SAINT LARY'))
  assert.equal(communeKey('Ste Christie'), communeKey('Sainte-Christie'))
  assert.equal(communeKey(null), '')
})

test('kinds are known by the words of spreadsheets, and by their own names in both languages', () => {
  assert.equal(kindOf('Chambres d’hôtes'), 'guest-house')
  assert.equal(kindOf('MEUBLÉS DE TOURISME'), 'furnished-let')
  assert.equal(kindOf('Résidence de tourisme'), null)
  for (const language of ['fr', 'en'])
    for (const kind of organisationKinds)
      assert.equal(kindOf(loadTexts(language).t(`organisationKind.${kind}`)), kind, `${kind} in ${language}`)
})
