import assert from 'node:assert/strict'
import { test } from 'node:test'
import { staffOrigin } from '../../src/domain/index.js'
import type { DetailValues } from '../../src/store/organisations/change.js'
import { openStore, type Store } from '../../src/store/store.js'
import { engines } from '../support/engines.js'
import { enterPartners } from '../support/enter-partners.js'

const by = staffOrigin('camille')
const inWords = (changes: { column: string }[]) => changes.map((one) => one.column).join()

for (const engine of engines)
  test(`${engine.name}: partners are found and changed by hand`, async (t) => {
    const store = await openStore(await engine.newPlace(t))
    t.after(() => store.close())
    await enterPartners(
      store,
      [
        { email: 'accueil@midi.example.org', organisation: 'Hôtel du Midi', commune: 'Auch', kind: 'hotel' },
        { email: 'zoe@midi.example.org', organisation: 'Hôtel du Midi', commune: 'Auch', contactName: 'Zoé Œuvrard' },
        {
          email: 'camp@lary.example.org',
          organisation: 'Camping',
          commune: 'Saint-Lary',
          address: '3 rue de l’Église',
        },
        { email: 'seule@example.org', contactName: 'Élodie' },
      ],
      ['agenda'],
    )
    await findsThem(store)
    await pagesThem(store)
    await changesThem(store)
    await sortsThem(store)
    await knowsThoseWithoutMailbox(store)
    await findsAmongMany(store)
  })

/** Words that hundreds bear are looked for in another way than those that lead to a few. */
async function findsAmongMany(store: Store) {
  const gites = Array.from({ length: 502 }, (_, index) => ({
    email: `n${index}@reserver.example.org`,
    organisation: `Gîte ${index}`,
    commune: 'Mirande',
    latitude: 43.5,
    longitude: 0.5,
  }))
  await enterPartners(store, gites, ['agenda'])
  const many = await store.organisations.search({ search: 'gite reserver' })
  assert.equal(many.partners.length, 50)
  assert.ok(many.next)
  const [one, ...others] = (await store.organisations.search({ search: 'reserver n501 gite' })).partners
  assert.deepEqual([one?.name, others.length], ['Gîte 501', 0])
  const { count, organisations, communes } = await store.organisations.places()
  assert.equal(organisations, null, 'too many to be told one by one')
  assert.deepEqual([count, communes], [502, [{ commune: 'Mirande', count: 502, latitude: 43.5, longitude: 0.5 }]])
}

async function findsThem(store: Store) {
  const names = async (search: string, more = {}) =>
    (await store.organisations.search({ search, ...more })).partners.map((one) => one.name)
  assert.deepEqual(await names(''), ['Camping', 'Hôtel du Midi', 'Élodie'])
  assert.deepEqual(await names('HOTEL'), ['Hôtel du Midi'])
  assert.deepEqual(await names('zoe oeuvr'), ['Hôtel du Midi'], 'by a contact')
  assert.deepEqual(await names('zoé auch'), ['Hôtel du Midi'], 'a word of each')
  assert.deepEqual(await names('eglise st-lary'), ['Camping'])
  assert.deepEqual(await names('@midi.example'), ['Hôtel du Midi'])
  assert.deepEqual(await names('elodie'), ['Élodie'])
  for (const nobody of ['%', '_', "'", '!!', 'personne']) assert.deepEqual(await names(nobody), [], nobody)
  assert.deepEqual(await names('', { kind: 'hotel' }), ['Hôtel du Midi'])
  assert.deepEqual(await names('', { commune: 'ST LARY' }), ['Camping'])
  await store.suppressions.suppress('camp@lary.example.org', 'opposed')
  await store.suppressions.suppress('seule@example.org', 'bounced')
  assert.deepEqual(await names('', { only: 'opposed' }), ['Camping'])
  assert.deepEqual(await names('', { only: 'bounced' }), ['Élodie'])
  assert.deepEqual(await names('', { only: 'without-contact' }), [])
  assert.deepEqual(await names('', { only: 'unsubscribed' }), [])
  const [midi] = (await store.organisations.search({ search: 'midi' })).partners
  for (const { partner, publication } of [
    { partner: midi?.organisationId ?? '', publication: 'agenda' },
    { partner: 'nobody', publication: 'news' },
  ]) {
    const contact = (await store.organisations.byId(partner))?.contacts[0]
    await store.transaction(({ partners }) => partners.unsubscribe(contact?.id ?? partner, publication, 'console'))
  }
  assert.deepEqual(await names('', { only: 'unsubscribed' }), ['Hôtel du Midi'])
  assert.deepEqual(await names('', { only: 'unsubscribed', left: 'agenda' }), ['Hôtel du Midi'])
  assert.deepEqual(await names('', { only: 'unsubscribed', left: 'news' }), [])
  assert.deepEqual(await names('', { only: 'opposed' }), ['Camping', 'Hôtel du Midi'], 'to all, or to one')
}

async function pagesThem(store: Store) {
  const seen = []
  for (let after: string | null = ''; after !== null;) {
    const { partners, next } = await store.organisations.search({ size: 1, after })
    seen.push(...partners.map((one) => one.name))
    after = next
  }
  assert.deepEqual(seen, ['Camping', 'Hôtel du Midi', 'Élodie'])
  assert.equal((await store.organisations.search({ after: 'no place' })).partners.length, 3)
}

