import type { TestContext } from 'node:test'
import { after, test } from 'node:test'
import { organisationKinds, type SegmentRule } from '../../src/domain/index.js'
import { openStore } from '../../src/store/store.js'
import { freezeAudience } from '../../src/address/freeze-audience.js'
import { engines, type TestEngine } from '../support/engines.js'
import { seededRandom } from '../support/random.js'
import { fillDirectory, type Person } from '../store/segments/directory.js'

/** How long a segment of a directory of 50,000 takes: its count, a page of its members, an audience restricted to it. */

const size = 50_000
const say = (line: string) => process.stdout.write(`${line}\n`)
const chance = seededRandom(4)
const labels = ['Accueil Vélo', 'Qualité Tourisme', 'Gîtes de France', 'Clévacances', 'Famille Plus', 'Clef Verte']
/** A name of letters: numbers in a commune's name are postcodes. */
const communeOf = (number: number) => `Saint-${String.fromCharCode(65 + (number % 26), 97 + Math.floor(number / 26))}`
const person = (number: number): Person => ({
  organisation: {
    name: `Maison ${number}`,
    kind: chance.pick(organisationKinds),
    commune: communeOf(chance.between(0, 460)),
    latitude: chance.chance(0.8) ? 43.3 + chance.next() * 0.8 : null,
    longitude: 0.1 + chance.next(),
    labels: labels.filter(() => chance.chance(0.2)),
    languages: ['fr'],
    staff: chance.pick(['Inès', 'Marc', 'Jeanne']),
    poster: chance.chance(0.5),
  },
  email: `p${number}@example.org`,
  name: null,
  language: chance.chance(0.9) ? 'fr' : 'en',
  entered: `202${chance.between(0, 5)}-03-01T10:00:00.${String(number % 1000).padStart(3, '0')}Z`,
  subscriptions: { 'weekly-agenda': chance.chance(0.9) },
  bounced: chance.chance(0.02),
  suppressed: chance.chance(0.02) ? 'opposed' : null,
  orders: [],
})

const rules: Record<string, SegmentRule> = {
  'kind and commune': { all: [{ kind: ['hotel', 'campsite'] }, { commune: [communeOf(7), communeOf(8)] }] },
  distance: { all: [{ within: { km: 20, of: { commune: communeOf(7) }, orUnplaced: false } }] },
  'neither bounced nor suppressed': { none: [{ bounced: true }, { suppressed: true }] },
  'nearly all conditions': {
    all: [
      { kind: ['hotel', 'campsite', 'furnished-let', 'guest-house'] },
      { within: { km: 40, of: { commune: communeOf(7) }, orUnplaced: true } },
      { any: [{ label: ['accueil velo'] }, { poster: true }] },
      { language: ['fr'] },
      { subscribed: ['weekly-agenda'] },
      { bounced: false },
      { suppressed: false },
    ],
  },
}

async function measure(engine: TestEngine, t: TestContext): Promise<void> {
  const place = await engine.newPlace(t)
  const store = await openStore(place)
  t.after(() => store.close())
  await fillDirectory(
    engine,
    place,
    Array.from({ length: size }, (_, number) => person(number)),
  )
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const times: number[] = []
    let answer: T | undefined
    for (let turn = 0; turn < 3; turn++) {
      const start = performance.now()
      answer = await work()
      times.push(performance.now() - start)
    }
    say(`${engine.name} ${what}: ${Math.min(...times).toFixed(0)} ms (${Math.max(...times).toFixed(0)} at most)`)
    return answer as T
  }
  for (const [what, rule] of Object.entries(rules)) {
    const { contacts } = await timed(`count, ${what}`, () => store.segments.count(rule))
    await timed(`first page of ${contacts}, ${what}`, () => store.segments.members(rule))
    const segment = { id: what, name: what, rule }
    const people = await timed(`audience, ${what}`, async () => {
      const among = await store.segments.contactsOf([segment])
      const pages = await Array.fromAsync(freezeAudience(store.partners.subscriberPages('weekly-agenda', 1000, among)))
      return pages.flat().length
    })
    say(`${people} in the audience`)
  }
  await timed('how many an issue goes to', () => store.segments.subscribersReached('weekly-agenda'))
  await timed('audience, without a segment', () =>
    Array.fromAsync(freezeAudience(store.partners.subscriberPages('weekly-agenda'))),
  )
}

for (const engine of engines) test(engine.name, (t) => measure(engine, t))
after(() => say(`${size} contacts`))
