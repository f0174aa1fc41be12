import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const directory = new URL('../../test/golden/', import.meta.url)

/** Fails unless `actual` is test/golden/`name`, byte for byte; with UPDATE_GOLDEN=1 in the environment, writes it. */
export function matchGolden(name: string, actual: string): void {
  const path = fileURLToPath(new URL(name, directory))
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, actual)
  }
  assert.equal(actual, readFileSync(path, 'utf8'), `${name} changed: look at it, then run again with UPDATE_GOLDEN=1`)
}
