import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { createLog } from '../../src/base/log.js'

function told(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      done()
    },
  })
  write(createLog('debug', destination))
  return text
}

test('no address leaves in a line, whoever quoted it', () => {
  const text = told((log) => {
    log.error({ err: new Error('550 5.1.1 <claire.o’neil@hôtel.example.org>: user unknown') }, 'job threw')
    log.error({ err: Object.assign(new Error('unique'), { detail: 'Key (email)=(a+b@c.example) exists' }) }, 'x')
    log.info({ reply: 'queued for x_y@[192.0.2.1]', url: 'smtp://office:secret@mail.example.org' }, 'z@example.org')
    log.info({ words: 'first line\nsecond@example.org\tthird@example.org' }, 'escapes')
    log.info({ email: 'p@example.org', token: 'abc' }, 'masked by name')
  })
  assert.doesNotMatch(text, /[^/]@|secret|abc/)
  assert.match(text, /550 5\.1\.1 <.*\[address\]>: user unknown/)
  for (const line of text.trim().split('\n')) assert.doesNotThrow(() => JSON.parse(line), line)
})

test('what is no address stays: ids, hours, the packages of a stack', () => {
  const stack = 'at run (file:///srv/node_modules/@hono/node-server/dist/index.js:1:2)'
  const text = told((log) => log.info({ stack, delivery: 'mwr12-0000001', at: '2026-07-04T05:30:00.000Z' }, 'done'))
  assert.ok(text.includes(stack) && text.includes('mwr12-0000001') && text.includes('2026-07-04T05:30:00.000Z'))
})
