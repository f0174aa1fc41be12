import assert from 'node:assert/strict'
import { nightlyRetention } from '../../jobs/retention.js'
import { freezeAudience } from '../../src/address/freeze-audience.js'
import { manualClock } from '../../src/base/clock.js'
import { type ChangeSource, theProgram } from '../../src/domain/index.js'
import { retentionSchema } from '../../src/domain/settings/retention.js'
import { openStore, type Store } from '../../src/store/store.js'
import { letter } from '../bench/send/letter.js'
import { office } from '../fixtures/office.js'
import { onEachEngine } from '../support/engines.js'
import { enterPartners } from '../support/enter-partners.js'

const settings = retentionSchema.parse({})
const source: ChangeSource = { who: theProgram, door: 'retention' }
const zone = 'Europe/Paris'
const years = (count: number) => Temporal.Instant.from(`${2026 + count}-07-04T12:00:00Z`)

onEachEngine(
  'what was kept long enough is told first, then removed; the sums and the oppositions stay',
  async (engine, t) => {
    const clock = manualClock(years(0))
    const store = await openStore({ ...(await engine.newPlace(t)), clock })
    const enter = (name: string, publications: string[]) =>
      enterPartners(store, [{ contactName: name, email: `${name}@example.org` }], publications)
    for (const name of ['stays', 'leaves', 'leaves-late']) await enter(name, ['agenda'])
    await enter('never', [])
    const audience = (await store.partners.subscriberPages('agenda').next()).value ?? []
    const leave = (name: string) =>
      store.partners.unsubscribe(
        audience.find((one) => one.email.startsWith(`${name}@`))?.id ?? '',
        'agenda',
        'one-click',
      )
    const { id } = await store.transaction((rows) =>
      rows.ledger.freeze(
        { key: 'old', kind: 'issue', issueId: null, publication: 'agenda', message: letter(1) },
        freezeAudience(rows.partners.subscriberPages('agenda')),
      ),
    )
    await store.rawCopies.keep({
      feed: 'blog',
      url: 'https://blog.example.org/',
      status: 200,
      contentType: null,
      etag: null,
      lastModified: null,
      body: Buffer.from('x'),
      fetchedAt: years(0).toString(),
    })
    const agreed = { text: 'Oui', version: '1' }
    await store.signUps.add({
      email: 'x@example.org',
      name: null,
      language: 'fr',
      publications: [],
      agreed,
      expiresAt: years(1),
    })
    await order(store, 'completed')
    await order(store, 'placed')
    await leave('leaves')
    clock.set(years(1))
    await leave('leaves-late')
    const counts = async () => {
      const due = await store.retention.due(settings, zone)
      return [due.deliveries.count, due.rawCopies.count, due.signUps.count, due.contacts.count, due.orders.count]
    }
    clock.set(years(0).add({ hours: 24 * 29 }))
    assert.deepEqual(await counts(), [0, 0, 0, 0, 0])
    clock.set(years(3).add({ hours: 1 }))
    assert.deepEqual(await counts(), [3, 1, 1, 2, 1])
    const before = await store.ledger.sums(id)
    const removed = await store.transaction((rows) => rows.retention.apply(settings, zone, source))
    assert.deepEqual([removed.contacts.count, removed.contacts.oldest], [2, '2026-07-04T12:00:00.000Z'])
    assert.deepEqual(await counts(), [0, 0, 0, 0, 0])
    const { audience: size, excluded } = await store.ledger.sums(id)
    assert.deepEqual([size, excluded], [before.audience, before.pending])
    assert.equal(await store.partners.count(), 2)
    // What was taken stays in the sums, without a name; an open order keeps its own.
    const orders = await store.orders.list({ limit: 10 })
    assert.deepEqual(orders.map((one) => [one.state, one.email, one.lines.map((line) => line.copies)]).sort(), [
      ['completed', '', [5]],
      ['placed', 'placed@example.org', [5]],
    ])
    // Who had left is not written to when the same list comes again; who never had a subscription is nobody's business.
    assert.ok((await store.persons.everythingAbout('leaves@example.org')).opposition)
    assert.equal((await store.persons.everythingAbout('never@example.org')).opposition, null)
    await store.close()
  },
)

onEachEngine('the nightly removal runs once a night, and only where settings ask for it', async (engine, t) => {
  const clock = manualClock(Temporal.Instant.from('2026-07-04T00:30:00Z'))
  assert.equal(nightlyRetention({ office, clock }), null)
  const automatic = { ...office, retention: { ...settings, automatic: true } }
  assert.equal(nightlyRetention({ office: automatic, clock }), null)
  clock.set(Temporal.Instant.from('2026-07-04T01:00:00Z'))
  const store = await openStore({ ...(await engine.newPlace(t)), clock })
  const job = nightlyRetention({ office: automatic, clock })
  assert.ok(job)
  assert.deepEqual([await store.jobs.add(job), await store.jobs.add(job)], [true, false])
  await store.close()
})

/** An order of five copies, from an address that says what becomes of it. */
async function order(store: Store, state: 'placed' | 'completed'): Promise<void> {
  const files = { pdfUrl: null, onlineUrl: null, copiesPerBox: null, grams: null, replaces: null }
  const guide = { title: `Guide ${state}`, kind: 'guide', year: 2026, languages: ['fr'], ...files } as const
  const edition = await store.editions.add({ ...guide, languages: ['fr'] })
  const by = { contactId: null, organisationId: null, name: 'Inès', organisation: null, commune: 'Auch', address: null }
  await store.transaction(async (rows) => {
    const editionId = edition?.id ?? ''
    await rows.editions.setStock(editionId, 'Auch', 5)
    const placed = await rows.orders.place({
      ...by,
      key: state,
      email: `${state}@example.org`,
      language: 'fr',
      way: 'pick-up',
      remark: null,
      lines: [{ editionId, copies: 5 }],
    })
    if (placed.outcome !== 'placed') throw new Error(placed.outcome)
    if (state === 'completed') await rows.orders.complete(placed.order.id)
  })
}
