import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { answering } from '../support/web-server.js'
import { weeklyArticle } from '../support/weekly-article.js'

test('a copy of Friday put in place on Saturday noon sends nothing by itself: the agenda may have left already', async (t) => {
  const friday = await openFriday(t, { partners: 3 })
  friday.answer(
    answering(rssOf([weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))]), { 'content-type': 'text/xml' }),
  )
  await friday.at(fridayAfternoon)
  const { store } = friday.app.context
  await store.backups.note()
  friday.clock.set(saturdayMorning.add({ hours: 4 }))
  await store.backups.settleRestored()
  await friday.at(saturdayMorning.add({ hours: 5 }))
  assert.deepEqual(friday.toPartners(), [])
  assert.equal((await friday.toStaff()).alarms, 1, 'staff are told that it did not leave')
  assert.equal((await friday.issue())?.state, 'composed')
  // The week after is as always.
  assert.ok(await store.jobs.byKey('send/agenda/2026-W28'))
  assert.equal(await store.jobs.byKey('send/agenda/2026-W29'), null)
})
