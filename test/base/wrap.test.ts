import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { wrapLines } from '../../src/base/wrap.js'

test('long lines break at spaces and keep their indentation', () => {
  assert.equal(wrapLines('* one two three\n  four five six', 9), '* one two\n  three\n  four\n  five\n  six')
})

test('addresses and no-break spaces are never cut', () => {
  assert.equal(
    wrapLines('see https://example.org/very/long/address now', 12),
    'see\nhttps://example.org/very/long/address\nnow',
  )
  assert.equal(wrapLines('deux mots\u00a0liés', 8), 'deux\nmots\u00a0liés')
})

test('no word is lost, and lines of short words fit', () => {
  const words = fc.array(fc.stringMatching(/^[a-zé]{1,10}$/), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(words, (list) => {
      const wrapped = wrapLines(list.join(' '), 30)
      assert.deepEqual(wrapped.split(/[ \n]/), list)
      assert.ok(wrapped.split('\n').every((line) => line.length <= 30))
    }),
  )
})
