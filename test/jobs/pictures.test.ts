import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simpleParser } from 'mailparser'
import sharp from 'sharp'
import { correctIssue } from '../../jobs/steps/correct.js'
import { readAgain } from '../../jobs/steps/read-again.js'
import { changeOfText } from '../../src/compose/corrections/edit.js'
import { createWeb } from '../../src/web/web.js'
import { enterPartners } from '../support/enter-partners.js'
import { fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { answering, startWebServer } from '../support/web-server.js'
import { weeklyArticle } from '../support/weekly-article.js'

test('the article’s photo is ours from the first reading on: in proofs, in every language, also when the blog loses it', async (t) => {
  let asked = 0
  const ground = { width: 1600, height: 900, channels: 3, background: '#884422' } as const
  const photo = await sharp({ create: ground }).jpeg().toBuffer()
  const blog = await startWebServer(t, {
    '/photo.jpg': (_request, response) =>
      void (asked++ === 0 ? response.writeHead(200).end(photo) : response.writeHead(404).end()),
  })
  const friday = await openFriday(t, { real: true })
  const { context } = friday.app
  const article = weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))
  const figure = `<figure><img src="${blog}/photo.jpg" alt="Des collines"/><figcaption>© Camille</figcaption></figure>`
  const publish = (html: string) =>
    friday.answer(answering(rssOf([{ ...article, html }]), { 'content-type': 'text/xml' }))
  publish(figure + article.html)
  await enterPartners(context.store, [{ email: 'jane@partenaires.example.org', language: 'en' }], ['agenda'])
  await friday.at(fridayAfternoon)
  const image = async () => (await friday.issue())?.content?.image
  const file = (await image())?.file ?? ''
  assert.deepEqual([(await image())?.width, (await image())?.height], [1088, 612])

  const web = createWeb(context)
  const get = (name: string) => web.request(`/numeros/agenda/2026-W28/${name}`)
  const shown = await get(file)
  assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/jpeg'])
  assert.match(shown.headers.get('cache-control') ?? '', /immutable/)
  assert.equal(shown.headers.get('cross-origin-resource-policy'), 'cross-origin', 'web mail shows it too')
  assert.equal((await get('')).status, 404, 'the page only once it has left')
  assert.equal((await get(file.replace(/-\w{12}-1088/, '-000000000000-1088'))).status, 404)

  // The blog's host no longer gives it: read again, corrected, sent, the issue has it still.
  publish(figure + article.html.replace('place de la Halle', 'place du Marché'))
  const { id } = (await friday.issue())!
  await readAgain(context, (await friday.issue())!)
  assert.equal((await image())?.file, file)
  await correctIssue(context, id, 'Camille', ({ image: part }) => {
    assert.ok(part)
    return { change: changeOfText(part.credit, 'Dominique') }
  })
  await friday.at(saturdayMorning)
  assert.deepEqual([(await image())?.file, (await image())?.credit], [file, 'Dominique'])
  assert.equal(asked, 1)
  const page = await (await get('')).text()
  assert.ok(page.includes(`src="https://tourisme.example.org/numeros/agenda/2026-W28/${file}" width="1088"`))
  assert.ok(!page.includes(blog), 'nobody who reads is told to the blog’s host')

  const mailTo = async (name: string) => {
    const { raw } = friday.sink.messages.find(({ to }) => to === `${name}@partenaires.example.org`)!
    return await simpleParser(raw)
  }
  const [french, english] = [await mailTo('p1'), await mailTo('jane')]
  assert.match(french.text ?? '', /LUNDI 6 JUILLET/)
  assert.match(english.text ?? '', /MONDAY 6 JULY/)
  assert.match(english.subject ?? '', /6 to 12 July/)
  for (const { html } of [french, english]) assert.ok(html && html.includes(`/numeros/agenda/2026-W28/${file}`))
  assert.match(english.html || '', /<p dir="auto" lang="fr">Voici de quoi/, 'a voice reads it as French')
})

test('a photo that cannot be had holds nothing up: the issue says so, and leaves without', async (t) => {
  const friday = await openFriday(t)
  const article = weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))
  const html = `<figure><img src="http://127.0.0.1:1/p.jpg" alt="x"/><figcaption>© C</figcaption></figure>${article.html}`
  friday.answer(answering(rssOf([{ ...article, html }]), { 'content-type': 'text/xml' }))
  await friday.at(fridayAfternoon)
  await friday.at(fridayAfternoon)
  const issue = await friday.issue()
  assert.deepEqual(
    [issue?.state, issue?.content?.image, issue?.findings.map(({ code }) => code).includes('image-unreachable')],
    ['composed', null, true],
  )
})
