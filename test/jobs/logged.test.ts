import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { createLog } from '../../src/base/log.js'
import { openSink } from '../deliver/sink.js'
import { fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { weeklyArticle } from '../support/weekly-article.js'
import { answering } from '../support/web-server.js'

test('a whole send at debug level writes ids and no address, though the server quotes some', async (t) => {
  let logged = ''
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString()
      done()
    },
  })
  const refuse = (code: number, address: string) =>
    Object.assign(new Error(`<${address}>: not today`), { responseCode: code })
  const sink = await openSink({
    onRcptTo({ address }, _session, answer) {
      if (address.startsWith('p1@')) return answer(refuse(550, address))
      if (address.startsWith('p2@')) return answer(refuse(451, address))
      answer()
    },
  })
  const friday = await openFriday(t, { sink, log: createLog('debug', destination), partners: 4 })
  friday.answer(
    answering(rssOf([weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))]), { 'content-type': 'text/xml' }),
  )
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning)
  // A job that throws with the server's words, and a server that goes away.
  Object.assign(friday.app.context, {
    collect: () => Promise.reject(new Error('<p3@partenaires.example.org> refused')),
  })
  await friday.app.context.store.jobs.add({
    key: 'compose/agenda/2026-W29',
    kind: 'compose',
    payload: { publication: 'agenda', sendDate: '2026-07-11' },
  })
  await sink.close()
  await friday.at(saturdayMorning.add({ minutes: 10 }))
  const campaign = await friday.app.context.store.campaigns.byKey('issue/agenda/2026-W28')
  const { accepted, failed, deferred } = await friday.app.context.store.ledger.sums(campaign?.id ?? '')
  assert.deepEqual({ accepted, failed, deferred }, { accepted: 2, failed: 1, deferred: 1 })
  assert.ok(logged.includes(campaign?.id ?? '?'), 'nothing was logged')
  assert.match(logged, /the mail server cannot be used/)
  // After a slash it begins the name of a package, in a stack.
  assert.doesNotMatch(logged, /[^/]@/)
  assert.doesNotMatch(logged, /Gîte|partenaires\.example\.org/)
})
