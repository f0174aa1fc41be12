import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { paginate, type MeasuredBlock } from '../../src/render/paginate.js'

const blocks = fc.array(
  fc.record({
    heading: fc.integer({ min: 20, max: 40 }),
    items: fc.array(fc.integer({ min: 30, max: 150 }), { minLength: 1, maxLength: 14 }),
  }),
  { minLength: 1, maxLength: 8 },
)
const frames = { columns: 2, first: 700, next: 900 }

function layOut(given: MeasuredBlock[]): NonNullable<ReturnType<typeof paginate>> {
  for (let pages = 1; pages < 40; pages++) {
    const layout = paginate(given, frames, pages)
    if (layout) return layout
  }
  throw new Error('no layout found')
}

test('every item is placed once, in order, within its column', () => {
  fc.assert(
    fc.property(blocks, (given) => {
      const { pages } = layOut(given)
      const placed = pages
        .flat(2)
        .flatMap(({ block, from, to }) => Array.from({ length: to - from }, (_, at) => [block, from + at]))
      assert.deepEqual(
        placed,
        given.flatMap(({ items }, block) => items.map((_, at) => [block, at])),
      )
      for (const [number, columns] of pages.entries()) {
        assert.ok(columns.length <= frames.columns)
        for (const column of columns) {
          const heights = column.map(({ block, from, to }) => {
            const { heading, items } = given[block] as MeasuredBlock
            return heading + items.slice(from, to).reduce((sum, height) => sum + height, 0)
          })
          assert.ok(heights.reduce((sum, height) => sum + height, 0) <= (number === 0 ? frames.first : frames.next))
        }
      }
    }),
  )
})

test('no heading stands alone, nor over a lone event of a longer day at the foot of a column', () => {
  fc.assert(
    fc.property(blocks, (given) => {
      for (const column of layOut(given).pages.flat()) {
        for (const [place, { block, from, to }] of column.entries()) {
          const length = given[block]?.items.length ?? 0
          assert.ok(to > from, 'a heading without events')
          if (place > 0 && from === 0 && to < length) assert.ok(to - from >= 2, 'a lone event at the foot')
        }
      }
    }),
  )
})

test('columns are filled alike', () => {
  const days = Array.from({ length: 6 }, () => ({ heading: 30, items: [50, 50, 50] }))
  const layout = paginate(days, { columns: 2, first: 1000, next: 1000 }, 1)
  assert.deepEqual(
    layout?.pages[0]?.map((column) => column.length),
    [3, 3],
  )
  assert.ok(layout && layout.fill < 0.55)
})

test('what does not fit says so', () => {
  assert.equal(paginate([{ heading: 10, items: [2000] }], frames, 3), null)
})
