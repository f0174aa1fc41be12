import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { manualClock } from '../../src/base/clock.js'
import type { Recipient } from '../../src/domain/index.js'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { openStore, type Store } from '../../src/store/store.js'
import { onEachEngine, type TestEngine } from '../support/engines.js'
import { anyMessage, recipients } from '../support/ledger.js'

const start = Temporal.Instant.from('2026-07-04T05:30:00Z')

/** So many, of whom every tenth shares its address with another. */
const withDuplicates = (count: number): Recipient[] =>
  recipients(count).map((one, index) => ({ ...one, excluded: index % 10 === 9 ? 'duplicate' : null }))

async function withStore(
  engine: TestEngine,
  t: TestContext,
  body: (store: Store, clock: ReturnType<typeof manualClock>, place: DatabasePlace) => Promise<void>,
) {
  const clock = manualClock(start)
  const place = await engine.newPlace(t)
  const store = await openStore({ ...place, clock })
  try {
    await body(store, clock, place)
  } finally {
    await store.close()
  }
}

onEachEngine('a job with the same key is never added twice, whatever became of the first', (engine, t) =>
  withStore(engine, t, async (store) => {
    const job = { key: 'compose/weekly-agenda/2026-W28', kind: 'compose', payload: {} }
    assert.equal(await store.jobs.add(job), true)
    assert.equal(await store.jobs.add(job), false)
    const claimed = await store.jobs.claim('w1', ['compose'])
    assert.ok(claimed)
    assert.equal(await store.jobs.complete(claimed), true)
    assert.equal(await store.jobs.add(job), false)
    assert.equal(await store.jobs.claim('w1', ['compose']), null)
  }),
)

onEachEngine('a job is claimed when due, by one worker only, and an older claim cannot end it', (engine, t) =>
  withStore(engine, t, async (store, clock) => {
    await store.jobs.add({ key: 'a', kind: 'send', payload: { n: 1 }, dueAt: start.add({ hours: 1 }) })
    assert.equal(await store.jobs.claim('w1', ['send']), null)
    clock.set(start.add({ hours: 1 }))
    const [first, second] = await Promise.all([store.jobs.claim('w1', ['send']), store.jobs.claim('w2', ['send'])])
    assert.equal([first, second].filter(Boolean).length, 1)
    const old = first ?? second
    assert.ok(old)
    assert.deepEqual(old.payload, { n: 1 })
    assert.equal(await store.jobs.release(['w1', 'w2']), 1)
    const again = await store.jobs.claim('w3', ['send'])
    assert.equal(again?.attempt, 2)
    assert.equal(await store.jobs.complete(old), false)
    assert.equal(await store.jobs.complete(again as NonNullable<typeof again>), true)
  }),
)

onEachEngine('a transaction that throws leaves nothing behind', (engine, t) =>
  withStore(engine, t, async (store) => {
    await assert.rejects(
      store.transaction(async (rows) => {
        await rows.jobs.add({ key: 'k', kind: 'x', payload: null })
        throw new Error('stop')
      }),
    )
    assert.equal(await store.jobs.byKey('k'), null)
  }),
)

onEachEngine('the sum of the states is the frozen audience at every step, and a campaign is frozen once', (engine, t) =>
  withStore(engine, t, async (store, clock) => {
    const campaign = {
      key: 'issue/weekly-agenda/2026-W28',
      kind: 'issue' as const,
      issueId: null,
      publication: 'weekly-agenda',
      message: anyMessage,
    }
    const { id, created } = await store.transaction((rows) => rows.ledger.freeze(campaign, [withDuplicates(1200)]))
    assert.equal(created, true)
    const again = await store.transaction((rows) => rows.ledger.freeze(campaign, [withDuplicates(5)]))
    assert.deepEqual(again, { id, created: false })

    const total = async () => {
      const { audience, ...states } = await store.ledger.sums(id)
      assert.equal(
        Object.values(states).reduce((sum, count) => sum + count, 0),
        audience,
      )
      assert.equal(audience, 1200)
      return states
    }
    assert.deepEqual((await total()).excluded, 120)
    const outcomes = [
      { state: 'accepted', code: 250, reply: 'ok' },
      { state: 'failed', code: 550, reply: 'no such user' },
      { state: 'deferred', code: 451, reply: 'later' },
      { state: 'uncertain', code: null, reply: 'connection lost' },
      { state: 'pending', code: null, reply: 'refused' },
    ] as const
    const seen = new Set<string>()
    for (const outcome of outcomes) {
      const [delivery] = await store.ledger.claim(id, 'w1', 1)
      assert.ok(delivery)
      assert.equal(seen.has(delivery.id), false)
      seen.add(delivery.id)
      await total()
      const nextAt = outcome.state === 'deferred' ? clock.now().add({ minutes: 5 }) : null
      const record = { delivery, outcome, nextAt }
      assert.deepEqual(await store.ledger.record([record], 'w1'), new Set([delivery.id]))
      assert.equal((await store.ledger.record([record], 'w1')).size, 0)
      clock.set(clock.now().add({ milliseconds: 1 }))
    }
    const [inHand] = await store.ledger.claim(id, 'w2', 1)
    assert.ok(inHand)
    assert.equal(inHand.attempt, 1)
    assert.equal(await store.ledger.doubt(['w2']), 1)
    const states = await total()
    assert.deepEqual(
      {
        accepted: states.accepted,
        failed: states.failed,
        deferred: states.deferred,
        uncertain: states.uncertain,
        sending: states.sending,
      },
      { accepted: 1, failed: 1, deferred: 1, uncertain: 2, sending: 0 },
    )
    assert.equal(await store.ledger.settle(inHand.id, 'take-as-sent', 'staff'), true)
    assert.equal(await store.ledger.settle(inHand.id, 'resend', 'staff'), false)
    await total()
  }),
)

