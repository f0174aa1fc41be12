import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { approveIssue, reopenIssue, sendIssueNow, skipIssue } from '../../jobs/steps/decide.js'
import { correctIssue } from '../../jobs/steps/correct.js'
import { changeOfEvent } from '../../src/compose/corrections/edit.js'
import { linesOf } from '../../src/compose/corrections/correct-week.js'
import { isSettled } from '../../src/store/issues.js'
import { type Friday, fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { answering } from '../support/web-server.js'
import { weeklyArticle } from '../support/weekly-article.js'

async function openComposed(t: TestContext): Promise<Friday> {
  const friday = await openFriday(t)
  const article = weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))
  friday.answer(answering(rssOf([article]), { 'content-type': 'text/xml' }))
  await friday.at(fridayAfternoon)
  return friday
}

/** Staff give the first event of the week another title; nothing is rendered yet. */
async function rename({ app, issue }: Friday, title: string) {
  const { id } = (await issue())!
  return await correctIssue(app.context, id, 'Camille', (corrected) => {
    const [line] = linesOf(corrected)
    assert.ok(line)
    return { change: changeOfEvent(line, { title }) }
  })
}

const leftWith = (friday: Friday, title: string) =>
  friday.sink.messages.filter(({ to, raw }) => to.includes('partenaires') && raw.includes(title)).length

test('what was corrected a moment before the hour leaves, also when the blog is away or staff correct as it is composed', async (t) => {
  const friday = await openComposed(t)
  const { context } = friday.app
  assert.equal((await rename(friday, 'Premier titre')).state, 'done')
  friday.answer((_request, response) => void response.writeHead(503).end())
  const { render } = context
  let typed = false
  Object.assign(context, {
    render: async (...given: Parameters<typeof render>) => {
      const rendered = await render(...given)
      if (!typed) await rename(friday, 'Dernier titre')
      typed = true
      return rendered
    },
  })
  await friday.at(saturdayMorning)
  assert.equal(leftWith(friday, 'Dernier titre'), 3)
  assert.equal(leftWith(friday, 'Premier titre'), 0)
  assert.equal((await rename(friday, 'Trop tard')).state, 'sent')
})

test('an approved issue that is corrected waits again; what is approved holds every correction; a skip ends at its hour', async (t) => {
  const friday = await openComposed(t)
  const { context } = friday.app
  const issue = async () => (await friday.issue())!
  assert.equal(await approveIssue(context, await issue(), 'Camille', 1), 'done')
  assert.deepEqual(await rename(friday, 'Autre titre'), { state: 'done', reopened: true })
  assert.deepEqual([(await issue()).state, isSettled(await issue())], ['composed', false])
  assert.equal(await approveIssue(context, await issue(), 'Camille', 1), 'changed', 'nobody has seen it')
  assert.equal((await issue()).revision, 2)
  assert.equal(await approveIssue(context, await issue(), 'Camille', 2), 'done')
  assert.deepEqual(await rename(friday, 'Autre titre'), { state: 'nothing' })
  assert.equal(await reopenIssue(context, await issue(), 'Camille'), 'done')
  assert.equal((await issue()).state, 'composed')

  await skipIssue(context, await issue(), 'Camille')
  await rename(friday, 'Titre d’une semaine passée')
  await friday.at(saturdayMorning)
  assert.deepEqual([(await issue()).stateReason, friday.toPartners().length], ['skipped', 0])
  assert.equal(await reopenIssue(context, await issue(), 'Camille'), 'late')
  const { toStaff } = friday
  assert.equal((await toStaff()).alarms, 0)

  // Whoever wants it after all says so, of what they have seen.
  assert.equal(await sendIssueNow(context, await issue(), 'Camille', 2), 'changed')
  assert.equal(await sendIssueNow(context, await issue(), 'Camille', (await issue()).revision), 'done')
  await friday.app.queue.runDue()
  assert.equal(friday.toPartners().length, 3)
  await friday.checkSums()
})
