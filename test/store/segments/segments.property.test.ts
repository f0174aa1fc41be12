import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Condition, conditionNames, readRule, type RulePart } from '../../../src/domain/index.js'
import { openStore } from '../../../src/store/store.js'
import { onEachEngine } from '../../support/engines.js'
import { fillDirectory, type Person } from './directory.js'
import { editions } from './editions.js'
import { isUnder } from './plain.js'

const kinds = ['hotel', 'campsite', 'Résidence de tourisme', 'RESIDENCE DE TOURISME']
const communes = ['Auch', '32000 AUCH CEDEX', 'Pavie', 'St-Lary', 'Saint-Lary', 'L’Isle-Jourdain']
const labels = ['Accueil Vélo', 'ACCUEIL VELO', 'Qualité Tourisme', 'x"Accueil Vélo', '%', '\\']
const staff = ['Inès', 'INES', "L'équipe"]
const publications = ['weekly-agenda', 'monthly-news']
const days = ['2026-01-01', '2026-03-29', '2026-10-25']
const instants = [
  '2025-12-31T22:59:59.999Z',
  '2025-12-31T23:00:00.000Z',
  '2026-03-28T23:00:00.000Z',
  '2026-10-24T22:00:00.000Z',
]

const some = <T>(choices: readonly T[]) => fc.uniqueArray(fc.constantFrom(...choices), { minLength: 1, maxLength: 3 })
const orNull = <T>(choices: readonly T[]) => fc.constantFrom(null, ...choices)
const position = fc.double({ min: 43, max: 44, noNaN: true })

const person: fc.Arbitrary<Person> = fc.record({
  organisation: fc.option(
    fc.record({
      kind: orNull(kinds),
      commune: orNull(communes),
      latitude: fc.option(position),
      longitude: fc.option(position),
      labels: fc.option(some(labels)),
      languages: fc.option(some(['fr', 'en', 'oc'])),
      staff: orNull(staff),
      poster: orNull([true, false]),
    }),
    { freq: 6 },
  ),
  email: fc.constantFrom('a@example.org', 'B@example.org', 'b@example.org', 'é@example.org', 'c@example.org'),
  name: fc.constant(null),
  language: fc.constantFrom('fr', 'en'),
  entered: fc.constantFrom(...instants),
  subscriptions: fc.dictionary(fc.constantFrom(...publications), fc.boolean(), { maxKeys: 2, noNullPrototype: true }),
  bounced: fc.boolean(),
  suppressed: fc.constantFrom(null, null, 'opposed', 'bounced'),
  // One open order per mailbox: only ends may stand twice.
  orders: fc.array(
    fc.record({
      edition: fc.nat(editions.length - 1),
      state: fc.constantFrom('unconfirmed', 'completed', 'completed', 'refused'),
      at: fc.constantFrom(...instants),
    }),
    { maxLength: 2 },
  ),
})

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: some(kinds) }),
  fc.record({ commune: some(communes) }),
  fc.record({
    within: fc.record({
      km: fc.double({ min: 1, max: 120, noNaN: true }),
      of: fc.record({ latitude: position, longitude: position }),
      orUnplaced: fc.boolean(),
    }),
  }),
  fc.record({ label: some(labels) }),
  fc.record({ spoken: some(['fr', 'en', 'de']) }),
  fc.record({ poster: fc.boolean() }),
  fc.record({ staff: some(staff) }),
  fc.record({ language: some(['fr', 'en', 'de']) }),
  fc.record({ subscribed: some(publications) }),
  fc.record({ notSubscribed: some(publications) }),
  fc.record({ entered: fc.record({ since: fc.constantFrom(...days) }) }),
  fc.record({ entered: fc.record({ since: fc.constantFrom(...days), before: fc.constantFrom(...days) }) }),
  fc.record({ took: fc.constantFrom(...editions) }),
  fc.record({ outdated: fc.constantFrom(...editions) }),
  fc.record({ ordered: fc.constant({ never: true as const }) }),
  fc.record({ ordered: fc.record({ since: fc.constantFrom(...days) }) }),
  fc.record({ ordered: fc.record({ since: fc.constantFrom(...days), before: fc.constantFrom(...days) }) }),
  fc.record({ bounced: fc.boolean() }),
  fc.record({ suppressed: fc.boolean() }),
)

const group = (parts: fc.Arbitrary<RulePart>) => {
  const list = fc.array(parts, { minLength: 1, maxLength: 4 })
  return fc.oneof(fc.record({ all: list }), fc.record({ any: list }), fc.record({ none: list }))
}
const rule = group(fc.oneof({ weight: 3, arbitrary: condition }, { weight: 1, arbitrary: group(condition) }))

onEachEngine('the database names whom the same rule names in memory', async (engine, t) => {
  const place = await engine.newPlace(t)
  const store = await openStore(place)
  t.after(() => store.close())
  const asked = new Set<string>()
  const directories = fc.array(person, { minLength: 20, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(directories, fc.array(rule, { minLength: 25, maxLength: 25 }), async (people, rules) => {
      await fillDirectory(engine, place, people)
      for (const one of rules) {
        for (const name of conditionNames) if (JSON.stringify(one).includes(`"${name}"`)) asked.add(name)
        const written = JSON.parse(JSON.stringify(one)) as unknown
        assert.deepEqual(readRule(written).rule, written, 'what people write is the rule that is told')
        const expected = people.flatMap((who, n) => (isUnder(one, who, people) ? [`c${n}`] : []))
        const { members, total } = await store.segments.members(one, { size: 100 })
        assert.deepEqual(members.map((who) => who.contactId).sort(), expected.sort())
        const addresses = new Set(members.map((who) => who.email.toLowerCase())).size
        assert.deepEqual(await store.segments.count(one), { contacts: total, addresses })
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
  assert.deepEqual([...asked].sort(), [...conditionNames].sort(), 'every condition was asked')
})
