import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrast, mixColours, readableOn } from '../../src/base/colour.js'

test('mixing meets its ends and its middle', () => {
  assert.equal(mixColours('#ff0000', '#0000ff', 1), '#ff0000')
  assert.equal(mixColours('#ff0000', '#0000ff', 0), '#0000ff')
  assert.equal(mixColours('#000000', '#ffffff', 0.5), '#808080')
})

test('contrast is that of WCAG', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.ok(Math.abs(contrast('#767676', '#ffffff') - 4.54) < 0.01)
})

test('any colour becomes readable, and a readable one stays itself', () => {
  for (const colour of ['#ffff00', '#e0a526', '#ffffff', '#00ff88', '#8c1c3f']) {
    assert.ok(contrast(readableOn(colour, '#ffffff'), '#ffffff') >= 4.5, colour)
    assert.ok(contrast(readableOn(colour, '#1c1a1d'), '#1c1a1d') >= 4.5, colour)
  }
  assert.equal(readableOn('#8c1c3f', '#ffffff'), '#8c1c3f')
})
