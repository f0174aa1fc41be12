import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseImapUrl } from '../../src/deliver/imap-url.js'
import { openMailbox } from '../../src/deliver/mailbox.js'
import { startDovecot, withoutDovecot } from '../support/dovecot.js'

test('an address of IMAP_URL is read, and a mistake never repeats the password', () => {
  assert.deepEqual(parseImapUrl('imaps://retours%40office.example:s%2Fecret@mail.example/Retours%20lus'), {
    host: 'mail.example',
    port: 993,
    secure: true,
    user: 'retours@office.example',
    password: 's/ecret',
    folder: 'Retours lus',
  })
  assert.equal(parseImapUrl('imap://a:b@[::1]:1143').host, '::1')
  for (const wrong of ['pop://a:secret@x', 'secret'])
    assert.throws(
      () => parseImapUrl(wrong),
      (error: Error) => !error.message.includes('secret') || wrong === 'secret',
    )
})

test('a password is never told in clear to a server of the public network', async () => {
  await assert.rejects(openMailbox(parseImapUrl('imap://a:b@8.8.8.8/')), /imaps:/)
})

test('a real mailbox is read by UID and left unread', { skip: withoutDovecot() }, async (t) => {
  const dovecot = await startDovecot(t)
  for (const number of [1, 2, 3]) await dovecot.deliver(`Subject: ${number}\n\nBonjour\n`)
  const mailbox = await openMailbox(parseImapUrl(dovecot.url))
  const subjects = async (uid: number) => {
    const found = []
    for await (const { uid: at, source } of mailbox.after(uid))
      found.push([at, /Subject: (\d)/.exec(source.toString())?.[1]])
    return found
  }
  assert.deepEqual(await subjects(0), [
    [1, '1'],
    [2, '2'],
    [3, '3'],
  ])
  assert.deepEqual(await subjects(3), [])
  const look = await dovecot.connect()
  assert.deepEqual(await look.search({ seen: false }, { uid: true }), [1, 2, 3])
  await mailbox.markRead([1])
  await mailbox.moveTo('Lus', [1, 2])
  assert.deepEqual(await subjects(0), [[3, '3']])
  const moved = await look.status('Lus', { messages: true, unseen: true })
  assert.deepEqual(moved && [moved.messages, moved.unseen], [2, 1])
  await look.logout()
  await mailbox.close()
})