onEachEngine('an approved issue keeps what was approved when the article changes afterwards', (engine, t) =>
  withStore(engine, t, async (store) => {
    const issue = {
      publication: 'weekly-agenda',
      period: '2026-W28',
      state: 'composed' as const,
      stateReason: null,
      content: null,
      agenda: null,
      findings: [],
      fingerprint: 'a',
      subject: 'Semaine',
      files: [{ name: 'mail.txt', contentType: 'text/plain', body: new TextEncoder().encode('un') }],
    }
    const first = await store.transaction((rows) => rows.issues.save(issue))
    assert.equal(first.changed, true)
    assert.equal((await store.transaction((rows) => rows.issues.save(issue))).changed, false)
    const second = await store.transaction((rows) => rows.issues.save({ ...issue, fingerprint: 'b' }))
    assert.deepEqual([second.changed, second.issue.revision, second.issue.id], [true, 2, first.issue.id])
    assert.equal(await store.issues.move(first.issue.id, ['composed'], 'approved', 'Camille', { revision: 1 }), false)
    assert.equal(await store.issues.move(first.issue.id, ['composed'], 'approved', 'Camille', { revision: 2 }), true)
    assert.equal((await store.transaction((rows) => rows.issues.save({ ...issue, fingerprint: 'c' }))).changed, false)
    assert.equal((await store.issues.byPeriod('weekly-agenda', '2026-W28'))?.fingerprint, 'b')
  }),
)

onEachEngine('a database opens again with all it held, and a second process takes its turn', (engine, t) =>
  withStore(engine, t, async (store, clock, place) => {
    await store.jobs.add({ key: 'kept', kind: 'x', payload: 1 })
    const other = await openStore({ ...place, clock })
    assert.deepEqual(other.migrated, [])
    assert.ok(await other.jobs.byKey('kept'))
    await Promise.all([
      store.jobs.add({ key: 'one', kind: 'x', payload: 1 }),
      other.jobs.add({ key: 'two', kind: 'x', payload: 1 }),
    ])
    assert.ok(await store.jobs.byKey('two'))
    await other.close()
  }),
)

onEachEngine('an answer of a feed is kept byte for byte, and the same one only once', (engine, t) =>
  withStore(engine, t, async (store) => {
    const copy = {
      feed: 'blog',
      url: 'https://blog.example.org/feed/',
      status: 200,
      contentType: 'application/rss+xml',
      etag: '"1"',
      lastModified: null,
      body: new Uint8Array([0, 255, 10]),
      fetchedAt: '2026-07-03T14:00:00.000Z',
    }
    await store.rawCopies.keep(copy)
    await store.rawCopies.keep({ ...copy, etag: '"2"', fetchedAt: '2026-07-03T15:00:00.000Z' })
    assert.equal((await store.rawCopies.latest(copy.url))?.etag, '"1"')
    await store.rawCopies.keep({
      ...copy,
      etag: '"3"',
      body: new Uint8Array([1]),
      fetchedAt: '2026-07-03T16:00:00.000Z',
    })
    const last = await store.rawCopies.latest(copy.url)
    assert.deepEqual([last?.etag, [...(last?.body ?? [])]], ['"3"', [1]])
    await store.rawCopies.keep({ ...copy, fetchedAt: '2026-07-03T17:00:00.000Z' })
    assert.deepEqual([...((await store.rawCopies.latest(copy.url))?.body ?? [])], [0, 255, 10])
  }),
)
