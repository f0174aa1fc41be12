import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Judgement } from '../../src/deliver/outcome.js'
import { serverHealth } from '../../src/deliver/server-health.js'
import { ServerRefusal } from '../../src/deliver/server-refusal.js'

const accepted: Judgement = {
  outcome: { state: 'accepted', code: 250, reply: '250 ok' },
  about: 'recipient',
  reusable: true,
}
const spam: Judgement = {
  outcome: { state: 'failed', code: 554, reply: '554 5.7.1 spam' },
  about: 'message',
  reusable: true,
}
const unknown: Judgement = {
  outcome: { state: 'failed', code: 550, reply: '550 5.1.1 no such user' },
  about: 'recipient',
  reusable: true,
}
const lost: Judgement = { outcome: { state: 'deferred', code: null, reply: 'lost' }, about: 'server', reusable: false }
const busy: Judgement = {
  outcome: { state: 'pending', code: 421, reply: '421 busy' },
  about: 'server',
  reusable: false,
}

/** The kind of refusal after which these judgements stop a sending, and how many it took; null when they do not. */
function stopsAfter(judgements: Judgement[]) {
  const health = serverHealth()
  for (const [index, judgement] of judgements.entries()) {
    try {
      health.note(judgement)
    } catch (error) {
      if (error instanceof ServerRefusal) return { kind: error.kind, after: index + 1 }
      throw error
    }
  }
  return null
}
const times = (count: number, judgement: Judgement) => Array.from({ length: count }, () => judgement)

test('ten refusals of the content in a row stop the sending; an accepted message starts the count anew', () => {
  assert.deepEqual(stopsAfter(times(20, spam)), { kind: 'policy', after: 10 })
  assert.equal(stopsAfter([...times(9, spam), accepted, ...times(9, spam)]), null)
  assert.deepEqual(stopsAfter([...times(9, spam), accepted, ...times(10, spam)]), { kind: 'policy', after: 20 })
})

test('refusals of recipients never stop it, nor do they excuse the content', () => {
  assert.equal(stopsAfter(times(500, unknown)), null)
  assert.deepEqual(stopsAfter([...times(9, spam), unknown, spam]), { kind: 'policy', after: 11 })
})

test('ten failures of the server in a row stop it, by what was said last; any word about a recipient shows that it works', () => {
  assert.deepEqual(stopsAfter(times(20, lost)), { kind: 'unreachable', after: 10 })
  assert.deepEqual(stopsAfter(times(20, busy)), { kind: 'refused', after: 10 })
  assert.equal(stopsAfter([...times(9, lost), unknown, ...times(9, busy)]), null)
})

test('a refused sender and a message that is too large stop it at once', () => {
  const pending = { state: 'pending', code: 550, reply: '550 5.7.1 not yours' } as const
  assert.deepEqual(stopsAfter([{ outcome: pending, about: 'sender', reusable: true }]), { kind: 'sender', after: 1 })
  assert.deepEqual(stopsAfter([{ outcome: pending, about: 'message', reusable: true }]), { kind: 'size', after: 1 })
})
