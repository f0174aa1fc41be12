import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simpleParser } from 'mailparser'
import { addressDelivery } from '../../src/address/address-delivery.js'
import { buildForms } from '../../src/deliver/forms.js'
import type { MessageSource } from '../../src/domain/index.js'

const message: MessageSource = {
  kind: 'issue',
  from: { name: 'Office', address: 'office@example.org' },
  replyTo: null,
  subject: 'Votre agenda',
  html: '<p>Bonjour</p>',
  text: 'Bonjour',
  language: 'fr',
  translations: [{ language: 'en', subject: 'Your agenda', html: '<p>Hello</p>', text: 'Hello' }],
  list: null,
  attachments: [{ name: 'affiche.pdf', contentType: 'application/pdf', issueId: 'i', file: 'poster.pdf' }],
}

test('each gets the message in their language where it is written in it, with papers or without; each form is built once', async () => {
  let read = 0
  const readAttachment = async () => Buffer.from(`%PDF ${(read += 1)}`)
  const built = await buildForms(message, { readAttachment })
  const got = async (language: string, papers?: 'attached' | 'linked') => {
    const person = { contactId: 'x', email: 'p@example.org', emailKey: 'p@example.org', name: null }
    const ids = { id: 'c1-0000001', campaignId: 'c1', token: 't'.repeat(22), attempt: 1 }
    const addressed = addressDelivery({ ...ids, ...person, language, ...(papers && { papers }) }, 'allowed')
    assert.ok('deliverable' in addressed)
    const raw = await built.copyFor(addressed.deliverable, new Date('2026-07-04T05:30:00Z'))
    const mail = await simpleParser(raw)
    return [mail.subject, mail.text?.trim(), mail.headers.get('content-language'), mail.attachments.length]
  }
  assert.deepEqual(await got('fr'), ['Votre agenda', 'Bonjour', 'fr', 1])
  assert.deepEqual(await got('en', 'attached'), ['Your agenda', 'Hello', 'en', 1])
  assert.deepEqual(await got('en', 'linked'), ['Your agenda', 'Hello', 'en', 0])
  assert.deepEqual(await got('de'), ['Votre agenda', 'Bonjour', 'fr', 1])
  await Promise.all([got('en'), got('fr'), got('de', 'linked')])
  assert.equal(read, 2)
})
