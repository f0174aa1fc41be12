import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { manualClock, type SettableClock } from '../../src/base/clock.js'
import { type ChangeSource, thePerson } from '../../src/domain/index.js'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { openStore, type Store } from '../../src/store/store.js'
import { freezeAudience } from '../../src/address/freeze-audience.js'
import { letter } from '../bench/send/letter.js'
import { onEachEngine, type TestEngine } from '../support/engines.js'
import { enterPartners } from '../support/enter-partners.js'

const start = Temporal.Instant.from('2026-07-04T05:30:00Z')
const agreed = { text: 'J’accepte.', version: 'abc' }
const byForm: ChangeSource = { who: thePerson, door: 'preferences', agreed }
const email = 'Accueil@Gite.example.org'
const key = 'accueil@gite.example.org'

async function withStore(
  engine: TestEngine,
  t: TestContext,
  body: (store: Store, clock: SettableClock, place: DatabasePlace) => Promise<void>,
): Promise<void> {
  const clock = manualClock(start)
  const place = await engine.newPlace(t)
  const store = await openStore({ ...place, clock })
  try {
    await body(store, clock, place)
  } finally {
    await store.close()
  }
}

const enter = (store: Store, ...organisations: string[]) =>
  enterPartners(
    store,
    ['Gîte', ...organisations].map((organisation) => ({ organisation, commune: 'Auch', contactName: 'Jeanne', email })),
    ['agenda', 'guide'],
  )

async function only(store: Store) {
  const [one] = (await store.partners.subscriberPages('agenda').next()).value ?? []
  assert.ok(one)
  return one
}

/** What the journal tells of an address, in short. */
async function told(store: Store): Promise<string[]> {
  const { journal } = await store.persons.everythingAbout(email)
  return journal.map(({ who, what, publication, door }) => `${who}: ${what} ${publication ?? ''} (${door})`)
}

onEachEngine('the journal keeps every change, with its ground and its proof, whatever comes later', (engine, t) =>
  withStore(engine, t, async (store, clock) => {
    await enter(store)
    const { id } = await only(store)
    const later = () => clock.set(clock.now().add({ seconds: 1 }))
    const wish = { shown: ['agenda', 'guide'], language: 'en', papers: 'linked' as const, name: 'Jeanne Lanne' }
    later()
    await store.transaction((rows) => rows.partners.prefer(id, { ...wish, publications: ['guide'] }, byForm))
    later()
    await store.transaction((rows) => rows.partners.prefer(id, { ...wish, publications: ['agenda', 'guide'] }, byForm))
    // A list that comes again changes nothing, and leaves no line.
    await enter(store)
    assert.deepEqual(await told(store), [
      'camille: subscribed agenda (import)',
      'camille: subscribed guide (import)',
      'person: unsubscribed agenda (preferences)',
      'person: changed  (preferences)',
      'person: subscribed agenda (preferences)',
    ])
    const { journal, subscriptions, contacts } = await store.persons.everythingAbout(email)
    assert.deepEqual([journal[0]?.ground, journal[0]?.note, journal[0]?.agreed], ['partner', 'partners.csv', null])
    assert.deepEqual([journal[4]?.ground, journal[4]?.agreed], ['asked', agreed])
    assert.equal(journal[3]?.note, 'language: fr → en; papers: attached → linked; name: Jeanne → Jeanne Lanne')
    assert.deepEqual(subscriptions.map(({ publication, ground }) => [publication, ground]).sort(), [
      ['agenda', 'asked'],
      ['guide', 'partner'],
    ])
    assert.deepEqual([contacts[0]?.papers, contacts[0]?.organisation?.name], ['linked', 'Gîte'])
    assert.equal((await only(store)).papers, 'linked')
  }),
)

onEachEngine(
  'a wish is for the whole mailbox: leaving the guide for one partner leaves it for the other',
  (engine, t) =>
    withStore(engine, t, async (store) => {
      await enter(store, 'Camping')
      const { id, token } = await only(store)
      const wish = { shown: ['agenda', 'guide'], language: 'fr', papers: 'attached' as const, name: 'Jeanne' }
      await store.transaction((rows) => rows.partners.prefer(id, { ...wish, publications: ['agenda'] }, byForm))
      const { subscriptions } = await store.persons.everythingAbout(email)
      assert.deepEqual(subscriptions.map(({ publication, until }) => `${publication} ${until === null}`).sort(), [
        'agenda true',
        'agenda true',
        'guide false',
        'guide false',
      ])
      assert.deepEqual((await store.partners.byToken(token))?.receives, new Set(['agenda']))
    }),
)

