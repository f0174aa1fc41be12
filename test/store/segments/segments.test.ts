import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { freezeAudience } from '../../../src/address/freeze-audience.js'
import type { SegmentRule } from '../../../src/domain/index.js'
import { openStore, type Store } from '../../../src/store/store.js'
import { letter } from '../../bench/send/letter.js'
import { onEachEngine, type TestEngine } from '../../support/engines.js'
import { fillDirectory, type Person } from './directory.js'

const someone: Person = {
  organisation: null,
  email: '',
  name: null,
  language: 'fr',
  entered: '2026-01-05T08:00:00.000Z',
  subscriptions: { agenda: true },
  bounced: false,
  suppressed: null,
  orders: [],
}
const hotel = (name: string, values: Partial<Person> = {}, more: object = {}): Person => ({
  ...someone,
  organisation: { name, kind: 'hotel', commune: 'Auch', ...more },
  email: `${name.toLowerCase()}@example.org`,
  ...values,
})
const staff = { who: 'Camille', door: 'command' } as const
const hotels: SegmentRule = { all: [{ kind: ['hotel'] }] }

async function open(engine: TestEngine, t: TestContext, people: readonly Person[]) {
  const place = await engine.newPlace(t)
  const store = await openStore(place)
  t.after(() => store.close())
  await fillDirectory(engine, place, people)
  const under = async (rule: SegmentRule) =>
    (await store.segments.members(rule, { size: 100 })).members.map((one) => one.email.split('@')[0] ?? '')
  return { store, place, under, journal: () => engine.run(place, 'select who, what, note from journal order by id') }
}

async function freeze(store: Store, key: string, rule: SegmentRule) {
  const segment = { id: 's', name: 'S', rule }
  return await store.transaction(async (rows) => {
    const { id } = await rows.ledger.freeze(
      { key, kind: 'issue', issueId: null, publication: 'agenda', message: letter(1), segments: [segment] },
      freezeAudience(rows.partners.subscriberPages('agenda', 2, await rows.segments.contactsOf([segment]))),
    )
    return id
  })
}

onEachEngine('a segment is saved, changed, renamed and removed, and the journal tells it', async (engine, t) => {
  const { store, journal } = await open(engine, t, [])
  const { segments } = store
  const save = (name: string, rule: SegmentRule) => store.transaction((rows) => rows.segments.save(name, rule, staff))
  assert.equal((await save(' Hébergeurs d’Auch ', hotels)).outcome, 'added')
  assert.equal((await save('hebergeurs d auch', hotels)).outcome, 'unchanged')
  assert.equal((await save('HÉBERGEURS D’AUCH', { none: [{ poster: true }] })).outcome, 'changed')
  await save('Autres', hotels)
  assert.equal(await segments.rename('Autres', 'Hébergeurs d’Auch', staff), 'taken')
  assert.equal(await segments.rename('Personne', 'Rien', staff), 'unknown')
  assert.equal(await segments.rename('hébergeurs d’auch', 'Sans affiche', staff), 'done')
  assert.deepEqual(
    (await segments.list()).map(({ name, rule }) => [name, rule]),
    [
      ['Autres', hotels],
      ['Sans affiche', { none: [{ poster: true }] }],
    ],
  )
  assert.equal(await segments.remove('Autres', staff), 'done')
  assert.equal(await segments.remove('Autres', staff), 'unknown')
  await assert.rejects(segments.required('Autres'), { code: 'segment-unknown' })
  const lodging = '{"all":[{"kind":["hotel"]}]}'
  assert.deepEqual(
    (await journal()).map((line) => [line['who'], line['what'], line['note']]),
    [
      ['Camille', 'segment-saved', `Hébergeurs d’Auch: ${lodging}`],
      ['Camille', 'segment-saved', `Hébergeurs d’Auch: ${lodging} → {"none":[{"poster":true}]}`],
      ['Camille', 'segment-saved', `Autres: ${lodging}`],
      ['Camille', 'segment-saved', 'Hébergeurs d’Auch → Sans affiche'],
      ['Camille', 'segment-removed', `Autres: ${lodging}`],
    ],
  )
})

