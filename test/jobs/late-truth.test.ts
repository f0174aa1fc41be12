import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test, type TestContext } from 'node:test'
import { type App, openApp } from '../../src/app.js'
import { manualClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { feedsSchema } from '../../src/domain/settings/feeds.js'
import { publicationsSchema } from '../../src/domain/settings/publications.js'
import { readEnvironment } from '../../src/settings/environment.js'
import { upkeep } from '../../jobs/upkeep.js'
import { enterPartners, freezeLetter } from '../bench/send/audience.js'
import { openSink } from '../deliver/sink.js'
import { office } from '../fixtures/office.js'
import { scratchFolder } from '../support/scratch-folder.js'

const monday = Temporal.Instant.from('2026-07-06T08:00:00Z')

/**
 * Two programs; the first is taken for dead while the server thinks about its only message, and the second ends the
 * campaign. Then the server gives its answer. Gives what a test looks at.
 */
async function answerLate(t: TestContext, refusal: Error | null) {
  const dataDir = await scratchFolder('late-truth')
  const clock = manualClock(monday)
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  let first = true
  const sink = await openSink({
    onRcptTo(_address, _session, go) {
      if (!first) return go()
      first = false
      asked.resolve()
      void answer.promise.then(() => go(refusal))
    },
  })
  const open = (role: string): Promise<App> =>
    openApp({
      settings: {
        office,
        dkimKeys: [],
        ...feedsSchema.parse({ feeds: {} }),
        ...publicationsSchema.parse({ publications: {} }),
      },
      environment: { ...readEnvironment({}), SMTP_URL: sink.url },
      dataDir,
      role,
      log: silentLog,
      clock,
    })
  const [slow, other] = [await open('slow'), await open('other')]
  t.after(async () => {
    await slow.close()
    await other.close()
    await sink.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  const { store } = other.context
  await enterPartners(store, 1)
  const id = await freezeLetter(store, 'late', 1)
  const sending = slow.queue.runDue()
  await asked.promise
  clock.set(clock.now().add({ minutes: 2 }))
  await upkeep(other.context)
  assert.equal((await store.ledger.sums(id)).uncertain, 1)
  await other.queue.runDue()
  assert.equal((await store.campaigns.byId(id))?.state, 'done')
  answer.resolve()
  await sending
  return { id, clock, store, other, sink }
}

test('what a worker taken for dead had in doubt is accepted once it reports so', async (t) => {
  const { id, store, sink } = await answerLate(t, null)
  assert.equal((await store.ledger.sums(id)).accepted, 1)
  assert.equal((await store.campaigns.byId(id))?.state, 'done')
  assert.equal(sink.messages.length, 1)
})

test('what it then reports as put off leaves all the same, though others had ended the campaign', async (t) => {
  const refusal = Object.assign(new Error('4.3.0 busy'), { responseCode: 451 })
  const { id, clock, store, other, sink } = await answerLate(t, refusal)
  for (let round = 0; round < 5 && (await store.ledger.sums(id)).accepted === 0; round++) {
    await other.queue.runDue()
    clock.set((await store.jobs.nextDue()) ?? clock.now())
  }
  assert.equal((await store.ledger.sums(id)).accepted, 1)
  assert.equal((await store.campaigns.byId(id))?.state, 'done')
  assert.equal(sink.messages.length, 1)
})
