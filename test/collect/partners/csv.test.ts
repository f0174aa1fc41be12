import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { readCsv } from '../../../src/collect/partners/csv.js'
import { scratchFolder } from '../../support/scratch-folder.js'

/** What csv-parse alone makes of a whole text, or null where a quote stays open. */
function parsed(text: string): string[][] | null {
  try {
    const records = parse(text, {
      delimiter: ';',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    })
    return (records as string[][]).map((cells) => cells.map((cell) => cell.trim()))
  } catch {
    return null
  }
}

test('lines that are cut without csv-parse are cut as it would, wherever the quotes stand', async (t) => {
  const folder = await scratchFolder('csv')
  t.after(() => rm(folder, { recursive: true, force: true }))
  const piece = fc.constantFrom('"', '"', '""', ';', ';', '\n', '\n', 'a', 'é', ' ', '5" ', '";"', '"\n')
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const text = `x;y\n${pieces.join('')}`
      await writeFile(`${folder}/list.csv`, text)
      const rows = (await Array.fromAsync(readCsv(`${folder}/list.csv`))).flatMap((part) => part.rows)
      const isReadable = rows.every((row) => row.unreadable === undefined)
      const lines = rows.map((row) => row.line)
      assert.deepEqual(isReadable ? rows.map((row) => row.cells) : null, parsed(text))
      assert.deepEqual(
        lines,
        [...new Set(lines)].toSorted((a, b) => a - b),
      )
    }),
    { numRuns: 200 },
  )
})
