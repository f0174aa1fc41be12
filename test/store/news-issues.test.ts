import assert from 'node:assert/strict'
import { manualClock } from '../../src/base/clock.js'
import { pictureName } from '../../src/domain/index.js'
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
