import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { ListedPartner } from '../../src/domain/index.js'
import { openStore } from '../../src/store/store.js'
import { engines, onEachEngine, type TestEngine } from '../support/engines.js'
import { seededRandom } from '../support/random.js'

/**
 * Lines of which a share is about what others are about too: the same name, SIRET or mailbox. In a `wild` list any name
 * goes with any SIRET; where many meet so, what comes of it depends on the parts, line by line too.
 */
function listOf(count: number, { met, wild, seed }: { met: number; wild: boolean; seed: number }): ListedPartner[] {
  const random = seededRandom(seed)
  const one = (number: number) => (random.chance(met) ? random.between(0, 60) : number + 100)
  const communes = ['Auch', '32000 AUCH', 'Pavie', null]
  const sometimes = <T>(value: T) => (random.chance(0.5) ? value : null)
  return Array.from({ length: count }, (_, number) => {
    const about = one(number)
    return {
      organisation: wild && random.chance(0.1) ? null : `${random.pick(['Gîte', 'SARL GITE', 'gîte'])} ${about}`,
      kind: sometimes('hotel'),
      commune: wild ? random.pick(communes) : communes[about % 4]!,
      address: sometimes(`${number}\true\\neuve`),
      postcode: null,
      latitude: sometimes(43.5),
      longitude: null,
      siret: random.chance(0.3) ? String(wild ? one(number) : about).padStart(14, '0') : null,
      phone: sometimes(`05 62 00 ${number}`),
      website: null,
      labels: sometimes(['Accueil Vélo']),
      languages: null,
      staff: null,
      poster: sometimes(random.chance(0.5)),
      contactName: sometimes(`Jo ${number}`),
      role: null,
      email: `Jo${one(number)}@example.org`,
      language: sometimes('en'),
      publications: random.pick([null, ['agenda'], ['agenda', 'news'], []]),
    }
  })
}

const someoneElse = {
  ...listOf(1, { met: 0, wild: false, seed: 0 })[0]!,
  organisation: 'Autre',
  siret: null,
  email: 'x@example.net',
}

const options = { file: 'list.csv', who: 'test', publications: ['agenda'], ground: 'partner', language: 'fr' } as const

async function openDirectory(engine: TestEngine, t: TestContext) {
  const place = await engine.newPlace(t)
  const store = await openStore(place)
  t.after(() => store.close())
  const enter = (parts: ListedPartner[][], turn = store.inTurn) =>
    turn('directory', async ({ directory }) => {
      const importer = directory.beginImport(options)
      const outcomes = []
      for (const part of parts) outcomes.push(...(await importer.enter(part)))
      outcomes.push(...(await importer.finish(0)))
      return outcomes.map(({ line, outcome, changes }) => JSON.stringify([line, outcome, changes])).toSorted()
    })
  const known = async () => ({
    // In the order of entry.
    contacts: (await Array.fromAsync(store.directory.listed())).flat().filter((one) => one.email !== someoneElse.email),
    organisations: await engine.run(
      place,
      `select organisations.name, name_key, commune_key, siret, phone, min(contacts.id) > '' as has, count(contacts.id) as contacts
       from organisations left join contacts on organisation_id = organisations.id where organisations.name != 'Autre'
       group by organisations.id order by 1, 2, 3, 4, 5, 7`,
    ),
  })
  const indexes = () =>
    engine.run(
      place,
      engine.name === 'SQLite'
        ? 'select name, sql from sqlite_master order by name'
        : `select conname as name, pg_get_constraintdef(oid) as sql from pg_constraint
           union all select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`,
    )
  return { store, place, enter, known, indexes }
}

/** A long first part, as a list without indexes begins, then shorter ones. */
const inParts = (lines: ListedPartner[]) => [lines.slice(0, 1000), lines.slice(1000, 1100), lines.slice(1100)]

const few = listOf(1500, { met: 0.02, wild: true, seed: 1 })
/** The second meets the first part, and the first of these; so the third, which says the last word, must wait for it. */
const inTurn = [
  { ...someoneElse, organisation: 'Moulin', email: 'a@example.org', phone: '1' },
  { ...someoneElse, organisation: 'Moulin', email: few[0]!.email, phone: '2' },
  { ...someoneElse, organisation: null, email: 'a@example.org', phone: '3' },
]

const lists = {
  'in which few meet': few.toSpliced(1000, 0, ...inTurn),
  'in which most meet': listOf(3600, { met: 0.8, wild: false, seed: 2 }),
}
for (const [which, lines] of Object.entries(lists))
  onEachEngine(`a first list ${which} comes to the same as line by line`, async (engine, t) => {
    const empty = await openDirectory(engine, t)
    const inhabited = await openDirectory(engine, t)
    await inhabited.enter([[someoneElse]])
    const before = await empty.indexes()
    const rehearsed = await empty.enter(inParts(lines), empty.store.rehearse)
    assert.deepEqual([await empty.indexes(), (await empty.known()).contacts], [before, []])
    const entered = await empty.enter(inParts(lines))
    assert.deepEqual(await empty.indexes(), before)
    assert.deepEqual(rehearsed, entered)
    assert.deepEqual(entered, await inhabited.enter(inParts(lines)))
    assert.deepEqual(await empty.known(), await inhabited.known())
  })

test('a connection that breaks in the middle of a first list leaves everything as it was', async (t) => {
  const engine = engines.find((one) => one.name === 'PostgreSQL')
  if (!engine) return t.skip('PostgreSQL is not installed')
  const { store, place, known, indexes } = await openDirectory(engine, t)
  const before = await indexes()
  const broken = store.inTurn('directory', async ({ directory }) => {
    const importer = directory.beginImport(options)
    await importer.enter(few)
    const others = `datname = current_database() and pid != pg_backend_pid()`
    await engine.run(place, `select pg_terminate_backend(pid) from pg_stat_activity where ${others}`)
    await importer.finish(0)
  })
  await assert.rejects(broken, (error) => store.isPassing(error))
  assert.deepEqual([await indexes(), (await known()).contacts], [before, []])
})
