import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { ListedPartner } from '../../src/domain/index.js'
import { openStore, type Store } from '../../src/store/store.js'
import { onEachEngine, type TestEngine } from '../support/engines.js'

const silent: ListedPartner = {
  organisation: null,
  kind: null,
  commune: null,
  address: null,
  postcode: null,
  latitude: null,
  longitude: null,
  siret: null,
  phone: null,
  website: null,
  labels: null,
  languages: null,
  staff: null,
  poster: null,
  contactName: null,
  role: null,
  email: '',
  language: null,
  publications: null,
}
const midi: ListedPartner = { ...silent, organisation: 'Hôtel du Midi', commune: 'Auch', email: 'midi@example.org' }

async function openDirectory(engine: TestEngine, t: TestContext) {
  const store = await openStore(await engine.newPlace(t))
  t.after(() => store.close())
  const options = {
    file: 'list.csv',
    who: 'test',
    publications: ['agenda'],
    ground: 'partner' as const,
    language: 'fr',
  }
  const run = (turn: Store['inTurn']) => async (parts: ListedPartner[][]) =>
    await turn('directory', async ({ directory }) => {
      const importer = directory.beginImport(options)
      const outcomes = []
      for (const part of parts) outcomes.push(...(await importer.enter(part)))
      outcomes.push(...(await importer.finish(0)))
      const { id, subscriptions } = importer
      return { id, outcomes: outcomes.map((one) => one.outcome), lines: outcomes, subscriptions }
    })
  const enter = (...lines: ListedPartner[]) => run(store.inTurn)([lines])
  const listed = async () => (await Array.fromAsync(store.directory.listed(2))).flat()
  const names = async () => (await listed()).map((one) => `${one.organisation ?? '-'} <${one.email}>`)
  const undo = (id: string) => store.inTurn('directory', ({ directory }) => directory.undo(id, 'test'))
  return { store, enter, enterParts: run(store.inTurn), rehearse: run(store.rehearse), listed, names, undo }
}

onEachEngine('a list entered twice makes no twin, however its names are written', async (engine, t) => {
  const { enter, names } = await openDirectory(engine, t)
  assert.deepEqual((await enter(midi, { ...midi, email: 'spa@example.org' })).outcomes, ['added', 'added'])
  const again = { ...midi, organisation: 'SARL HOTEL DU MIDI', commune: '32000 AUCH', email: 'MIDI@example.org' }
  assert.deepEqual((await enter(again, midi)).outcomes, ['unchanged', 'unchanged'])
  assert.deepEqual(await names(), ['Hôtel du Midi <midi@example.org>', 'Hôtel du Midi <spa@example.org>'])
})

onEachEngine('a SIRET finds an organisation under another name and address', async (engine, t) => {
  const { enter, listed } = await openDirectory(engine, t)
  const siret = '73282932000074'
  await enter({ ...midi, siret })
  const { outcomes } = await enter({ ...midi, organisation: 'Le Grand Midi', email: 'grand@example.org', siret })
  assert.deepEqual(outcomes, ['added'])
  assert.deepEqual(
    (await listed()).map((one) => one.organisation),
    ['Le Grand Midi', 'Le Grand Midi'],
  )
})

onEachEngine('an address alone finds its organisation, unless the list names that one too', async (engine, t) => {
  const { enter, enterParts, names } = await openDirectory(engine, t)
  await enter(midi)
  const renamed = { ...midi, organisation: 'Le Grand Midi', phone: '05 62 00 00 00' }
  assert.deepEqual((await enter(renamed)).outcomes, ['changed'])
  assert.deepEqual(await names(), ['Le Grand Midi <midi@example.org>'])
  const annex = { ...midi, organisation: 'Le Grand Midi, annexe' }
  assert.deepEqual((await enterParts([[annex], [renamed]])).outcomes, ['unchanged', 'added'])
  assert.deepEqual((await enter(annex, renamed)).outcomes, ['unchanged', 'unchanged'])
  assert.equal((await names()).length, 2)
})

onEachEngine('what a list says changes what is known, and its silence erases nothing', async (engine, t) => {
  const { enter, listed } = await openDirectory(engine, t)
  const full: ListedPartner = {
    ...midi,
    kind: 'hotel',
    address: '1 rue "Neuve" \\ bis, {A}',
    postcode: '32000',
    latitude: 43.6465,
    longitude: -0.5855,
    phone: '05 62 00 00 00',
    website: 'https://midi.example.org',
    labels: ['Accueil Vélo', 'L’"autre"'],
    languages: ['fr', 'en'],
    staff: 'Inès',
    poster: false,
    contactName: 'Claire',
    role: 'gérante',
    language: 'en',
  }
  await enter(full)
  assert.deepEqual(await listed(), [{ ...full, publications: ['agenda'] }])
  assert.deepEqual((await enter(midi)).outcomes, ['unchanged'])
  assert.deepEqual((await enter({ ...midi, poster: true, contactName: 'Claire B.' })).outcomes, ['changed'])
  assert.deepEqual(await listed(), [{ ...full, poster: true, contactName: 'Claire B.', publications: ['agenda'] }])
})

