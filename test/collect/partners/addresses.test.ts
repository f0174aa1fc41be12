import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { addressesIn, normalAddress } from '../../../src/collect/partners/addresses.js'

const cells: [string, string[], number][] = [
  ['a@b.example.org', ['a@b.example.org'], 0],
  [' mailto:A.B@B.Example.ORG ', ['A.B@b.example.org'], 0],
  [
    'a@b.example.org; c@d.example.org / e@f.example.org, g@h.example.org',
    ['a@b.example.org', 'c@d.example.org', 'e@f.example.org', 'g@h.example.org'],
    0,
  ],
  ['Accueil <a@b.example.org>', ['a@b.example.org'], 0],
  ['a@b.example.org ou A. Martin', ['a@b.example.org'], 0],
  ['a@b.example.org a@b.example.org', ['a@b.example.org'], 0],
  ['a\u200b@b.example.org.', ['a@b.example.org'], 0],
  ['contact@élevage.example.org', ['contact@xn--levage-9ua.example.org'], 0],
  ['gîte@b.example.org', [], 1],
  ['a@b', [], 1],
  ['a@b,example.org', [], 1],
  ['@b.example.org', [], 1],
  ['pas de mail', [], 1],
  ['-', [], 0],
  ['', [], 0],
]
for (const [cell, expected, refused] of cells) {
  test(`the cell ${JSON.stringify(cell)}`, () => {
    const found = addressesIn(cell)
    assert.deepEqual([found.addresses, found.refused.length], [expected, refused])
  })
}

test('whatever stands in a cell, an address that is kept could be kept again unchanged', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (cell) => {
      for (const address of addressesIn(cell).addresses) assert.equal(normalAddress(address), address)
    }),
  )
})
