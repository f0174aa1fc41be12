import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { manualClock } from '../../src/base/clock.js'
import { freezeAudience } from '../../src/address/freeze-audience.js'
import { openStore } from '../../src/store/store.js'
import { letter } from '../bench/send/letter.js'
import { onEachEngine, type TestEngine } from '../support/engines.js'
import { enterPartners } from '../support/enter-partners.js'

const begin = Temporal.Instant.from('2026-07-04T06:00:00Z')

async function open(engine: TestEngine, t: TestContext) {
  const clock = manualClock(begin)
  const place = await engine.newPlace(t)
  const store = await openStore({ ...place, clock })
  t.after(() => store.close())
  return { store, clock, place }
}

const place = { mailbox: 'retours@mail.example/INBOX', uidValidity: '7' }

onEachEngine('a returned message is entered once, under whatever UID', async (engine, t) => {
  const { store, clock } = await open(engine, t)
  const message = { uid: 1, fingerprint: 'a', kind: 'reply', source: Buffer.from('Bonjour') }
  const id = await store.returned.enter(place, message)
  assert.ok(id)
  assert.equal(await store.returned.enter({ ...place, uidValidity: '8' }, { ...message, uid: 9 }), null)
  assert.equal(Buffer.from((await store.returned.source(id)) ?? []).toString(), 'Bonjour')
  assert.deepEqual(await store.returned.unfiled(place, 10), [1])
  await store.returned.file(place, [1])
  assert.deepEqual(await store.returned.unfiled(place, 10), [])
  assert.deepEqual(await store.returned.counts(begin), { reply: 1 })

  await store.returned.forgetSources()
  assert.ok(await store.returned.source(id))
  clock.set(begin.add({ hours: 24 * 31 }))
  await store.returned.forgetSources()
  assert.equal(await store.returned.source(id), null)
})

onEachEngine('what a message does is undone with its entry', async (engine, t) => {
  const { store } = await open(engine, t)
  const message = { uid: 1, fingerprint: 'a', kind: 'bounce', source: null }
  await assert.rejects(
    store.transaction(async (rows) => {
      await rows.returned.enter(place, message)
      await rows.suppressions.suppress('p@example.org', 'bounced')
      throw new Error('the power fails')
    }),
  )
  assert.equal(await store.suppressions.reasonFor('p@example.org'), null)
  assert.ok(await store.returned.enter(place, message))
})

onEachEngine('a mailbox is read on where it was left, and anew when its UIDs count anew', async (engine, t) => {
  const { store } = await open(engine, t)
  assert.equal(await store.returned.lastUid(place), 0)
  await store.returned.advance(place, 12)
  assert.equal(await store.returned.lastUid(place), 12)
  assert.equal(await store.returned.lastUid({ ...place, uidValidity: '8' }), 0)
  await store.returned.advance({ ...place, uidValidity: '8' }, 3)
  assert.equal(await store.returned.lastUid(place), 0)
})

onEachEngine('suppressions outlive the contact, keep no address, and yield to a person’s word', async (engine, t) => {
  const { store, place: database } = await open(engine, t)
  await enterPartners(store, [{ email: 'Hotel@example.org' }], ['agenda'])
  assert.equal(await store.suppressions.suppress('hotel@example.org', 'bounced'), true)
  assert.equal(await store.suppressions.suppress('hotel@example.org', 'bounced'), false)
  assert.equal(await store.suppressions.suppress('parti@example.org', 'complained'), true)
  const list = await store.suppressions.list()
  assert.deepEqual(Object.fromEntries(list.map((one) => [one.reason, one.address])), {
    bounced: 'hotel@example.org',
    complained: null,
  })
  const pages = await Array.fromAsync(store.partners.subscriberPages('agenda'))
  assert.equal(pages[0]?.[0]?.opposed, 'bounced')

  await store.suppressions.suppress('hotel@example.org', 'opposed')
  await store.suppressions.suppress('hotel@example.org', 'bounced')
  assert.equal(await store.suppressions.reasonFor('hotel@example.org'), 'opposed')
  const rows = await engine.run(database, 'select address_hash from suppressions')
  assert.ok(rows.every((row) => /^[0-9a-f]{64}$/.test(String(row['address_hash']))))

  assert.equal(await store.suppressions.lift('hotel@example.org'), true)
  assert.equal(await store.suppressions.lift('hotel@example.org'), false)
})

onEachEngine('a delivery that bounces twice counts once, and lifting forgets what was counted', async (engine, t) => {
  const { store } = await open(engine, t)
  const bounce = { kind: 'soft', reason: 'mailbox-full' } as const
  assert.equal(await store.suppressions.addBounce('p@example.org', { ...bounce, deliveryId: 'd-1' }), true)
  assert.equal(await store.suppressions.addBounce('p@example.org', { ...bounce, deliveryId: 'd-1' }), false)
  assert.equal(await store.suppressions.addBounce('p@example.org', { ...bounce, deliveryId: null }), true)
  assert.equal((await store.suppressions.softBounces('p@example.org')).length, 2)
  await store.suppressions.lift('p@example.org')
  assert.deepEqual(await store.suppressions.softBounces('p@example.org'), [])
})

onEachEngine('a return address is known again, and an invented one is not', async (engine, t) => {
  const { store } = await open(engine, t)
  const tag = store.returned.tagOf('abc-0000001')
  assert.match(tag, /^[0-9a-z-]{1,50}$/)
  assert.equal(await store.returned.byTag(tag), null, 'no such delivery')
  for (const forged of ['', 'x', `${tag}0`, tag.replace(/.$/, 'z'), 'abc-0000002-0000000000'])
    assert.equal(await store.returned.byTag(forged), null)
})

onEachEngine('erasing a person empties what staff were forwarded of theirs, and of nobody else', async (engine, t) => {
  const { store, place: database } = await open(engine, t)
  const mailbox = { mailbox: 'm', uidValidity: '1' }
  const forward = (replyTo: string, uid: number) =>
    store.transaction(async (rows) => {
      const source = Buffer.from(`From: ${replyTo}`)
      const returned = await rows.returned.enter(mailbox, { uid, fingerprint: replyTo, kind: 'reply', source })
      const message = { ...letter(1), kind: 'forward' as const, replyTo, subject: `De ${replyTo}` }
      const key = `forward/${returned}`
      const { id } = await rows.ledger.freeze(
        { key, kind: 'forward', issueId: null, publication: null, message },
        freezeAudience((async function* () {})()),
      )
      await rows.campaigns.finish(id)
      return returned ?? ''
    })
  const [erased, other] = [await forward('Parti@example.org', 1), await forward('reste@example.org', 2)]
  await store.transaction((rows) =>
    rows.persons.erase('parti@example.org', { who: 'camille', door: 'command', keepOpposition: true }),
  )
  const kept = JSON.stringify(await engine.run(database, 'select subject, message from campaigns'))
  assert.doesNotMatch(kept, /parti@/i)
  assert.match(kept, /De reste@/)
  assert.deepEqual([await store.returned.source(erased), (await store.returned.source(other)) !== null], [null, true])
})
