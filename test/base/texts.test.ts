import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { loadTexts, readTexts, type TextLanguage } from '../../src/base/texts.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const languages: TextLanguage[] = ['fr', 'en']

const sources = globSync(['src/**/*.{ts,tsx}', 'jobs/**/*.ts', 'templates/**/*.{html,liquid,mjml,txt,svg,tsx}'], {
  cwd: root,
}).map((file) => readFileSync(join(root, file), 'utf8'))

const matches = (pattern: RegExp) => sources.flatMap((text) => [...text.matchAll(pattern)].map(([, key = '']) => key))

/** Keys asked for by name: t('key') in code, 'key' | t in templates. */
const askedFor = new Set([
  ...matches(/\bt\(\s*'([a-z][\w-]*(?:\.[\w-]+)+)'/g),
  ...matches(/'([a-z][\w-]*(?:\.[\w-]+)+)'\s*\|\s*t\b/g),
])

/** Whatever looks like a key anywhere, and keys put together from parts: `state.${name}` stands for every state. */
const named = new Set(matches(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g))
const puzzled = matches(/`([a-z][\w-]*\.[^`\s]*\$\{[^`]+)`/g).map(
  (key) => new RegExp(`^${key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]+\}/g, '[\\w-]+')}$`),
)

for (const language of languages) {
  test(`no text is missing or unused (${language})`, () => {
    const written = [...readTexts(language).keys()]
    assert.ok(askedFor.size > 50, 'the scan found the texts in use')
    assert.deepEqual(
      [...askedFor].filter((key) => !written.includes(key)),
      [],
      'used, but not written',
    )
    assert.deepEqual(
      written.filter((key) => !named.has(key) && !puzzled.some((pattern) => pattern.test(key))),
      [],
      'written, but not used',
    )
  })

  test(`every text is a valid message (${language})`, () => {
    const { t } = loadTexts(language)
    for (const [key, message] of readTexts(language)) {
      assert.notEqual(t(key, Object.fromEntries(argumentsOf(message).map((name) => [name, 2]))), undefined, key)
    }
  })
}

/** The arguments of an ICU message, those within its plurals and selections too. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>()
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound && element.type !== TYPE.tag)
        names.add(element.value)
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const option of Object.values(element.options)) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, 'fr', undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

test('both languages have the same texts, and English asks for no argument of its own', () => {
  const [french, english] = [readTexts('fr'), readTexts('en')]
  assert.deepEqual([...english.keys()].sort(), [...french.keys()].sort())
  for (const [key, message] of french) {
    const given = argumentsOf(message)
    // English bends fewer words: it may leave an argument unused, but never ask for one of its own.
    for (const name of argumentsOf(english.get(key) ?? '')) assert.ok(given.includes(name), `${key}: {${name}}`)
  }
})

test('an unknown text is an error, an unknown language is French', () => {
  assert.throws(() => loadTexts('fr').t('mail.nowhere'), /mail\.nowhere/)
  assert.equal(loadTexts('oc').language, 'fr')
})
