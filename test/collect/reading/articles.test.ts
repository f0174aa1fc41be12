import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fieldNames } from '../../scoring/compare.js'
import { scoreFolder } from '../../scoring/folder.js'

const repository = join(import.meta.dirname, '../../../..')
const own = join(repository, 'test/fixtures/articles')
const shared = join(repository, '../shared/articles')

/** Fields that must be read without a fault; venues and titles are matters of taste at the margin. */
const exact = fieldNames.filter((name) => name !== 'venue')

function checkFolder(directory: string, name: string): void {
  test(name, async () => {
    const { comparison, choice } = await scoreFolder(join(directory, name), name)
    assert.deepEqual(
      { missed: comparison.missed, invented: comparison.invented, choice },
      { missed: [], invented: [], choice: [] },
    )
    assert.ok(comparison.weekRight)
    for (const field of exact) {
      const { right, expected, told } = comparison.fields[field]
      assert.deepEqual({ field, right, told }, { field, right: expected, told: expected })
    }
    const { right, told } = comparison.fields.venue
    assert.equal(right, told, 'a venue was read wrong')
  })
}

describe('own articles', () => {
  for (const name of readdirSync(own).sort()) checkFolder(own, name)
})

describe(
  'annotated articles beside the repository',
  { skip: existsSync(shared) ? false : `${shared} is not there` },
  () => {
    const names = existsSync(shared)
      ? readdirSync(shared).filter((name) => existsSync(join(shared, name, 'expected.json')))
      : []
    for (const name of names.sort()) checkFolder(shared, name)
  },
)
