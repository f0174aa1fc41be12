import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { decodeText } from '../../src/base/charset.js'

const latin = (text: string) => Buffer.from(text, 'latin1')

const cases: [string, Uint8Array, string | null, string, string][] = [
  ['UTF-8 by its mark', Buffer.from('\ufeffété'), 'text/xml; charset=iso-8859-1', 'été', 'utf-8'],
  ['UTF-16 by its mark', Buffer.from('\ufeffété', 'utf16le'), null, 'été', 'utf-16le'],
  ['UTF-16 by its zero bytes', Buffer.from('<a>é</a>', 'utf16le'), null, '<a>é</a>', 'utf-16le'],
  ['the HTTP header', latin('\xe9t\xe9 \xa4'), 'text/xml; charset="ISO-8859-15"', 'été €', 'iso-8859-15'],
  ['the XML declaration', latin('<?xml version="1.0" encoding="koi8-r"?><a>\xc1</a>'), null, 'а', 'koi8-r'],
  ['an HTML meta', latin('<html><meta charset=iso-8859-2><p>\xb1'), 'text/html', 'ą', 'iso-8859-2'],
  [
    'header before declaration',
    latin('<?xml version="1.0" encoding="iso-8859-2"?>\xb1'),
    'a/b;charset=iso-8859-15',
    '±',
    'iso-8859-15',
  ],
  ['nothing declared, valid UTF-8', Buffer.from('été'), null, 'été', 'utf-8'],
  ['nothing declared, not UTF-8', latin('\xe9t\xe9 \x80'), null, 'été €', 'windows-1252'],
  [
    'declared UTF-8, but is not',
    latin('<?xml version="1.0" encoding="UTF-8"?>\xe9t\xe9'),
    'a/b; charset=utf-8',
    'été',
    'windows-1252',
  ],
  [
    'header says UTF-8, XML knows better',
    latin('<?xml version="1.0" encoding="iso-8859-15"?>\xa4'),
    'a/b; charset=utf-8',
    '€',
    'iso-8859-15',
  ],
  [
    'declared ISO-8859-1, but is UTF-8',
    Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>été'),
    null,
    'été',
    'utf-8',
  ],
  ['a charset nobody knows', Buffer.from('été'), 'a/b; charset=martian', 'été', 'utf-8'],
  ['UTF-16 declared in ASCII', Buffer.from('<?xml version="1.0" encoding="utf-16"?>été'), null, 'été', 'utf-8'],
  ['UTF-8 cut inside a letter', Buffer.from('été à Auch é').subarray(0, -1), null, 'été à Auch \ufffd', 'utf-8'],
  ['Shift_JIS', Buffer.from([0x93, 0xfa, 0x96, 0x7b]), 'text/xml; charset=Shift_JIS', '日本', 'shift_jis'],
]

for (const [name, bytes, contentType, expected, charset] of cases) {
  test(`decoding: ${name}`, () => {
    const decoded = decodeText(bytes, { contentType })
    assert.ok(decoded.text.includes(expected), decoded.text)
    assert.equal(decoded.charset, charset)
  })
}

test('any text that is encoded as UTF-8 comes back, whatever one-byte charset is claimed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', 'iso-8859-1', 'windows-1252', 'utf-8'),
      (text, claim) => {
        const body = `<a>${text}</a>`
        assert.equal(decodeText(Buffer.from(body), { contentType: `text/xml; charset=${claim}` }).text, body)
      },
    ),
  )
})

test('no bytes at all make it throw', () => {
  fc.assert(fc.property(fc.uint8Array(), fc.string(), (bytes, contentType) => void decodeText(bytes, { contentType })))
})
