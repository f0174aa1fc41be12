import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { readReturned } from '../../../src/deliver/returned/read-returned.js'
import { isMet, scoreReturned } from '../../scoring/returned.js'
import { computing } from '../../support/computing.js'
import { fixture } from '../../support/fixtures.js'
import { samples } from '../../support/samples.js'

interface Answer {
  kind: string
  messageId: string | null
  bounces?: object[]
  addresses?: string[]
}

const answers = JSON.parse(fixture('returned', 'answers.json').toString()) as Record<string, Answer>

for (const [name, { kind, messageId, bounces, addresses }] of Object.entries(answers)) {
  test(`what came back: ${name}`, () => {
    const returned = readReturned(fixture('returned', `${name}.eml`))
    assert.deepEqual([returned.kind, returned.original.messageId], [kind, messageId])
    if (returned.kind === 'bounce')
      assert.deepEqual(
        returned.bounces.map((one) => ({
          address: one.address,
          kind: one.kind,
          reason: one.reason,
          status: one.status,
          code: one.code,
        })),
        bounces,
      )
    if (returned.kind === 'complaint') assert.deepEqual(returned.addresses, addresses)
  })
}

test('line ends, and what lies around a message, change nothing', () => {
  const name = 'two-recipients.eml'
  const text = fixture('returned', name).toString()
  const expected = readReturned(Buffer.from(text))
  assert.deepEqual(readReturned(Buffer.from(text.replaceAll('\n', '\r\n'))), expected)
  assert.deepEqual(readReturned(Buffer.from(`From MAILER-DAEMON Sat Jul  4 07:31:02 2026\n${text}`)), expected)
})

test('no bytes make the reader fail or hang', () => {
  const whole = Object.keys(answers).map((name) => fixture('returned', `${name}.eml`))
  const damaged = fc
    .tuple(fc.constantFrom(...whole), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 40 }))
    .map(([bytes, from, length, put]) => {
      const start = from % bytes.length
      return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + (length % 200))])
    })
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 2000 })), (bytes) => void readReturned(bytes)),
    { numRuns: 1000 },
  )
})

const hostile: Record<string, string> = {
  'a million spaces': `Subject: failure notice\n\n${' '.repeat(1_000_000)}x`,
  'a long line of signs that addresses have': `From: mailer-daemon@x.example\nSubject: failure notice\n\n${'a.b+c@'.repeat(150_000)}`,
  'words that begin many patterns': `From: mailer-daemon@x.example\nSubject: failure notice\n\n${'user mailbox is full message size '.repeat(30_000)}`,
  'parts within parts': `${Array.from({ length: 2000 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`).join('')}end`,
  'messages within messages': 'Content-Type: message/rfc822\n\n'.repeat(5000),
  'many parts': `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(100_000)}`,
  'many fields': 'X-A: b\n'.repeat(140_000),
  'a folded field without end': `Subject: a\n${' b\n'.repeat(300_000)}`,
  'tags without end': `Content-Type: text/html\nFrom: postmaster@x.example\n\n${'<div><br>'.repeat(100_000)}`,
  'a status report of many groups': `Content-Type: message/delivery-status\n\n${'Final-Recipient: rfc822; a@b.example\nAction: failed\n\n'.repeat(15_000)}`,
  'quotation without end': `From: a@b.example\n\n${'> '.repeat(400_000)}`,
}

for (const [what, text] of Object.entries(hostile)) {
  test(`a hostile message is read within a second: ${what}`, () => {
    const ms = computing(() => readReturned(Buffer.from(text)))
    assert.ok(ms < 1000, `${Math.round(ms)} ms`)
  })
}

const [key] = samples('samples/bounces/expected-sisimai.json')
const skip = key ? false : 'the samples are not here'

test('real returned mail is understood as others understand it', { skip }, () => {
  const score = scoreReturned(dirname(dirname(key ?? '')))
  assert.ok(score.compared > 250)
  assert.ok(isMet(score), score.wrong.join('\n'))
})

test('no other mail at hand is taken for a bounce', { skip }, () => {
  for (const path of samples('samples/bounces/sisimai-autoreply/*'))
    assert.notEqual(readReturned(readFileSync(path)).kind, 'bounce', path)
})
