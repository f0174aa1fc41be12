import assert from 'node:assert/strict'
import { manualClock } from '../../src/base/clock.js'
import type { LineFilter, MessageSource, Outcome, Recipient } from '../../src/domain/index.js'
import { openStore } from '../../src/store/store.js'
import { onEachEngine } from '../support/engines.js'
import { enterPartners } from '../support/enter-partners.js'
import { anyMessage, recipient } from '../support/ledger.js'

const names = ['Hôtel de France', 'Camping du Lac', 'Gîte 50 % soleil', null]

const lineOf = (number: number): Recipient =>
  recipient(`c${number}`, {
    email: `p${number}@maison${number}.example.org`,
    name: names[number % names.length] ?? null,
    excluded: number % 10 === 0 ? 'unsubscribed' : null,
  })

onEachEngine('the lines of a campaign are leafed through and searched, each once and in order', async (engine, t) => {
  const clock = manualClock(Temporal.Instant.from('2026-07-04T05:30:00Z'))
  const place = await engine.newPlace(t)
  const store = await openStore({ ...place, clock })
  t.after(() => store.close())
  const freeze = (key: string, kind: MessageSource['kind'], count: number) =>
    store.transaction((rows) =>
      rows.ledger.freeze({ key, kind, issueId: null, publication: null, message: anyMessage }, [
        Array.from({ length: count }, (_, index) => lineOf(index + 1)),
      ]),
    )
  const { id } = await freeze('issue/1', 'issue', 45)
  // Those of the ledger come first in the directory, each with its house; the frozen name is the person's.
  await enterPartners(
    store,
    [7, 9, 40].map((number) => ({
      email: `p${number}@maison${number}.example.org`,
      organisation: number === 9 ? 'Café des Arts' : `SARL Le Camping des Trois-Saules ${number}`,
      commune: 'Auch',
      contactName: `Personne ${number}`,
    })),
    [],
  )
  for (const number of [7, 9, 40])
    await engine.run(place, `update contacts set id = 'c${number}' where email like 'p${number}@%'`)
  clock.set(clock.now().add({ minutes: 1 }))
  const other = await freeze('proof/1', 'proof', 45)
  const claimed = await store.ledger.claim(id, 'w', 20)
  const outcomes: Outcome[] = [
    { state: 'accepted', code: 250, reply: 'ok' },
    { state: 'failed', code: 550, reply: '550 5.1.1 no such user' },
    { state: 'deferred', code: 450, reply: '450 4.2.0 later' },
    { state: 'uncertain', code: null, reply: 'lost' },
  ]
  await store.ledger.record(
    claimed.map((delivery, index) => ({
      delivery,
      outcome: outcomes[index % 4]!,
      nextAt: index % 4 === 2 ? clock.now().add({ minutes: 20 - index }) : null,
    })),
    'w',
  )
  const accepted = await store.lines.page(id, { state: 'accepted' }, { limit: 50 })
  const back = accepted.lines[2]!
  const bounce = { deliveryId: back.id, kind: 'hard' as const, reason: 'mailbox-unknown' as const }
  await store.suppressions.addBounce(back.email, bounce)

  const all = async (filter: LineFilter, limit: number) => {
    const found: string[] = []
    for (let after: string | undefined; ;) {
      const page = await store.lines.page(id, filter, { after, limit })
      found.push(...page.lines.map((line) => line.id.slice(id.length + 1)))
      if (!page.after) return found
      after = page.after
    }
  }
  const everyone = await all({}, 7)
  assert.equal(everyone.length, 45)
  assert.deepEqual(everyone, everyone.toSorted())
  for (const state of ['pending', 'deferred', 'accepted', 'failed', 'uncertain', 'excluded'] as const) {
    const lines = await all({ state }, 3)
    const expected = (await store.campaigns.deliveries(id, { state })).map((line) => line.id.slice(id.length + 1))
    assert.deepEqual(lines.toSorted(), expected, state)
  }
  assert.equal((await all({ state: 'deferred' }, 2))[0], '0000021', 'the one that is tried first')
  assert.deepEqual(await all({ state: 'returned' }, 5), [back.id.slice(id.length + 1)])
  assert.equal(await store.lines.returned(id), 1)
  assert.deepEqual(await all({ reason: 'unsubscribed' }, 3), ['0000010', '0000020', '0000030', '0000040'])
  assert.deepEqual(await store.lines.reasons(id), [{ reason: 'unsubscribed', count: 4 }])

  assert.deepEqual(await all({ words: 'P7@Maison7.example.org' }, 3), ['0000007'])
  assert.equal((await all({ words: 'hotel de FRANCE' }, 3)).length, 11)
  assert.equal((await all({ words: '50 % s' }, 3)).length, 11, 'no letter of a search is a pattern')
  assert.deepEqual(await all({ words: '%' }, 3), await all({ words: '50 %' }, 3))
  assert.deepEqual(await all({ words: 'maison4', state: 'excluded' }, 3), ['0000040'])
  assert.deepEqual(await all({ words: 'hotel', state: 'returned' }, 3), [])
  assert.deepEqual(await all({ words: 'introuvable' }, 3), [])
  // By the name of the house, as the register shows it, whatever stands in the ledger itself.
  for (const words of ['camping trois saules', 'Camping des Trois Saules', 'trois sau', 'SAULES trois'])
    assert.deepEqual(await all({ words }, 3), ['0000007', '0000040'], words)
  assert.deepEqual(await all({ words: 'saules', state: 'excluded' }, 3), ['0000040'])
  assert.deepEqual(await all({ words: 'saules', state: 'returned' }, 3), [])
  assert.deepEqual(await all({ words: 'cafe arts', state: 'returned' }, 3), ['0000009'])
  assert.deepEqual(await all({ words: 'auch' }, 3), [], 'its commune is not its name')
  assert.equal((await store.lines.line(id, 7))?.email, 'p7@maison7.example.org')
  assert.equal(await store.lines.line(id, 46), null)
  assert.equal(await store.lines.line(id, Number.NaN), null)

  const first = await store.campaigns.page({ notices: true, limit: 1 })
  assert.deepEqual(
    first.campaigns.map((one) => one.id),
    [other.id],
  )
  const second = await store.campaigns.page({ notices: true, limit: 1, before: first.before ?? '' })
  assert.deepEqual([second.campaigns[0]?.id, second.before], [id, null])
  assert.equal((await store.campaigns.page({ notices: false, limit: 9 })).campaigns[0]?.id, id)

  // Of many lines it is not each that is asked for its house.
  const large = await freeze('issue/2', 'issue', 5001)
  const found = await store.lines.page(large.id, { words: 'des trois saules' }, { limit: 5 })
  assert.deepEqual(
    found.lines.map((line) => line.contact_id),
    ['c7', 'c40'],
  )
  assert.deepEqual((await store.lines.page(large.id, { words: 'nulle part' }, { limit: 5 })).lines, [])
})