onEachEngine('distances are exact at the border, and places come from the directory', async (engine, t) => {
  // A degree of latitude is 111.1951 km on the sphere of the mean radius.
  const north = (km: number) => ({ latitude: 43.5 + km / 111.19508, longitude: 0.5 })
  const { store, under } = await open(engine, t, [
    hotel('Centre', {}, { latitude: 43.5, longitude: 0.5 }),
    hotel('Inside', {}, north(19.999)),
    hotel('Outside', {}, { ...north(20.001), commune: 'Pavie' }),
    hotel('Antipode', {}, { latitude: -43.5, longitude: -179.5, commune: 'Ailleurs' }),
    hotel('Unplaced', {}, { latitude: 43.5 }),
    { ...someone, email: 'nobody@example.org' },
  ])
  const within = (of: object, km = 20, orUnplaced = false): SegmentRule =>
    ({ all: [{ within: { km, of, orUnplaced } }] }) as SegmentRule
  assert.deepEqual(await under(within({ latitude: 43.5, longitude: 0.5 })), ['centre', 'inside'])
  assert.deepEqual(await under(within({ latitude: 43.5, longitude: 0.5 }, 20.002)), ['centre', 'inside', 'outside'])
  assert.deepEqual(await under(within({ organisation: 'OUTSIDE', commune: 'pavie' }, 0.001)), ['outside'])
  assert.deepEqual(await under(within({ organisation: 'centre' }, 1, true)), ['centre', 'nobody', 'unplaced'])
  // Auch lies in the middle of its two hotels with a position.
  assert.deepEqual(await under(within({ commune: '32000 AUCH' }, 10)), ['centre', 'inside'])
  assert.deepEqual(await under(within({ commune: 'Auch' }, 9.9)), [])
  assert.deepEqual(await under(within({ latitude: -43.5, longitude: 180 }, 50)), ['antipode'], 'over the date line')
  const fails = (of: object, code: string) => assert.rejects(store.segments.count(within(of)), { code })
  await fails({ organisation: 'Nowhere' }, 'place-unknown')
  await fails({ organisation: 'Unplaced' }, 'place-without-position')
  await fails({ commune: 'Condom' }, 'place-without-position')
})

onEachEngine('members are paged and searched, with why each would get no message', async (engine, t) => {
  const { store } = await open(engine, t, [
    hotel('Étoile', { name: 'Zoé' }),
    hotel('Bounced', { suppressed: 'bounced' }),
    hotel('Never', { subscriptions: {} }),
    hotel('Left', { subscriptions: { agenda: false } }),
    hotel('Opposed', { suppressed: 'opposed', subscriptions: { agenda: false } }),
    { ...hotel('Same'), email: 'NEVER@example.org', subscriptions: { news: true } },
    { ...hotel('100%'), email: 'percent@example.org' },
  ])
  const page = (wanted: object) => store.segments.members(hotels, wanted)
  const { total, members } = await page({})
  assert.equal(total, 7)
  assert.deepEqual(
    members.map((one) => [one.organisation?.name, one.notWritten]),
    [
      ['100%', null],
      ['Bounced', 'bounced'],
      ['Étoile', null],
      ['Left', 'unsubscribed'],
      ['Never', 'not-subscribed'],
      ['Opposed', 'opposed'],
      ['Same', null],
    ],
  )
  assert.deepEqual(await store.segments.count(hotels), { contacts: 7, addresses: 6 })
  const found = async (wanted: object) => {
    const answer = await page(wanted)
    return [answer.total, ...answer.members.map((one) => one.organisation?.name)]
  }
  assert.deepEqual(await found({ size: 2, offset: 4 }), [7, 'Never', 'Opposed'])
  assert.deepEqual(await found({ offset: 50 }), [7])
  assert.deepEqual(await found({ search: 'etoile' }), [1, 'Étoile'])
  assert.deepEqual(await found({ search: 'Zoé' }), [1, 'Étoile'])
  assert.deepEqual(await found({ search: 'never@' }), [2, 'Never', 'Same'])
  assert.deepEqual(await found({ search: '%' }), [0])
  const news = (await page({ publication: 'news' })).members
  assert.deepEqual([news[0]?.notWritten, news[6]?.notWritten], ['not-subscribed', null])
  const preview = await store.segments.preview(hotels, { size: 1 })
  assert.deepEqual([preview.contacts, preview.members.length], [7, 1])
  assert.deepEqual((await store.segments.choices()).communes, ['Auch'])
})

