import assert from 'node:assert/strict'
import { test } from 'node:test'
import { removeSegment, renameSegment } from '../../jobs/segments.js'
import { weekName } from '../../src/domain/index.js'
import { sendNow } from '../../jobs/send-now.js'
import type { SegmentRule } from '../../src/domain/index.js'
import { fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { weeklyArticle } from '../support/weekly-article.js'
import { answering } from '../support/web-server.js'
import { enterPartners } from '../support/enter-partners.js'

const blog = answering(rssOf([weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))]), {
  'content-type': 'application/rss+xml; charset=utf-8',
})
const staff = { who: 'Camille', door: 'command' } as const
const english: SegmentRule = { all: [{ language: ['en'] }] }

test('a publication waits for the segment that it names, then goes to those in it and no others', async (t) => {
  const friday = await openFriday(t, { publication: { audience: 'anglophones' } })
  friday.answer(blog)
  const { context } = friday.app
  const { store, publications } = context
  const anglophones = ['tom', 'jane'].map((name) => ({ email: `${name}@partenaires.example.org`, language: 'en' }))
  await enterPartners(store, anglophones, ['agenda'])
  await store.suppressions.suppress('jane@partenaires.example.org', 'opposed')

  await friday.at(fridayAfternoon)
  assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 1 }, 'staff know on Friday already')
  const alarm = friday.sink.messages.find(
    ({ raw }) => /^Subject: .*on ne sait pas/im.test(raw) || /segments save/.test(raw),
  )
  assert.ok(alarm, 'the alarm says what to do')
  await friday.at(saturdayMorning)
  assert.deepEqual(friday.toPartners(), [])
  assert.equal((await friday.issue())?.state, 'composed')
  assert.equal(await store.campaigns.byKey('issue/agenda/2026-W28'), null, 'nothing is frozen')
  await assert.rejects(sendNow(context, 'agenda', weekName(week)), { code: 'segment-unknown' })

  await store.transaction(({ segments }) => segments.save('Anglophones', english, staff))
  await friday.at(saturdayMorning.add({ hours: 1 }))
  assert.deepEqual(friday.toPartners(), ['tom@partenaires.example.org'])
  const campaign = await store.campaigns.byKey('issue/agenda/2026-W28')
  const sums = await store.ledger.sums(campaign?.id ?? '')
  assert.deepEqual([sums.audience, sums.accepted, sums.excluded], [2, 1, 1])
  assert.match(campaign?.segments ?? '', /"name":"Anglophones".*"language":\["en"\]/)
  assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 1 }, 'told once')

  const title = publications['agenda']?.title
  assert.deepEqual(await removeSegment(store, publications, 'Anglophones', staff), { publications: [title] })
  assert.deepEqual(await renameSegment(store, publications, ['Anglophones', 'Autres'], staff), {
    publications: [title],
  })
  assert.equal(await renameSegment(store, publications, ['anglophones', 'ANGLOPHONES'], staff), 'done')
  assert.equal(await removeSegment(store, {}, 'Anglophones', staff), 'done')
  await friday.checkSums()
})
