import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCommunes } from '../../src/collect/communes.js'

test('the list follows from the intercommunality, its neighbours from the département', () => {
  const { members, neighbours } = loadCommunes('200066926')
  assert.equal(members.length, 34)
  assert.ok(members.includes('Castéra-Verduzan'))
  assert.ok(neighbours.includes('Barran') && !members.includes('Barran') && !neighbours.includes('Auch'))
})

test('communes of the settings are members, in their spelling', () => {
  const { members, neighbours } = loadCommunes('200066926', ['Barran', 'Jégun'])
  assert.ok(members.includes('Barran') && members.includes('Jégun') && !members.includes('Jegun'))
  assert.ok(!neighbours.includes('Barran'))
})

test('an unknown number is named in the error', () => {
  assert.throws(() => loadCommunes('123456789'), /No intercommunality bears the SIREN number "123456789"/)
})
