import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadTexts, readTexts, type TextLanguage } from '../../src/base/texts.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const languages: TextLanguage[] = ['fr', 'en']

/** Keys written in code as t('key') and in templates as 'key' | t. */
function usedKeys(): Set<string> {
  const files = globSync(['src/**/*.{ts,tsx}', 'jobs/**/*.ts', 'templates/**/*.{html,liquid,mjml,txt,svg,tsx}'], {
    cwd: root,
  })
  const pattern = /\bt\(\s*'([a-z]\w*(?:\.\w+)+)'|'([a-z]\w*(?:\.\w+)+)'\s*\|\s*t\b/g
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map((match) => match[1] ?? match[2] ?? ''),
    ),
  )
}

for (const language of languages) {
  test(`no text is missing or unused (${language})`, () => {
    const written = [...readTexts(language).keys()]
    const used = usedKeys()
    assert.ok(used.size > 50, 'the scan found the texts in use')
    assert.deepEqual(
      [...used].filter((key) => !written.includes(key)),
      [],
      'used, but not written',
    )
    assert.deepEqual(
      written.filter((key) => !used.has(key)),
      [],
      'written, but not used',
    )
  })

  test(`every text is a valid message (${language})`, () => {
    const { t } = loadTexts(language)
    for (const [key, message] of readTexts(language)) {
      const names = [...message.matchAll(/\{(\w+)/g)].map(([, name = '']) => name)
      assert.ok(t(key, Object.fromEntries(names.map((name) => [name, 2]))).length > 0, key)
    }
  })
}

test('both languages ask for the same arguments', () => {
  const english = readTexts('en')
  const namesIn = (message: string): string[] =>
    [...new Set([...message.matchAll(/\{(\w+)\s*[,}]/g)].map(([, name = '']) => name))].sort()
  const mute = new Set(['other', 'none', 'one'])
  for (const [key, message] of readTexts('fr')) {
    const names = (text: string): string[] => namesIn(text).filter((name) => !mute.has(name) && !/^\d/.test(name))
    assert.deepEqual(names(english.get(key) ?? ''), names(message), key)
  }
})

test('an unknown text is an error, an unknown language is French', () => {
  assert.throws(() => loadTexts('fr').t('mail.nowhere'), /mail\.nowhere/)
  assert.equal(loadTexts('oc').language, 'fr')
})
