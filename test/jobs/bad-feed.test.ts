import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shiftWeek } from '../../src/domain/index.js'
import { fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { weeklyArticle } from '../support/weekly-article.js'
import { answering, type Handler } from '../support/web-server.js'

const article = weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))
const lastWeek = weeklyArticle(shiftWeek(week, -1), fridayAfternoon.subtract({ hours: 200 }))
const rss = { 'content-type': 'application/rss+xml; charset=utf-8' }
const giving = (...articles: (typeof article)[]) => answering(rssOf(articles), rss)
const failing =
  (status: number): Handler =>
  (_request, response) =>
    void response.writeHead(status).end('non')

/** Sends `megabytes` of filling inside a feed that began well; for ever when it is null. */
function flooding(megabytes: number | null): Handler {
  const chunk = Buffer.alloc(1_000_000, 'lorem ipsum ')
  return (request, response) => {
    response.writeHead(200, rss)
    response.write('<?xml version="1.0"?><rss version="2.0"><channel><title>')
    let sent = 0
    const more = () => {
      while (megabytes === null || sent < megabytes) {
        sent++
        if (!response.write(chunk)) return void response.once('drain', more)
      }
      response.end('</title></channel></rss>')
    }
    request.on('close', () => response.destroy())
    more()
  }
}

/** A readable article of which not one line has a day. */
const noDay = { ...article, html: '<p>Il y aura du soleil et de la musique, venez nombreux !</p>' }
const twin = { ...article, guid: `${article.guid}bis`, url: `${article.url}bis/` }

const cases: [name: string, handler: Handler, code: string, whatToDo: RegExp][] = [
  ['answers 404', failing(404), 'feed-failed', /Vérifiez l’adresse dans feeds\.yaml/],
  ['answers 500', failing(500), 'feed-failed', /prévenez la personne qui tient le site/],
  ['hangs up', (_request, response) => void response.destroy(), 'feed-failed', /prévenez votre hébergeur/],
  ['never answers', () => {}, 'feed-failed', /Réessayez plus tard/],
  ['never ends', flooding(null), 'feed-failed', /maxMegabytes/],
  ['gives 50 MB', flooding(50), 'feed-failed', /maxMegabytes/],
  [
    'gives a web page',
    answering('<!doctype html><title>Maintenance</title>', { 'content-type': 'text/html' }),
    'feed-failed',
    /maintenance/,
  ],
  ['is cut', answering(rssOf([article]).slice(0, -400), rss), 'feed-failed', /Réessayez/],
  ['gives nothing', answering('', rss), 'feed-failed', /feeds\.yaml|tient le site|relu/],
  ['has no article', giving(), 'feed-failed', /Vérifiez que le blog en publie/],
  ['has only last week', giving(lastWeek), 'article-missing', /Publiez-le sur le blog/],
  ['has two candidates', giving(article, twin), 'article-ambiguous', /Corrigez le titre/],
  ['has an article without a day', giving(noDay), 'week-empty', /chaque jour y a son titre/],
]

for (const [name, handler, code, whatToDo] of cases) {
  test(`a blog that ${name}: the issue is held, staff know why and what to do, once, and it leaves when the blog is well`, async (t) => {
    const friday = await openFriday(t, { feed: { maxMegabytes: 3 } })
    friday.answer(handler)
    await friday.at(fridayAfternoon)
    const held = await friday.issue()
    assert.equal(held?.state, 'held')
    assert.deepEqual(
      held.findings.filter((one) => one.level === 'blocks').map((one) => one.code),
      [code],
    )
    assert.match(held.findings[0]?.text ?? '', whatToDo)
    assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 0 })

    await friday.at(saturdayMorning)
    await friday.at(saturdayMorning.add({ minutes: 61 }))
    assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 1 })
    assert.deepEqual(friday.toPartners(), [])

    friday.answer(giving(lastWeek, article))
    await friday.at(saturdayMorning.add({ minutes: 122 }))
    assert.equal((await friday.issue())?.state, 'sent')
    assert.equal(new Set(friday.toPartners()).size, 3)
    assert.equal(friday.toPartners().length, 3)
    await friday.checkSums()
  })
}

test('a feed in windows-1252 that says it is UTF-8 is read with its accents', async (t) => {
  const friday = await openFriday(t)
  friday.answer(answering(Buffer.from(rssOf([article]).replaceAll('’', "'"), 'latin1'), rss))
  await friday.at(fridayAfternoon)
  const issue = await friday.issue()
  assert.equal(issue?.state, 'composed')
  assert.match(JSON.stringify(issue.content), /Veillée|Dégustation|Marché|Balade contée/)
  assert.doesNotMatch(JSON.stringify(issue.content), /\ufffd|Ã/)
})

test('a blog that is down on Saturday does not take away what staff were shown on Friday', async (t) => {
  const friday = await openFriday(t)
  friday.answer(giving(article))
  await friday.at(fridayAfternoon)
  assert.equal((await friday.issue())?.state, 'composed')
  friday.answer(failing(500))
  await friday.at(saturdayMorning)
  assert.equal((await friday.issue())?.state, 'sent')
  assert.equal(friday.toPartners().length, 3)
  assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 0 })
})
