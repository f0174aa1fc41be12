import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import fc from 'fast-check'
import { dotStuffed, hasOnlyCrlf, WholeMessage } from '../../src/deliver/data.js'
import { nodemailerDataStream } from '../support/data-stream.js'

/** Lines made of what matters to the filter: dots, line ends and bytes beyond ASCII. */
const message = fc
  .array(fc.oneof(fc.constantFrom('', '.', '..', '.a', 'a.', 'x'.repeat(200)), fc.string({ maxLength: 5 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((lines) => Buffer.from(lines.map((line) => `${line.replace(/[\r\n]/g, 'é')}\r\n`).join('')))

test('what leaves is byte for byte what nodemailer’s own filter would make of it', async () => {
  await fc.assert(
    fc.asyncProperty(message, async (raw) => {
      const theirs = nodemailerDataStream()
      Readable.from([raw]).pipe(theirs)
      const ours = nodemailerDataStream()
      const told: string[] = []
      new WholeMessage(raw, { onBegin: () => told.push('begin'), onEnd: () => told.push('end') }).pipe(ours)
      const [wanted, got] = await Promise.all([buffer(theirs), buffer(ours)])
      assert.deepEqual(got, wanted)
      assert.deepEqual(told, ['begin', 'end'])
    }),
    { numRuns: 300 },
  )
})

test('the end is told only once all has been read, the final dot too', async () => {
  let ended = false
  const filter = nodemailerDataStream()
  new WholeMessage(Buffer.from('a\r\n'), { onBegin() {}, onEnd: () => (ended = true) }).pipe(filter)
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(ended, false)
  assert.equal((await buffer(filter)).toString(), 'a\r\n.\r\n')
  assert.equal(ended, true)
})

test('only dots at the beginning of lines are doubled', () => {
  const stuffed = (text: string) => dotStuffed(Buffer.from(text)).toString()
  assert.equal(stuffed('.\r\n..\r\na.b\r\n.c\r\n'), '..\r\n...\r\na.b\r\n..c\r\n')
  assert.equal(stuffed('a\r\n'), 'a\r\n')
  assert.equal(stuffed(''), '')
})

test('bare line ends are found wherever they stand', () => {
  for (const good of ['', 'a\r\n', '\r\n\r\n', 'é\r\n']) assert.equal(hasOnlyCrlf(Buffer.from(good)), true, good)
  for (const bad of ['a', '\n', 'a\r\n\n', 'a\rb\r\n', 'a\r\nb', '\r\r\n', 'a\r'])
    assert.equal(hasOnlyCrlf(Buffer.from(bad)), false, bad)
})
