import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolesOfHeader } from '../../../src/collect/reading/table-roles.js'

test('a column of prices stays one when it tells other things as well', () => {
  assert.deepEqual(rolesOfHeader(['Date', 'Horaires', 'Animation', 'Lieu', 'Tarif et infos']), [
    'day',
    'hour',
    'what',
    'place',
    'price',
  ])
  assert.equal(rolesOfHeader(['Jour', 'Quoi', 'Réservation / tarif'])?.[2], 'booking')
})
