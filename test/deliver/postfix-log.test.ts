import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { lineTime } from '../../src/deliver/log-time.js'
import { openMailLog } from '../../src/deliver/postfix-log.js'
import { scratchFolder } from '../support/scratch-folder.js'

const attempt = Temporal.Instant.from('2026-07-04T05:30:00Z')
const now = attempt.add({ minutes: 30 })
const silence = Temporal.Duration.from({ minutes: 2 })
const ask = (id: string) => ({ messageId: `<${id}@example.org>`, from: attempt, until: attempt, silence })

async function logFolder(t: TestContext) {
  const folder = await scratchFolder('mail-log')
  t.after(() => rm(folder, { recursive: true }))
  return join(folder, 'mail.log')
}

/** A log line, `seconds` after the attempt; ISO 8601 as rsyslog writes it. */
const line = (seconds: number, words: string) =>
  `${attempt.add({ seconds }).toString({ timeZone: 'Europe/Paris', fractionalSecondDigits: 6 })} mx postfix/${words}\n`

const before = line(-600, 'master[1]: daemon started -- version 3.7.11, configuration /etc/postfix')
const after = line(600, 'anvil[9]: statistics: max cache size 1 at Jul  4 07:30:00')

async function fateOf(t: TestContext, lines: string, id = 'a') {
  const path = await logFolder(t)
  await writeFile(path, lines)
  return (await openMailLog(path).fates([ask(id)], now)).get(`<${id}@example.org>`)
}

const coming = (id: string, queueId: string, seconds = 1) =>
  line(seconds, `smtpd[7]: ${queueId}: client=office.example.org[192.0.2.1]`) +
  line(seconds, `cleanup[8]: ${queueId}: message-id=<${id}@example.org>`)
const active = (queueId: string) =>
  line(2, `qmgr[3]: ${queueId}: from=<o@example.org>, size=900, nrcpt=1 (queue active)`)
const lost = (pid: number) =>
  line(2, `smtpd[${pid}]: lost connection after DATA (57 bytes) from office.example.org[192.0.2.1]`)

test('a message that was queued was accepted, also under a long queue id, and without a word about it later', async (t) => {
  assert.equal(await fateOf(t, coming('a', '3F2A1C0D5E') + active('3F2A1C0D5E')), 'accepted')
  assert.equal(await fateOf(t, before + coming('a', '4Xk2Pq0zGtz9v1') + active('4Xk2Pq0zGtz9v1') + after), 'accepted')
  const sent = line(
    3,
    'smtp[5]: 3F2A1C0D5E: to=<x@example.net>, relay=none, delay=1, dsn=4.4.1, status=deferred (later)',
  )
  assert.equal(await fateOf(t, before + coming('a', '3F2A1C0D5E') + sent), 'accepted')
  const held = line(1, 'cleanup[8]: 3F2A1C0D5E: hold: header Subject: x from office.example.org[192.0.2.1]')
  assert.equal(await fateOf(t, before + coming('a', '3F2A1C0D5E') + held + after), 'accepted')
})

test('a connection lost in DATA was not accepted, even when the message is named only after the loss', async (t) => {
  assert.equal(await fateOf(t, before + coming('a', '0C34340E03F') + lost(7) + after), 'not-accepted')
  const [client = '', named = ''] = coming('a', '0C34340E03F').split(/(?<=\n)/)
  assert.equal(await fateOf(t, before + client + lost(7) + named + after), 'not-accepted')
  assert.equal(await fateOf(t, before + coming('a', '0C34340E03F') + lost(99) + after), 'unknown', 'another connection')
})

test('a refusal at the end of the message was not accepted', async (t) => {
  for (const refusal of [
    'cleanup[8]: 0C34340E03F: reject: header Subject: x from o[192.0.2.1]; from=<o@example.org>: 5.7.1 no',
    'cleanup[8]: 0C34340E03F: milter-reject: END-OF-MESSAGE from o[192.0.2.1]: 4.7.1 later; from=<o@example.org>',
    'smtpd[7]: 0C34340E03F: reject: END-OF-MESSAGE from o[192.0.2.1]: 452 4.3.1 later; from=<o@example.org>',
  ])
    assert.equal(await fateOf(t, before + coming('a', '0C34340E03F') + line(1, refusal) + after), 'not-accepted')
})