onEachEngine('a contact without organisation gets one when a list names it', async (engine, t) => {
  const { enter, names } = await openDirectory(engine, t)
  await enter({ ...silent, email: 'midi@example.org' })
  assert.deepEqual((await enter(midi)).outcomes, ['changed'])
  assert.deepEqual(await names(), ['Hôtel du Midi <midi@example.org>'])
  assert.deepEqual((await enter({ ...silent, email: 'midi@example.org' })).outcomes, ['unchanged'])
})

onEachEngine('who has unsubscribed stays so, also in a second organisation', async (engine, t) => {
  const { store, enter } = await openDirectory(engine, t)
  await enter(midi)
  const [contact] = (await store.partners.subscriberPages('agenda').next()).value ?? []
  await store.partners.unsubscribe(contact?.id ?? '', 'agenda', 'one-click')
  await enter(midi, { ...midi, organisation: 'Annexe' })
  const all = (await store.partners.subscriberPages('agenda').next()).value ?? []
  assert.deepEqual(
    all.map((one) => one.unsubscribed),
    [true, true],
  )
})

onEachEngine('who has stopped all begins nothing new but by asking, whatever door it comes by', async (engine, t) => {
  const { store, enter, listed } = await openDirectory(engine, t)
  const email = 'midi@example.org'
  await enter(midi, { ...silent, email: 'seul@example.org' })
  const receives = async () => {
    const { subscriptions } = await store.persons.everythingAbout(email)
    return new Set(subscriptions.flatMap(({ until, publication }) => (until === null ? publication : [])))
  }
  const reached = () =>
    store.transaction(async ({ segments }) => (await segments.reach(segments.everyPartner(), 'editions')).addresses)
  const ids = new Map((await store.partners.subscriberPages('agenda').next()).value?.map((one) => [one.email, one.id]))
  const id = ids.get(email) ?? ''
  assert.equal(await reached(), 2)
  await store.transaction(({ partners }) => partners.unsubscribe(id, 'agenda', 'one-click', 'person'))
  assert.equal(await reached(), 1)

  const source = { who: 'program', door: 'console' } as const
  const everyone = [...ids.values()].map((contactId) => ({ contactId, publication: 'editions' }))
  const begun = await store.transaction(({ partners }) => partners.begin(everyone, 'professional-interest', source))
  assert.deepEqual(begun, [{ contactId: ids.get('seul@example.org'), publication: 'editions' }])
  // A list that names another publication, and one in which the same mailbox belongs to another house.
  await enter({ ...midi, publications: ['news'] }, { ...midi, organisation: 'Auberge du Pont', publications: ['news'] })
  assert.deepEqual(await receives(), new Set())
  assert.equal((await listed()).length, 3)

  await store.transaction(({ partners }) => partners.ask(id, 'news', source))
  assert.deepEqual(await receives(), new Set(['news']))
  assert.equal(await reached(), 2, 'who receives something again may be told of an edition')
})

onEachEngine('a rehearsal tells the same and writes nothing', async (engine, t) => {
  const { store, rehearse, listed } = await openDirectory(engine, t)
  assert.deepEqual((await rehearse([[midi, midi]])).outcomes, ['added', 'unchanged'])
  assert.deepEqual([await listed(), await store.directory.imports()], [[], []])
})

onEachEngine('a rehearsal says who will be subscribed to what, as the import then does it', async (engine, t) => {
  const { store, enter, enterParts, rehearse } = await openDirectory(engine, t)
  const both = { ...silent, publications: ['agenda', 'news'] }
  const one = (name: string, publications: string[] | null = null): ListedPartner => ({
    ...(publications ? { ...silent, publications } : both),
    email: `${name}@example.org`,
  })
  await enter(one('has'), one('some', ['agenda']), one('left'), one('stopped', ['agenda']), one('refuses', ['agenda']))
  const ids = new Map((await store.partners.subscriberPages('agenda').next()).value?.map((row) => [row.email, row.id]))
  await store.transaction(async ({ partners, suppressions }) => {
    for (const name of ['left', 'stopped'])
      await partners.unsubscribe(ids.get(`${name}@example.org`) ?? '', 'agenda', 'one-click')
    await suppressions.suppress('refuses@example.org', 'opposed')
    await suppressions.suppress('dead@example.org', 'bounced')
  })
  /** Who is sent a publication, each address once. */
  const sent = async (publication: string) => {
    const all = (await Array.fromAsync(store.partners.subscriberPages(publication))).flat()
    return new Set(all.flatMap((row) => (row.unsubscribed || row.opposed ? [] : [row.email])))
  }
  const names = ['new', 'has', 'some', 'left', 'stopped', 'refuses', 'dead', 'NEW']
  // Twice in a part and in two parts, behind two houses, once with another wish: one person is one.
  const parts = [
    [...names.map((name) => one(name)), { ...both, organisation: 'Annexe', email: 'left@example.org' }],
    [one('stopped'), one('new'), one('late', ['news']), { ...both, organisation: 'Annexe', email: 'new@example.org' }],
  ]
  const before = { agenda: await sent('agenda'), news: await sent('news') }
  const told = await rehearse(parts)
  assert.deepEqual(told.subscriptions, {
    begun: { agenda: 1, news: 3 },
    left: { agenda: 2, news: 1 },
    barred: 2,
  })
  const [, , some, left, , refuses] = told.lines
  assert.deepEqual([some?.outcome, some?.subscriptions], ['changed', { begun: ['news'], left: [], barred: [] }])
  assert.deepEqual([left?.outcome, left?.subscriptions], ['unchanged', { begun: [], left: ['agenda'], barred: [] }])
  assert.deepEqual(refuses?.subscriptions, { begun: [], left: [], barred: ['news'] })
  assert.deepEqual([await sent('agenda'), await sent('news')], [before.agenda, before.news])

  const { subscriptions } = await enterParts(parts)
  assert.deepEqual(subscriptions, told.subscriptions)
  const after = { agenda: await sent('agenda'), news: await sent('news') }
  assert.deepEqual([...after.agenda.difference(before.agenda)], ['new@example.org'])
  const begin = [...after.news.difference(before.news)]
  assert.deepEqual(begin.toSorted(), ['late@example.org', 'new@example.org', 'some@example.org'])
  assert.deepEqual((await rehearse(parts)).subscriptions, { ...told.subscriptions, begun: {}, barred: 0 })
})

