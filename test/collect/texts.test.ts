import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { parse } from 'yaml'
import { httpErrorCodes } from '../../src/base/http-error.js'
import { feedErrorCodes } from '../../src/collect/feed-error.js'

const folder = join(import.meta.dirname, '../../../templates/texts')

for (const language of ['fr', 'en']) {
  test(`every code of collecting has its sentence in "${language}", and no sentence is left over`, () => {
    const { collect: texts } = parse(readFileSync(join(folder, `${language}.yaml`), 'utf8')) as {
      collect: Record<string, string>
    }
    const codes: string[] = [...httpErrorCodes, ...feedErrorCodes]
    assert.deepEqual(Object.keys(texts).sort(), codes.sort())
    for (const [code, text] of Object.entries(texts)) {
      const values = { feed: 'blog', url: 'https://example.org/feed/', status: '502', detail: 'rest_no_route' }
      const sentence = String(new IntlMessageFormat(text, language).format(values))
      assert.ok(
        sentence.includes('blog') && sentence.includes(values.url) && !/[{}]/.test(sentence),
        `${code}: ${sentence}`,
      )
    }
  })
}
