import assert from 'node:assert/strict'
import { openDownloadCounter } from '../../jobs/steps/count-downloads.js'
import { manualClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { staffOrigin } from '../../src/domain/index.js'
import type { MessageSource } from '../../src/domain/index.js'
import { openStore } from '../../src/store/store.js'
import { onEachEngine } from '../support/engines.js'
import { anyMessage, recipient } from '../support/ledger.js'

const audience = ['a', 'b', 'c'].map((name) => recipient(name, { excluded: name === 'c' ? 'unsubscribed' : null }))

onEachEngine('figures sum up what left, came back and stopped, of one publication or of all', async (engine, t) => {
  const clock = manualClock(Temporal.Instant.from('2026-07-04T05:30:00Z'))
  const store = await openStore({ ...(await engine.newPlace(t)), clock })
  t.after(() => store.close())
  const freeze = (key: string, publication: string, kind: MessageSource['kind'] = 'issue') =>
    store.transaction((rows) =>
      rows.ledger.freeze({ key, kind, issueId: null, publication, message: anyMessage }, [audience]),
    )
  const agenda = await freeze('issue/agenda/1', 'agenda')
  await freeze('issue/news/1', 'news')
  await freeze('proof/agenda/1', 'agenda', 'proof')
  const bounce = { deliveryId: `${agenda.id}-0000001`, kind: 'hard' as const, reason: 'mailbox-unknown' as const }
  await store.suppressions.addBounce('a@example.org', bounce)
  const who = staffOrigin('test')
  const gone = { contactId: 'a', publication: 'agenda' }
  await store.journal.write(
    [
      { what: 'unsubscribed', ...gone },
      { what: 'opposed', contactId: 'b' },
    ],
    who,
  )
  clock.set(Temporal.Instant.from('2026-07-04T06:10:00Z'))
  await store.journal.write([{ what: 'unsubscribed', contactId: 'b', publication: 'news' }], who)

  // Its messages came back: that is nobody's word.
  await store.suppressions.suppress('dead@example.org', 'bounced')

  const span = {
    from: Temporal.Instant.from('2026-07-01T00:00:00Z'),
    to: Temporal.Instant.from('2026-08-01T00:00:00Z'),
  }
  const all = { ...span, publication: null }
  const one = { ...span, publication: 'agenda' }
  const sorted = <T>(list: readonly T[]) => list.map((each) => JSON.stringify(each)).toSorted()
  const at = '2026-07-04T05:30:00.000Z'
  assert.deepEqual(
    sorted(await store.numbers.sends(one)),
    sorted([
      { at, kind: 'pending', count: 2 },
      { at, kind: 'excluded', count: 1 },
    ]),
  )
  assert.equal(
    (await store.numbers.sends(all)).reduce((sum, { count }) => sum + count, 0),
    6,
    'no notice to staff',
  )
  assert.deepEqual(await store.numbers.bounces(one), [{ at: '2026-07-04T05', kind: 'hard', count: 1 }])
  assert.deepEqual(await store.numbers.bounces({ ...one, publication: 'news' }), [])
  assert.deepEqual(await store.numbers.departures(one), [{ at: '2026-07-04T05', kind: 'unsubscribed', count: 1 }])
  assert.deepEqual(
    sorted(await store.numbers.departures(all)),
    sorted([
      { at: '2026-07-04T05', kind: 'opposed', count: 1 },
      { at: '2026-07-04T05', kind: 'unsubscribed', count: 1 },
      { at: '2026-07-04T06', kind: 'unsubscribed', count: 1 },
    ]),
  )
  assert.deepEqual(await store.numbers.departures({ ...all, from: span.to }), [])
})

onEachEngine(
  'downloads are summed up by issue, file and day, from as many processes as there are',
  async (engine, t) => {
    const clock = manualClock(Temporal.Instant.from('2026-07-04T21:30:00Z'))
    const store = await openStore({ ...(await engine.newPlace(t)), clock })
    t.after(() => store.close())
    const { issue } = await store.transaction((rows) =>
      rows.issues.save({
        publication: 'agenda',
        period: '2026-W28',
        state: 'composed',
        stateReason: null,
        content: null,
        agenda: null,
        findings: [],
        fingerprint: 'f',
        subject: 'Semaine',
        files: [],
      }),
    )
    const open = () => openDownloadCounter({ store, clock, log: silentLog, timeZone: 'Europe/Paris' })
    const [one, other] = [open(), open()]
    one.count(issue.id, 'poster.pdf')
    one.count(issue.id, 'poster.pdf')
    other.count(issue.id, 'poster.pdf')
    clock.set(clock.now().add({ hours: 1 }))
    other.count(issue.id, 'archive.html')
    await Promise.all([one.flush(), other.flush()])
    await one.flush()
    assert.deepEqual(await store.downloads.of(issue.id), { 'archive.html': 1, 'poster.pdf': 3 })
    const question = { from: '2026-07-04', to: '2026-07-05', publication: 'agenda' }
    assert.deepEqual(await store.numbers.downloads(question), [{ at: '2026-07-04', kind: 'poster.pdf', count: 3 }])
    assert.deepEqual(await store.numbers.downloads({ ...question, publication: 'news' }), [])
  },
)
