import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { printable, typeset } from '../../src/base/typography.js'

const cases: [string, string][] = [
  ['Que faire à Auch ?', 'Que faire à Auch\u202f?'],
  ['Que faire à Auch?', 'Que faire à Auch\u202f?'],
  ['Vraiment ?!', 'Vraiment\u202f?!'],
  ['à 20h ; puis à 22h', 'à 20h\u202f; puis à 22h'],
  ['Concert : « Ravel »', 'Concert\u00a0: «\u00a0Ravel\u00a0»'],
  ['Concert: «Ravel»', 'Concert\u00a0: «\u00a0Ravel\u00a0»'],
  ['de 15:00 à 16:30', 'de 15:00 à 16:30'],
  ['12 € ou 50%', '12\u00a0€ ou 50\u00a0%'],
  ['12€50', '12€50'],
  ["L'été, c'est là", 'L’été, c’est là'],
  ["Bal trad' sous les étoiles", 'Bal trad’ sous les étoiles'],
  ['Tél. 05 62 00 00 11', 'Tél. 05\u00a062\u00a000\u00a000\u00a011'],
  ['+33 5 62 00 00 11', '+33\u00a05\u00a062\u00a000\u00a000\u00a011'],
  ['dès 6 ans, 12 km', 'dès 6\u00a0ans, 12\u00a0km'],
  ['de 20 h 30 à 22 h', 'de 20\u00a0h\u00a030 à 22\u00a0h'],
  ['voir https://example.org/a?b=c;d&e=1:2!', 'voir https://example.org/a?b=c;d&e=1:2!'],
  ["écrire à l'adresse info@example.org !", 'écrire à l’adresse info@example.org\u202f!'],
  ['(!) ou [?]', '(!) ou [?]'],
  ['', ''],
]

test('French text gets its no-break spaces and apostrophes', () => {
  for (const [given, expected] of cases) assert.equal(typeset(given, 'fr'), expected)
})

test('English text stays as written', () => {
  const text = "What's on: 'Ravel' at 15:00? 12 € ; call 05 62 00 00 11!"
  assert.equal(typeset(text, 'en'), text)
})

test('typesetting twice changes nothing more, and never loses a letter', () => {
  const words = fc.array(
    fc.constantFrom(
      '«',
      '»',
      ' ',
      ':',
      ';',
      '!',
      '?',
      '5',
      '€',
      '%',
      "l'",
      'été',
      '20 h 30',
      '\u00a0',
      'n° ',
      'www.a.fr ',
    ),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        words.map((parts) => parts.join('')),
        fc.string(),
      ),
      (text) => {
        const once = typeset(text, 'fr')
        assert.equal(typeset(once, 'fr'), once)
        const letters = (value: string): string => value.replaceAll(/[\s'’]/g, '')
        assert.equal(letters(once), letters(text))
      },
    ),
  )
})

test('line ends, control characters and direction marks never reach a page', () => {
  assert.equal(printable(' a\r\nBcc: b\u0000\u202ec\u202c\u2066d '), 'a Bcc: b cd')
  assert.equal(printable('5\u00a0€'), '5\u00a0€')
})
