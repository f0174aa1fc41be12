import assert from 'node:assert/strict'
import { appendFile, rm, writeFile } from 'node:fs/promises'
import { test, type TestContext } from 'node:test'
import { settleFromLog } from '../../jobs/steps/settle-from-log.js'
import { manualClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { messageId } from '../../src/deliver/message.js'
import { openMailLog } from '../../src/deliver/postfix-log.js'
import { openStore } from '../../src/store/store.js'
import { type Leaving, sendAndLeave, startPostfix, withoutPostfix } from '../support/postfix.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { anyMessage, recipients } from '../support/ledger.js'

/** A campaign whose deliveries were all attempted `minutes` ago and are in doubt. */
async function openDoubt(t: TestContext, count: number, minutes: number) {
  const now = Temporal.Now.instant()
  const clock = manualClock(now.subtract({ minutes }))
  const store = await openStore({ file: ':memory:', clock })
  t.after(() => store.close())
  const audience = recipients(count)
  const campaign = {
    key: 'issue/agenda/2026-W28',
    kind: 'issue' as const,
    issueId: null,
    publication: null,
    message: anyMessage,
  }
  const { id } = await store.transaction((rows) => rows.ledger.freeze(campaign, [audience]))
  const ids: string[] = []
  for (;;) {
    const [delivery] = await store.ledger.claim(id, 'w', 1)
    if (!delivery) break
    ids.push(delivery.id)
  }
  assert.equal(await store.ledger.doubt(['w']), count)
  await store.campaigns.finish(id)
  clock.set(now)
  return { store, clock, id, ids }
}

test(
  'a real Postfix: what it took is taken as sent, what was cut in DATA or refused or never came leaves again',
  {
    skip: withoutPostfix(),
  },
  async (t) => {
    const begins = Temporal.Now.instant().subtract({ hours: 3 }).toString({ timeZone: 'UTC' })
    const postfix = await startPostfix(t, `${begins} mx postfix/master[1]: daemon started\n`)
    const { store, clock, id, ids } = await openDoubt(t, 6, 10)
    const [taken = '', cut = '', cutLate = '', dot = '', refused = '', never = ''] = ids
    const send = (delivery: string, leaving: Leaving, subject = 'Semaine', lines = 1) => {
      const head = `Message-ID: ${messageId(delivery, anyMessage.from.address)}\r\nSubject: ${subject}\r\n\r\n`
      return sendAndLeave(postfix.port, head + `${'texte '.repeat(12)}\r\n`.repeat(lines), leaving)
    }
    assert.match(await send(taken, 'at-the-end'), /^(250|221)/)
    await send(cut, 'in-data')
    await send(cutLate, 'in-data', 'Semaine', 3000)
    await send(dot, 'after-dot')
    assert.match(await send(refused, 'at-the-end', 'refused'), /^(5\d\d|221)/)
    for (const delivery of [taken, cut, cutLate, dot, refused]) await postfix.logged(`message-id=<${delivery}@`)
    await postfix.logged('lost connection after DATA')
    await postfix.logged('reject: header')

    const mailLog = openMailLog(postfix.log)
    const needs = { store, clock, log: silentLog, mailLog }
    // The lines of two processes may still be on their way.
    for (let tries = 0; tries < 40 && (await store.campaigns.inDoubt()).length > 0; tries++) {
      await settleFromLog(needs)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const states = Object.fromEntries((await store.campaigns.deliveries(id)).map((line) => [line.id, line.state]))
    assert.deepEqual(states, {
      [taken]: 'accepted',
      [cut]: 'pending',
      [cutLate]: 'pending',
      [dot]: 'accepted',
      [refused]: 'pending',
      [never]: 'pending',
    })
    const settlements = await store.campaigns.settlements(id)
    assert.deepEqual(new Set(settlements.map((one) => one.who)), new Set(['smtp-log']))
    assert.equal((await store.campaigns.byId(id))?.state, 'open')
    assert.equal((await store.jobs.byKey(`deliver/${id}`))?.state, 'due')
  },
)

test('a worker that may only sleep keeps its delivery in doubt until its connection must have been closed', async (t) => {
  const { store, clock, id } = await openDoubt(t, 1, 4)
  const stamp = (minutes: number) => clock.now().subtract({ minutes }).toString({ timeZone: 'UTC' })
  const folder = await scratchFolder('settle')
  t.after(() => rm(folder, { recursive: true }))
  const path = `${folder}/mail.log`
  await writeFile(path, `${stamp(300)} mx postfix/master[1]: started\n${stamp(0)} mx postfix/anvil[2]: statistics\n`)
  const needs = { store, clock, log: silentLog, mailLog: openMailLog(path) }
  assert.equal(await settleFromLog(needs), 0)
  await appendFile(path, `${stamp(-3)} mx postfix/anvil[2]: statistics\n`)
  assert.equal(await settleFromLog(needs), 1)
  assert.equal((await store.ledger.sums(id)).pending, 1)
})