async function changesThem(store: Store) {
  const { organisations } = store
  const [found] = (await organisations.search({ search: 'midi' })).partners
  const id = found?.organisationId ?? ''
  const card = (await organisations.byId(id))!
  const values: DetailValues = { ...card.row, name: 'Hôtel du Nord', phone: '05 62 00 00 00' }
  const save = (version: string, wanted = values) => organisations.saveOrganisation(id, version, wanted, by, inWords)
  assert.equal(await save(card.version), 'saved')
  assert.equal(await save(card.version), 'unchanged', 'twice the same is no conflict')
  assert.equal(await save(card.version, { ...values, phone: null }), 'stale')
  assert.equal((await organisations.search({ search: 'nord' })).partners.length, 1, 'found by its new name')

  const [accueil, zoe] = (await organisations.byId(id))!.contacts
  assert.ok(accueil && zoe)
  const wanted = {
    name: 'Zoé',
    role: null,
    email: 'ACCUEIL@midi.example.org',
    language: 'fr',
    papers: 'attached' as const,
  }
  assert.equal(await organisations.saveContact(zoe.id, zoe.version, wanted, by, inWords), 'taken')
  const moved = { ...wanted, email: 'zoe@nord.example.org' }
  assert.equal(await organisations.saveContact(zoe.id, zoe.version, moved, by, inWords), 'saved')
  assert.equal(await organisations.addContact(id, wanted, by), null)
  assert.equal(await organisations.removeContact(accueil.id, by), 'gone')
  assert.deepEqual(
    (await organisations.byId(id))!.contacts.map((one) => one.email),
    ['zoe@nord.example.org'],
  )
  const changes = await organisations.changesOf({ subject: `organisation/${id}`, contactIds: [zoe.id] })
  assert.deepEqual(changes.map((one) => one.note).toSorted(), ['name,email', 'name,phone'])
  await store.suppressions.suppress(moved.email, 'opposed')
  assert.deepEqual(
    (await organisations.search({ only: 'opposed' })).partners.map((one) => one.name),
    ['Camping', 'Hôtel du Nord'],
    'by its new address',
  )
}

/** A line without a mailbox enters its organisation; a later list finds it, and whoever corrected it keeps it. */
async function knowsThoseWithoutMailbox(store: Store) {
  const lists = async () => (await store.directory.imports()).map((one) => [one.added, one.unchanged])
  const enter = (email: string | null) =>
    enterPartners(store, [{ email, organisation: 'Lavoir', commune: 'Biran' }], ['agenda'])
  const found = async () => (await store.organisations.search({ search: 'lavoir' })).partners
  const undoLast = async () => {
    const last = (await store.directory.imports()).find((one) => one.undone_at === null)
    return await store.inTurn('directory', ({ directory }) => directory.undo(last?.id ?? '', 'camille'))
  }
  await enter(null)
  await enter(null)
  assert.deepEqual((await lists()).slice(0, 2), [
    [0, 1],
    [1, 0],
  ])
  assert.deepEqual((await found())[0]?.emails, [])
  assert.equal((await store.organisations.search({ only: 'without-contact' })).partners.length, 1)
  const given = (await Array.fromAsync(store.directory.listed())).flat().at(-1)
  assert.deepEqual([given?.organisation, given?.commune, given?.email], ['Lavoir', 'Biran', null])
  await undoLast()
  assert.equal((await found()).length, 1, 'the first list stands')
  assert.equal((await undoLast())?.organisations, 1)
  assert.equal((await found()).length, 0)

  await enter(null)
  const id = (await found())[0]?.organisationId ?? ''
  const { row, version } = (await store.organisations.byId(id))!
  await store.organisations.saveOrganisation(id, version, { ...row, phone: '05 62 00 00 03' }, by, inWords)
  assert.deepEqual((await undoLast())?.kept, [{ what: 'Lavoir', why: 'changed' }])
  await enter('lavoir@example.org')
  assert.deepEqual((await found())[0]?.emails, ['lavoir@example.org'])
}

/** As their names are read, whatever writes them: a list, a list that renames one, its undoing, a hand. */
async function sortsThem(store: Store) {
  const { organisations, directory } = store
  const page = (after?: string) => organisations.search({ commune: 'Lectoure', size: 2, ...(after && { after }) })
  const order = async () => {
    const first = await page()
    return [...first.partners, ...(await page(first.next ?? '')).partners].map((one) => one.name)
  }
  const listed = (place: number, organisation: string) => ({
    email: `s${place}@lectoure.example.org`,
    siret: `1234567890000${place}`,
    organisation,
    commune: 'Lectoure',
  })
  await enterPartners(
    store,
    ['Gîte 10', 'Mairie de Barran', 'Gîte 2', 'ÉPICERIE'].map((name, place) => listed(place, name)),
    [],
  )
  const asListed = ['ÉPICERIE', 'Gîte 2', 'Gîte 10', 'Mairie de Barran']
  assert.deepEqual(await order(), asListed)
  await enterPartners(store, [listed(2, 'Refuge')], [])
  assert.deepEqual(await order(), ['ÉPICERIE', 'Gîte 10', 'Mairie de Barran', 'Refuge'])
  const [last] = await directory.imports()
  await store.inTurn('directory', (rows) => rows.directory.undo(last?.id ?? '', 'camille'))
  assert.deepEqual(await order(), asListed)
  const id = (await organisations.search({ search: 'epicerie' })).partners[0]?.organisationId ?? ''
  const { row, version } = (await organisations.byId(id))!
  await organisations.saveOrganisation(id, version, { ...row, name: 'Halle' }, by, inWords)
  assert.deepEqual(await order(), ['Gîte 2', 'Gîte 10', 'Halle', 'Mairie de Barran'])
}