onEachEngine('an import is undone as a whole', async (engine, t) => {
  const { store, enter, listed, undo } = await openDirectory(engine, t)
  await enter({ ...midi, phone: '05 62 00 00 00' })
  const before = await listed()
  const { id } = await enter(
    { ...midi, phone: '05 62 00 00 11', contactName: 'Claire' },
    { ...midi, phone: '05 62 00 00 22', email: 'spa@example.org' },
    { ...silent, organisation: 'Musée', email: 'musee@example.org' },
  )
  assert.equal((await listed()).length, 3)
  assert.deepEqual(await undo(id), { contacts: 2, organisations: 1, restored: 2, kept: [] })
  assert.deepEqual(await listed(), before)
  assert.equal(await undo(id), null)
  assert.equal((await store.directory.importById(id))?.undone_by, 'test')
})

onEachEngine('what has happened since an import outlives its undoing, and is told', async (engine, t) => {
  const { store, enter, listed, undo } = await openDirectory(engine, t)
  await enter(midi)
  const { id } = await enter(
    { ...midi, phone: '05 62 00 00 11', staff: 'Inès' },
    { ...silent, email: 'left@example.org' },
    { ...silent, email: 'gone@example.org' },
    { ...silent, email: 'renamed@example.org' },
  )
  const all = (await store.partners.subscriberPages('agenda').next()).value ?? []
  const left = all.find((one) => one.email === 'left@example.org')
  await store.partners.unsubscribe(left?.id ?? '', 'agenda', 'one-click')
  await enter({ ...midi, phone: '05 62 00 00 22' }, { ...silent, email: 'renamed@example.org', contactName: 'Jo' })
  assert.deepEqual(await undo(id), {
    contacts: 1,
    organisations: 0,
    restored: 1,
    kept: [
      { what: 'Hôtel du Midi', why: 'changed' },
      { what: 'left@example.org', why: 'chose' },
      { what: 'renamed@example.org', why: 'found' },
    ],
  })
  const [first] = await listed()
  assert.deepEqual([first?.phone, first?.staff], ['05 62 00 00 22', null])
})

onEachEngine(
  'what a later list names too outlives the undoing of the first, with what it subscribes it to',
  async (engine, t) => {
    const { enter, listed, undo } = await openDirectory(engine, t)
    const both = { ...midi, publications: ['agenda', 'news'] }
    const first = await enter(both, { ...midi, email: 'once@example.org' })
    const second = await enter(midi)
    assert.deepEqual(await undo(first.id), {
      contacts: 1,
      organisations: 0,
      restored: 0,
      kept: [{ what: 'midi@example.org', why: 'found' }],
    })
    assert.deepEqual(await listed(), [{ ...midi, language: 'fr', publications: ['agenda'] }])
    assert.deepEqual((await undo(second.id))?.contacts, 0)

    const third = await enter({ ...silent, email: 'thrice@example.org' })
    const [fourth, fifth] = [
      await enter({ ...silent, email: 'thrice@example.org' }),
      await enter({ ...silent, email: 'thrice@example.org' }),
    ]
    assert.deepEqual((await undo(fourth.id))?.contacts, 0)
    assert.deepEqual((await undo(third.id))?.contacts, 0, 'the fifth still names it')
    assert.ok(fifth.id)
    const sixth = await enter({ ...silent, email: 'twice@example.org' })
    const seventh = await enter({ ...silent, email: 'twice@example.org' })
    await undo(seventh.id)
    assert.deepEqual((await undo(sixth.id))?.contacts, 1, 'no list names it any more')
  },
)