onEachEngine('a frozen audience is the segment’s, excluded rows included, and stays as it was', async (engine, t) => {
  const shop = (name: string, values: Partial<Person> = {}) => hotel(name, values, { kind: 'shop' })
  const { store, place } = await open(engine, t, [
    shop('First', { email: 'shared@example.org' }),
    hotel('Second', { email: 'Shared@example.org' }),
    hotel('Third', { email: 'shared@example.org' }),
    hotel('Opposed', { suppressed: 'opposed' }),
    hotel('Left', { subscriptions: { agenda: false } }),
    hotel('Never', { subscriptions: {} }),
    shop('Last'),
  ])
  const id = await freeze(store, 'one', hotels)
  const told = async () =>
    (await store.campaigns.deliveries(id)).map((row) => `${row.contact_id} ${row.reason ?? row.state}`)
  // The shop that shares the address was there first, but is not in the segment: it takes no copy away.
  const audience = ['c1 pending', 'c2 duplicate', 'c3 opposed', 'c4 unsubscribed']
  assert.deepEqual(await told(), audience)
  await store.transaction(({ segments }) => segments.save('S', hotels, staff))
  await engine.run(place, "update segments set id = 's'")
  const fate = await store.segments.remove('S', staff)
  assert.deepEqual(fate, { campaigns: [letter(1).subject] }, 'it is being sent to')
  await store.transaction(({ segments }) => segments.save('S', { all: [{ kind: ['shop'] }] }, staff))
  assert.deepEqual(await told(), audience)
  await engine.run(place, "update campaigns set state = 'done'")
  assert.equal(await store.segments.remove('S', staff), 'done')
})

onEachEngine(
  'every partner is whoever the office entered, and a message reaches each address once',
  async (engine, t) => {
    const { store } = await open(engine, t, [
      hotel('Auberge'),
      hotel('Bastide', { email: 'AUBERGE@example.org' }),
      hotel('Cigale', { subscriptions: { agenda: true, editions: true } }),
      hotel('Dolmen', { subscriptions: { editions: false } }),
      hotel('Étape', { email: 'etape@example.org', suppressed: 'opposed' }),
    ])
    const reader = { email: 'lecteur@example.org', name: null, language: 'fr', publications: ['agenda'] }
    const expiresAt = Temporal.Now.instant().add({ hours: 1 })
    const id = await store.signUps.add({ ...reader, agreed: { text: 'Oui', version: '1' }, expiresAt })
    const { token = '' } = (await store.signUps.byId(id)) ?? {}
    await store.transaction((rows) => rows.signUps.confirm(token))
    const everyPartner = store.segments.everyPartner()
    assert.equal((await everyPartner.execute()).length, 5)
    // The auberge and the bastide share an address; the étape wants nothing. The dolmen has left all that it received,
    // and begins nothing new.
    assert.deepEqual(await store.segments.reach(everyPartner, 'editions'), { addresses: 2, first: 1 })
    assert.deepEqual(await store.segments.reach(everyPartner, 'agenda'), { addresses: 2, first: 0 })
    const frozen = await Array.fromAsync(freezeAudience(store.partners.subscriberPages('agenda')))
    assert.equal(frozen.flat().filter((one) => !one.excluded).length, 3)
    assert.equal(await store.segments.subscribersReached('agenda'), 3, 'the auberge, the cigale, the reader')
    assert.equal(await store.segments.subscribersReached('agenda', everyPartner), 2)
  },
)
