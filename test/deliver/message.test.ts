import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { addressDelivery } from '../../src/address/address-delivery.js'
import { newToken } from '../../src/base/ids.js'
import { buildMessage } from '../../src/deliver/message.js'
import { type MessageSource, tokenPlaceholder } from '../../src/domain/index.js'

const link = `https://office.example.org/d/${tokenPlaceholder}/weekly-agenda`
const source: MessageSource = {
  kind: 'issue',
  from: { name: 'Office de tourisme – Été', address: 'lettre@office.example.org' },
  replyTo: 'accueil@office.example.org',
  // The no-break spaces of typography arrive as they are.
  subject: 'L’agenda d’Auch : « Plantes\u00a0», que faire cette semaine\u202f? Du 6 au 12 juillet 2026',
  html: `<p>Été à Auch</p><p>${'é'.repeat(300)}<a href="${link}">Se désinscrire</a>${'à'.repeat(50)} ${link}</p>`,
  text: `Été à Auch\n\n${'mot '.repeat(40)}${link}\n`,
  language: 'fr',
  list: {
    id: 'weekly-agenda.office.example.org',
    name: 'Que faire à Auch "cette semaine"',
    unsubscribeUrl: link,
    unsubscribeMail: 'mailto:accueil@office.example.org?subject=d%C3%A9sinscription',
  },
  attachments: [{ name: 'affiche-2026-W28.pdf', contentType: 'application/pdf', issueId: 'i', file: 'poster.pdf' }],
}

const pdf = Buffer.from('%PDF-1.7 '.repeat(2000))
const built = await buildMessage(source, { readAttachment: async () => pdf })
const date = new Date('2026-07-04T05:30:00Z')

async function copy(
  name: string | null,
  email = 'partenaire@hotel.example.org',
  token = newToken(),
  id = 'c1-0000001',
) {
  const delivery = {
    id,
    campaignId: 'c1',
    contactId: 'x',
    email,
    emailKey: email,
    name,
    token,
    language: 'fr',
    attempt: 1,
  }
  const addressed = addressDelivery(delivery, 'allowed')
  assert.ok('deliverable' in addressed)
  return { token, raw: await built.copyFor(addressed.deliverable, date) }
}

test('each copy holds its own recipient, token and Message-ID, and nobody else’s', async () => {
  for (let index = 0; index < 50; index++) {
    const { token, raw } = await copy(`Hôtel n° ${index}`, `p${index}@hotel.example.org`, newToken(), `c1-${index}`)
    const mail = await simpleParser(raw, { skipTextLinks: true })
    assert.equal(raw.includes('TOKENx'), false)
    assert.equal((mail.html || '').split(token).length - 1, 2)
    assert.equal((mail.text ?? '').includes(`/d/${token}/weekly-agenda`), true)
    assert.equal(mail.messageId, `<c1-${index}@office.example.org>`)
    assert.deepEqual(Array.isArray(mail.to) ? null : mail.to?.value.map(({ name, address }) => ({ name, address })), [
      { name: `Hôtel n° ${index}`, address: `p${index}@hotel.example.org` },
    ])
    assert.equal(mail.subject, source.subject)
    assert.deepEqual(mail.attachments[0]?.content, pdf)
  }
})

test('a bulk message carries every header of the trade', async () => {
  const { token, raw } = await copy('Claire')
  const head =
    raw
      .toString('latin1')
      .split('\r\n\r\n')[0]
      ?.replace(/\r\n[ \t]+/g, ' ') ?? ''
  const value = (name: string) =>
    head
      .split('\r\n')
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))
      ?.slice(name.length + 2)
  assert.equal(
    value('List-Unsubscribe'),
    `<https://office.example.org/d/${token}/weekly-agenda>, <mailto:accueil@office.example.org?subject=d%C3%A9sinscription>`,
  )
  assert.equal(value('List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click')
  assert.equal(value('List-Id'), '"Que faire a Auch cette semaine" <weekly-agenda.office.example.org>')
  assert.equal(value('Precedence'), 'bulk')
  assert.equal(value('Auto-Submitted'), 'auto-generated')
  assert.equal(value('Date'), 'Sat, 04 Jul 2026 05:30:00 +0000')
  assert.equal(value('MIME-Version'), '1.0')
  for (const name of ['From', 'To', 'Subject', 'Message-ID', 'Date', 'List-Unsubscribe']) {
    assert.equal(
      head.split('\r\n').filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)).length,
      1,
      name,
    )
  }
})

test('no line is longer than 998 characters (RFC 5322, 2.1.1), and every line ends in CRLF', async () => {
  const text = (await copy('Claire')).raw.toString('latin1')
  assert.equal(/(^|[^\r])\n/.test(text), false)
  for (const line of text.split('\r\n')) assert.ok(line.length <= 998)
})

test('whatever a name holds, it stays a name: no header is injected', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
        fc.constant('x\r\nBcc: victim@example.org\r\n\r\n<b>'),
      ),
      async (name) => {
        const { raw } = await copy(name)
        const mail = await simpleParser(raw, { skipTextLinks: true, skipHtmlToText: true })
        assert.equal(mail.bcc, undefined)
        assert.equal(mail.headers.has('bcc'), false)
        assert.equal(Array.isArray(mail.to) ? '' : mail.to?.value[0]?.address, 'partenaire@hotel.example.org')
        assert.equal(mail.messageId, '<c1-0000001@office.example.org>')
      },
    ),
    { numRuns: 150 },
  )
})