test('any acceptance counts: an earlier attempt was refused, a later one taken, or the other way round', async (t) => {
  const refused = coming('a', '0C34340E03F') + lost(7)
  const taken = coming('a', '1D45450F140', 5) + active('1D45450F140')
  assert.equal(await fateOf(t, before + refused + taken + after), 'accepted')
  assert.equal(await fateOf(t, before + taken + refused + after), 'accepted')
})

test('a queue id that is used again for another message does not speak for the first', async (t) => {
  const other = coming('b', '0C34340E03F', 60) + active('0C34340E03F')
  assert.equal(await fateOf(t, before + coming('a', '0C34340E03F') + lost(7) + other + after), 'not-accepted')
  assert.equal(await fateOf(t, before + coming('a', '0C34340E03F') + other + after), 'unknown')
})

test('silence counts only when the log begins before the attempt and goes on long enough after it', async (t) => {
  const other = coming('b', '1D45450F140') + active('1D45450F140')
  assert.equal(await fateOf(t, before + other + after), 'never-reached')
  assert.equal(await fateOf(t, other + after), 'unknown')
  assert.equal(await fateOf(t, before + other), 'unknown')
  assert.equal(await fateOf(t, before + other + line(119, 'anvil[9]: statistics: x')), 'unknown')
  assert.equal(await fateOf(t, before + coming('a', '0C34340E03F') + lost(7)), 'unknown')
  assert.equal(await fateOf(t, ''), 'unknown')
  assert.equal(await fateOf(t, 'no log at all\n'), 'unknown')
})

test('the rotated sibling is read first, and nothing is read twice for nothing', async (t) => {
  const path = await logFolder(t)
  await writeFile(`${path}.1`, before + coming('a', '3F2A1C0D5E'))
  await writeFile(path, active('3F2A1C0D5E') + after)
  const log = openMailLog(path)
  assert.deepEqual([...(await log.fates([ask('a'), ask('b')], now)).values()], ['accepted', 'never-reached'])
  assert.equal((await log.fates([ask('a'), ask('b')], now)).size, 0)
  assert.equal((await log.fates([ask('b')], now)).size, 1)
  await writeFile(path, after, { flag: 'a' })
  assert.equal((await log.fates([ask('b')], now)).size, 1)
})

test('what an hour more of log has not told is not asked of it again', async (t) => {
  const path = await logFolder(t)
  await writeFile(path, coming('a', '3F2A1C0D5E') + line(3700, 'anvil[9]: statistics: x'))
  const log = openMailLog(path)
  assert.equal((await log.fates([ask('a')], now)).get('<a@example.org>'), 'unknown')
  await writeFile(path, after, { flag: 'a' })
  assert.equal((await log.fates([ask('a')], now)).size, 0)
})

test('a log that is missing tells nothing', async (t) => {
  assert.equal((await openMailLog(await logFolder(t)).fates([ask('a')], now)).get('<a@example.org>'), 'unknown')
})

test('time stamps: ISO 8601 with an offset; the traditional ones take the latest year that is not to come', () => {
  const at = (text: string, seen: string) =>
    lineTime(`${text} mx postfix/x[1]: y`, Temporal.Instant.from(seen), 'Europe/Paris')?.toString()
  assert.equal(at('2026-07-04T07:30:00.123456+02:00', '2026-07-04T06:00:00Z'), '2026-07-04T05:30:00.123456Z')
  assert.equal(at('Jul  4 07:30:00', '2026-07-04T06:00:00Z'), '2026-07-04T05:30:00Z')
  assert.equal(at('Dec 31 23:59:59', '2027-01-01T08:00:00Z'), '2026-12-31T22:59:59Z')
  assert.equal(at('Jan  1 00:10:00', '2026-12-31T23:05:00Z'), '2026-12-31T23:10:00Z', 'a clock a little ahead')
  assert.equal(at('Feb 29 12:00:00', '2028-03-02T08:00:00Z'), '2028-02-29T11:00:00Z')
  assert.equal(at('Jui 12 12:00:00', '2026-07-04T06:00:00Z'), undefined)
  assert.equal(at('Jul 32 12:00:00', '2026-07-04T06:00:00Z'), undefined)
  assert.equal(at('2026-13-04T07:30:00Z', '2026-07-04T06:00:00Z'), undefined)
})