onEachEngine('a sign-up counts once confirmed, in time; it lifts an opposition, which nothing else does', (engine, t) =>
  withStore(engine, t, async (store, clock) => {
    await enter(store)
    const { token } = await only(store)
    await store.transaction((rows) => rows.partners.stopEverything(key, { who: thePerson, door: 'preferences' }))
    await enter(store)
    assert.equal((await only(store)).opposed, 'opposed')
    assert.equal((await store.partners.byToken(token))?.opposed, true)

    const form = { email, name: null, language: 'fr', publications: ['agenda'], agreed }
    const late = await store.signUps.byId(await store.signUps.add({ ...form, expiresAt: start.add({ hours: 1 }) }))
    clock.set(start.add({ hours: 2 }))
    assert.equal(await store.transaction((rows) => rows.signUps.confirm(late?.token ?? '')), null)
    assert.equal((await only(store)).opposed, 'opposed')

    const id = await store.signUps.add({ ...form, expiresAt: start.add({ hours: 48 }) })
    assert.equal(await store.signUps.countSince(key, start), 2)
    const inTime = await store.signUps.byId(id)
    const confirm = () => store.transaction((rows) => rows.signUps.confirm(inTime?.token ?? ''))
    assert.equal(await confirm(), token)
    assert.equal(await confirm(), token)
    const one = await only(store)
    assert.deepEqual([one.opposed, one.unsubscribed], [false, false])
    assert.deepEqual((await told(store)).slice(-2), [
      'person: subscribed agenda (sign-up)',
      'person: opposition-lifted  (sign-up)',
    ])
  }),
)

onEachEngine(
  'an erasure leaves no trace but a hash, the ledger adds up, and a new import is not written to',
  (engine, t) =>
    withStore(engine, t, async (store) => {
      const freeze = (name: string) =>
        store.transaction(async (rows) => {
          const campaign = {
            key: name,
            kind: 'issue' as const,
            issueId: null,
            publication: 'agenda',
            message: letter(1),
          }
          return (await rows.ledger.freeze(campaign, freezeAudience(rows.partners.subscriberPages('agenda')))).id
        })
      await enter(store)
      const wish = { shown: ['guide'], publications: [], language: 'fr', papers: 'attached' as const, name: 'Jeanne' }
      const { id: contact } = await only(store)
      await store.transaction((rows) => rows.partners.prefer(contact, wish, byForm))
      await store.signUps.add({ email, name: null, language: 'fr', publications: [], agreed, expiresAt: start })
      const sent = await freeze('first')
      const [claimed] = await store.ledger.claim(sent, 'w', 1)
      assert.ok(claimed)
      const outcome = { state: 'failed', code: 550, reply: `550 5.1.1 <${email}> unknown` } as const
      await store.ledger.record([{ delivery: claimed, outcome, nextAt: null }], 'w')
      const waiting = await freeze('second')

      const erased = await store.transaction((rows) =>
        rows.persons.erase(email, { who: 'camille', door: 'command', keepOpposition: true }),
      )
      assert.deepEqual(erased, {
        contacts: 1,
        subscriptions: 2,
        journalLines: 3,
        signUps: 1,
        organisations: 0,
        deliveries: 2,
        opposed: true,
      })
      const { failed, audience } = await store.ledger.sums(sent)
      assert.deepEqual([failed, audience], [1, 1])
      assert.equal((await store.ledger.sums(waiting)).excluded, 1)
      const lines = [...(await store.campaigns.deliveries(sent)), ...(await store.campaigns.history(claimed.id))]
      assert.doesNotMatch(JSON.stringify(lines), /gite|Jeanne/i)
      const left = await store.persons.everythingAbout(email)
      assert.deepEqual([left.contacts, left.signUps, left.deliveries, left.journal], [[], [], [], []])

      await enter(store)
      const [line] = await store.campaigns.deliveries(await freeze('third'))
      assert.deepEqual([line?.state, line?.reason], ['excluded', 'opposed'])
      // A second mailbox keeps the organisation; the last one takes it along.
      await enterPartners(store, [{ organisation: 'Gîte', commune: 'Auch', email: 'second@gite.example.org' }], [])
      const wholly = { who: 'camille', door: 'command', keepOpposition: true, withOrganisations: true } as const
      const eraseWholly = (address: string) => store.transaction((rows) => rows.persons.erase(address, wholly))
      assert.equal((await eraseWholly(email)).organisations, 0)
      assert.deepEqual(await store.persons.organisationsOnlyReachedAt('Second@gite.example.org'), ['Gîte'])
      assert.equal((await eraseWholly('second@gite.example.org')).organisations, 1)
    }),
)

onEachEngine('a subscription that began without a line in the journal gets it before it changes', (engine, t) =>
  withStore(engine, t, async (store, _clock, place) => {
    await enter(store)
    const { id } = await only(store)
    await engine.run(place, 'delete from journal')
    await store.transaction((rows) => rows.partners.unsubscribe(id, 'agenda', 'one-click'))
    await store.transaction((rows) => rows.partners.ask(id, 'agenda', byForm))
    const { journal } = await store.persons.everythingAbout(email)
    assert.deepEqual(
      journal.filter((one) => one.publication === 'agenda').map(({ what, ground }) => `${what} ${ground}`),
      ['subscribed partner', 'unsubscribed null', 'subscribed asked'],
    )
  }),
)
