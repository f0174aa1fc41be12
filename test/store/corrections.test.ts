import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { manualClock } from '../../src/base/clock.js'
import { namedTarget, targetKey } from '../../src/compose/corrections/target.js'
import { weekNamed } from '../../src/domain/index.js'
import { isSettled, type NewIssue } from '../../src/store/issues.js'
import { openStore, type Store } from '../../src/store/store.js'
import { agenda, occurrence } from '../compose/parts.js'
import { onEachEngine, type TestEngine } from '../support/engines.js'

const issue: NewIssue = {
  publication: 'agenda',
  period: '2026-W28',
  state: 'composed',
  stateReason: null,
  content: null,
  agenda: agenda(),
  source: { article: { title: 'Que faire', url: null }, publishedAt: null, deadLinks: [] },
  findings: [],
  fingerprint: 'a',
  subject: 'Semaine',
  files: [],
}

async function withIssue(engine: TestEngine, t: TestContext, body: (store: Store, id: string) => Promise<void>) {
  const clock = manualClock(Temporal.Instant.from('2026-07-03T14:00:00Z'))
  const store = await openStore({ ...(await engine.newPlace(t)), clock })
  try {
    await body(store, (await store.transaction((rows) => rows.issues.save(issue))).issue.id)
  } finally {
    await store.close()
  }
}

const target = namedTarget('issue', '')
const intro = (value: string) => ({ target, key: targetKey(target), field: 'intro' as const, value, said: null })
const correct = (store: Store, id: string, value: string, who = 'Camille') =>
  store.transaction((rows) => rows.issues.correct(id, who, { put: [intro(value)], drop: [] }))

onEachEngine('whoever approved an issue stays written when it leaves; whoever reopened it does not', (engine, t) =>
  withIssue(engine, t, async ({ issues }, id) => {
    const decider = async () => (await issues.byId(id))?.decidedBy
    const program = 'program'
    assert.equal(await issues.move(id, ['composed'], 'approved', 'Camille'), true)
    assert.equal(await issues.move(id, ['approved'], 'sent', program), true)
    assert.equal(await decider(), 'Camille')
    assert.equal(await issues.move(id, ['sent'], 'composed', 'Alix'), true)
    assert.equal(await issues.move(id, ['composed'], 'sent', program), true)
    assert.equal(await decider(), program)
  }),
)

onEachEngine(
  'a correction is written once for each field, and opens an approved issue again; a sent one stays',
  (engine, t) =>
    withIssue(engine, t, async (store, id) => {
      const { issues } = store
      assert.equal(await issues.move(id, ['composed'], 'approved', 'Camille', { revision: 1 }), true)
      assert.equal(await correct(store, id, 'un'), true)
      assert.equal(await correct(store, id, 'deux', 'Alix'), true)
      const { version, list } = await issues.correctionsOf('agenda', '2026-W28')
      assert.equal(version, 2)
      assert.deepEqual(
        list.map(({ field, value, who, version }) => [field, value, who, version]),
        [['intro', 'deux', 'Alix', 2]],
      )
      const reopened = await issues.byId(id)
      assert.deepEqual(
        [reopened?.state, reopened?.decidedBy, reopened && isSettled(reopened)],
        ['composed', null, false],
      )

      // What is not rendered yet is neither approved nor sent.
      assert.equal(await issues.move(id, ['composed'], 'approved', 'Camille', { revision: 1 }), false)
      assert.equal(await issues.holdStill(id), false)
      const late = await store.transaction((rows) => rows.issues.save({ ...issue, fingerprint: 'b', corrections: 1 }))
      assert.deepEqual([late.changed, late.issue.revision, isSettled(late.issue)], [true, 2, false])
      const now = await store.transaction((rows) => rows.issues.save({ ...issue, fingerprint: 'c', corrections: 2 }))
      assert.deepEqual([now.changed, now.issue.revision, isSettled(now.issue)], [true, 3, true])
      const older = await store.transaction((rows) => rows.issues.save({ ...issue, fingerprint: 'd', corrections: 1 }))
      assert.equal(older.changed, false, 'an older rendering takes nothing back')
      assert.equal(await issues.holdStill(id), true)
      assert.equal(await issues.move(id, ['composed'], 'approved', 'Camille', { revision: 3 }), true)

      const drop = [{ key: targetKey(target), field: 'intro' as const }]
      assert.equal(await store.transaction((rows) => rows.issues.correct(id, 'Alix', { put: [], drop })), true)
      assert.deepEqual((await issues.corrections(id)).list, [])
      await issues.move(id, ['composed'], 'sent', 'semainier')
      assert.equal(await correct(store, id, 'trop tard'), false)
      assert.deepEqual((await issues.corrections(id)).list, [])
    }),
)

onEachEngine(
  'what the article says is kept whenever it is new, and each of staff sees what is new to them',
  (engine, t) =>
    withIssue(engine, t, async (store, id) => {
      const { issues } = store
      const next = agenda({ occurrences: [occurrence()] })
      await store.transaction((rows) => rows.issues.save({ ...issue, fingerprint: 'b' }))
      assert.equal((await issues.lastReading(id))?.number, 1, 'the same words are one reading')
      await store.transaction((rows) => rows.issues.save({ ...issue, agenda: next, fingerprint: 'b' }))
      const last = await issues.lastReading(id)
      assert.deepEqual([last?.number, last?.said], [2, next])
      assert.equal((await issues.seenReading(id, 'camille'))?.number, 1)
      await issues.look(id, 'camille', 2)
      await issues.look(id, 'camille', 2)
      assert.equal((await issues.seenReading(id, 'camille'))?.number, 2)
      assert.equal((await issues.seenReading(id, 'alix'))?.number, 1)
      const { source, agenda: kept } = (await issues.byId(id))!
      assert.deepEqual([source?.article?.title, kept], ['Que faire', next])
      assert.deepEqual(
        ['2026-W28', '2020-W53', '2026-W53', '2026-07', 'x'].map((name) => weekNamed(name)?.from ?? null),
        ['2026-07-06', '2020-12-28', '2026-12-28', null, null],
      )
    }),
)
