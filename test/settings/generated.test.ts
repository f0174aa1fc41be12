import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { generatedFiles } from '../../src/settings/generated.js'

const root = join(import.meta.dirname, '../../..')

for (const [path, content] of Object.entries(generatedFiles())) {
  test(`${path} is up to date (else run: node dist/src/settings/write.js)`, () => {
    assert.equal(readFileSync(join(root, path), 'utf8'), content)
  })
}

test('each settings file names its schema', () => {
  for (const name of ['office', 'feeds', 'publications']) {
    const [first] = readFileSync(join(root, 'config', `${name}.yaml`), 'utf8').split('\n')
    assert.equal(first, `# yaml-language-server: $schema=schemas/${name}.schema.json`)
  }
})
