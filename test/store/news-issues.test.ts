import assert from 'node:assert/strict'
import { manualClock } from '../../src/base/clock.js'
import { type CorrectionTarget, pictureName, uploadAddress } from '../../src/domain/index.js'
import type { NewIssue } from '../../src/store/issues.js'
import { openStore } from '../../src/store/store.js'
import { usual } from '../fixtures/issues/usual.js'
import { month } from '../fixtures/issues/month.js'
import { onEachEngine } from '../support/engines.js'

const issue = (period: string, given: Partial<NewIssue> = {}): NewIssue => ({
  publication: 'nouvelles',
  period,
  state: 'composed',
  stateReason: null,
  content: { ...month, period },
  agenda: null,
  news: { kind: 'monthly-news', month: period, posts: [], dates: [], short: [], failed: [] },
  findings: [],
  fingerprint: period,
  subject: 'Les nouvelles',
  files: [],
  ...given,
})

onEachEngine(
  'issues of both kinds are kept as what they are; pictures that staff hand in outlive each composition',
  async (engine, t) => {
    const clock = manualClock(Temporal.Instant.from('2026-07-03T14:00:00Z'))
    const store = await openStore({ ...(await engine.newPlace(t)), clock })
    try {
      const { issues } = store
      const save = (one: NewIssue) => store.transaction((rows) => rows.issues.save(one))
      for (const period of ['2026-04', '2026-05', '2026-06', '2026-07']) await save(issue(period))
      const idOf = async (period: string) => (await issues.byPeriod('nouvelles', period))?.id ?? ''
      for (const period of ['2026-04', '2026-05'])
        await issues.move(await idOf(period), ['composed'], 'sent', 'Camille')
      assert.equal((await issues.lastSentBefore('nouvelles', '2026-07'))?.period, '2026-05')
      assert.equal(await issues.lastSentBefore('nouvelles', '2026-04'), null)

      // What was stored before there were two kinds does not say which it is.
      const { kind, ...unsaid } = usual
      const old = { publication: 'agenda', content: unsaid as NewIssue['content'], news: null }
      const { issue: weekly } = await save(issue('2026-W28', old))
      assert.deepEqual([weekly.content?.kind, weekly.news, kind], ['weekly-agenda', null, 'weekly-agenda'])
      const july = await issues.byPeriod('nouvelles', '2026-07')
      assert.deepEqual([july?.content?.kind, july?.agenda, july?.news?.month], ['monthly-news', null, '2026-07'])
      assert.deepEqual((await issues.lastReading(july?.id ?? ''))?.said, july?.news)

      const name = pictureName({ address: 'a'.repeat(12), body: 'b'.repeat(12) }, { width: 10, height: 10 })
      const picture = { name, contentType: 'image/jpeg', body: Buffer.from('photo') }
      await issues.keepUpload(july?.id ?? '', picture)
      await issues.keepUpload(july?.id ?? '', picture)
      await save(issue('2026-07', { fingerprint: 'anew' }))
      const kept = await issues.upload('nouvelles', '2026-07', name)
      assert.equal(Buffer.from(kept?.body ?? []).toString(), 'photo')
      assert.equal(await issues.upload('nouvelles', '2026-06', name), null)
    } finally {
      await store.close()
    }
  },
)

onEachEngine(
  'a handed-in picture that nothing shows is removed after its grace; one that is shown, sent or chosen again never is',
  async (engine, t) => {
    const clock = manualClock(Temporal.Instant.from('2026-07-03T14:00:00Z'))
    const place = await engine.newPlace(t)
    const store = await openStore({ ...place, clock })
    try {
      const { issues } = store
      const idOf = async (period: string) => (await issues.byPeriod('nouvelles', period))?.id ?? ''
      const [entry] = month.entries
      const showing = (name: string) => ({
        ...month,
        period: '2026-06',
        entries: [{ ...entry!, picture: { ...entry!.picture!, url: uploadAddress(name), file: name } }],
      })
      const nameOf = (letter: string) =>
        pictureName({ address: letter.repeat(12), body: letter.repeat(12) }, { width: 10, height: 10 })
      const [sent, dropped, written, back, again] = ['a', 'b', 'c', 'd', 'e'].map(nameOf) as [
        string,
        string,
        string,
        string,
        string,
      ]
      const save = (one: NewIssue) => store.transaction((rows) => rows.issues.save(one))
      await save(issue('2026-06', { content: showing(sent) }))
      await save(issue('2026-07'))
      await issues.move(await idOf('2026-06'), ['composed'], 'sent', 'Camille')
      const july = await idOf('2026-07')
      const keep = async (name: string, period = '2026-07') =>
        await issues.keepUpload(await idOf(period), { name, contentType: 'image/jpeg', body: Buffer.from(name) })
      for (const name of [dropped, written, back, again]) await keep(name)
      for (const name of [sent, dropped]) await keep(name, '2026-06')

      const target: CorrectionTarget = {
        kind: 'entry',
        title: 'x',
        date: null,
        commune: null,
        start: null,
        nth: 0,
        others: [],
      }
      const key = 'entry/x'
      const choose = (name: string | null) =>
        store.transaction((rows) =>
          rows.issues.correct(july, 'Camille', {
            put:
              name === null
                ? []
                : [
                    {
                      key,
                      target,
                      field: 'entry',
                      value: { ...entry!, picture: { url: uploadAddress(name), alt: null, credit: null } },
                      said: null,
                    },
                  ],
            drop: name === null ? [{ key, field: 'entry' }] : [],
          }),
        )
      const sweep = () => store.transaction((rows) => rows.issues.forgetUnusedUploads())
      const later = (days: number) => clock.set(clock.now().add({ hours: 24 * days }))
      const left = async () =>
        (
          await engine.run(
            place,
            'select issues.period, issue_uploads.name from issue_uploads join issues on issues.id = issue_id order by 1, 2',
          )
        ).map((row) => `${String(row['period'])} ${String(row['name']).slice(6, 7)}`)
      await choose(written)
      assert.equal(await sweep(), 0)
      // One is chosen within the grace, one handed in again: their time begins anew.
      later(20)
      await choose(back)
      assert.equal(await sweep(), 0)
      later(9)
      await keep(again)
      later(2)
      assert.equal(await sweep(), 2)
      assert.deepEqual(await left(), ['2026-06 a', '2026-07 c', '2026-07 d', '2026-07 e'])
      // A sweep that is cut short has removed nothing.
      later(31)
      await assert.rejects(
        store.transaction(async (rows) => {
          await rows.issues.forgetUnusedUploads()
          throw new Error('killed')
        }),
      )
      assert.equal((await left()).length, 4)
      assert.equal(await sweep(), 2)
      assert.deepEqual(await left(), ['2026-06 a', '2026-07 d'])
      await choose(null)
      assert.equal(await sweep(), 0)
      later(31)
      assert.equal(await sweep(), 1)
      later(400)
      assert.equal(await sweep(), 0)
      assert.deepEqual(await left(), ['2026-06 a'])
    } finally {
      await store.close()
    }
  },
)
