import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weekName } from '../../src/domain/index.js'
import { sendNow } from '../../jobs/send-now.js'
import { fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { weeklyArticle } from '../support/weekly-article.js'
import { answering } from '../support/web-server.js'

const rss = { 'content-type': 'application/rss+xml; charset=utf-8' }
const blog = answering(rssOf([weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))]), rss)
const monday = saturdayMorning.add({ hours: 50 })

test('a held issue that was due for another look when the machine stopped does not leave on Monday', async (t) => {
  const friday = await openFriday(t)
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning)
  friday.answer(blog)
  await friday.at(monday)
  assert.deepEqual(friday.toPartners(), [])
  assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 1 })
})

test('a miss that a clock ahead of its time recorded is taken back: the issue leaves at its hour', async (t) => {
  const friday = await openFriday(t)
  friday.answer(blog)
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning.add({ hours: 11 }))
  assert.deepEqual(friday.toPartners(), [])
  assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 1 })
  await friday.at(saturdayMorning.subtract({ minutes: 30 }))
  assert.deepEqual(friday.toPartners(), [])
  await friday.at(saturdayMorning)
  assert.equal(friday.toPartners().length, 3)
  await friday.at(monday)
  assert.equal(friday.toPartners().length, 3)
  assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 1 })
})

test('a look that a clock ahead of its time put off is not waited for', async (t) => {
  const friday = await openFriday(t)
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning.add({ hours: 6 }))
  friday.answer(blog)
  await friday.at(saturdayMorning)
  assert.equal(friday.toPartners().length, 3)
})

test('a held issue given up by a clock ahead of its time still leaves when the clock is put right', async (t) => {
  const friday = await openFriday(t)
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning)
  await friday.at(saturdayMorning.add({ hours: 12 }))
  friday.answer(blog)
  await friday.at(saturdayMorning.add({ minutes: 10 }))
  assert.equal(friday.toPartners().length, 3)
  await friday.at(monday)
  assert.equal(friday.toPartners().length, 3)
  await friday.checkSums()
})

test('an issue that was sent by hand is not told as missed', async (t) => {
  const friday = await openFriday(t)
  friday.answer(blog)
  await friday.at(fridayAfternoon)
  assert.equal((await sendNow(friday.app.context, 'agenda', weekName(week))).refused, false)
  await friday.at(monday)
  assert.equal(friday.toPartners().length, 3)
  assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 0 })
})

test('a machine that was off over the whole weekend tells one miss, and shows no proof of a week gone by', async (t) => {
  const friday = await openFriday(t)
  friday.answer(blog)
  await friday.at(monday)
  await friday.at(monday.add({ hours: 1 }))
  assert.deepEqual(await friday.toStaff(), { proofs: 0, alarms: 1 })
})
