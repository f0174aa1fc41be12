import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PDFDocument } from '@cantoo/pdf-lib'
import { impose, impositionOrder } from '../../src/render/impose.js'

/** Folds the stack and reads it: each leaf's two sides, from the outside in, then back out. */
function read(order: [number, number][]): number[] {
  const pages: number[] = []
  for (let sheet = 0; sheet < order.length / 2; sheet++) {
    const [front, back] = [order[2 * sheet], order[2 * sheet + 1]]
    assert.ok(front && back)
    pages.push(front[1], back[0])
  }
  for (let sheet = order.length / 2 - 1; sheet >= 0; sheet--) {
    const [front, back] = [order[2 * sheet], order[2 * sheet + 1]]
    assert.ok(front && back)
    pages.push(back[1], front[0])
  }
  return pages
}

test('folded, the pages come in order', () => {
  for (const count of [4, 8, 12, 16])
    assert.deepEqual(
      read(impositionOrder(count)),
      Array.from({ length: count }, (_, page) => page),
    )
})

test('a number of pages that cannot be folded is refused', () => {
  assert.throws(() => impositionOrder(6), RangeError)
})

test('sheets are A4 landscape, with title, language and both sides asked for', async () => {
  const source = await PDFDocument.create()
  for (let page = 0; page < 8; page++) source.addPage([419.5, 595.3]).drawText(String(page + 1))
  const { pdf, sheets } = await impose(await source.save(), { title: 'Livret', language: 'fr', author: 'Office' })
  const imposed = await PDFDocument.load(pdf)
  assert.equal(sheets, 2)
  assert.equal(imposed.getPageCount(), 4)
  assert.deepEqual(
    imposed.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())]),
    Array.from({ length: 4 }, () => [842, 595]),
  )
  assert.equal(imposed.getTitle(), 'Livret')
  assert.equal(imposed.getLanguage(), 'fr')
  assert.equal(imposed.catalog.getViewerPreferences()?.getDuplex(), 'DuplexFlipShortEdge')
})
