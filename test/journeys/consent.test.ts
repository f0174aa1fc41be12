import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { databaseFile } from '../support/database-file.js'
import { dump } from '../support/dump.js'
import { openPublicPages, type PublicPages, sendTheAgenda } from '../support/public-pages.js'
import { accessibilityFaults, openBrowser, press } from './browser.js'

let pages: PublicPages
let browser: Browser

before(async () => {
  pages = await openPublicPages({ partners: 5 })
  await sendTheAgenda(pages)
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await pages?.close()
})

const phone = { width: 390, height: 844 }
const desk = { width: 1280, height: 900 }
const textOf = (page: Page) => page.$eval('body', (body) => body.innerText)

async function visit(path: string, language = 'fr'): Promise<Page> {
  const page = await browser.newPage()
  await page.setViewport(phone)
  await page.setExtraHTTPHeaders({ 'Accept-Language': language })
  await page.goto(path.startsWith('http') ? path : `${pages.url}${path}`, { waitUntil: 'load' })
  return page
}

/** Everyone can use the page, on a desk and on a phone, and it is no wider than the phone. */
async function readable(page: Page, name: string): Promise<void> {
  assert.deepEqual(await accessibilityFaults(page, [desk, phone]), [], name)
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  assert.ok(sideways <= 0, `${name} is wider than a phone`)
}

/** The link of one kind in the mail that an address got last. */
async function linkTo(address: string, kind: 'preferences' | 'inscription' | 'd'): Promise<string> {
  const raw = pages.friday.sink.messages.findLast((one) => one.to === address)?.raw ?? ''
  const link = (await pages.linksOf(raw)).find((one) => new URL(one).pathname.startsWith(`/${kind}/`))
  assert.ok(link, `${kind} in the mail to ${address}`)
  return link
}

test('two thousand visits of a link scanner, over all links of a sent campaign, change nothing', async () => {
  await pages.post('/inscription', { email: 'curieuse@voisins.example.org', publication: 'agenda' })
  await pages.friday.app.queue.runDue()
  const links = new Set<string>()
  for (const { raw } of pages.friday.sink.messages) for (const link of await pages.linksOf(raw)) links.add(link)
  const preferences = [...links].filter((link) => new URL(link).pathname.startsWith('/preferences/'))
  for (const link of preferences) links.add(`${link}/effacer`).add(`${link}/arreter`)
  const kinds = new Set([...links].map((link) => new URL(link).pathname.split('/')[1]))
  for (const kind of ['bat', 'd', 'inscription', 'numeros', 'preferences']) assert.ok(kinds.has(kind), kind)
  // That a page was fetched is counted, of nobody in particular.
  const standing = () => dump(databaseFile(pages.friday.dataDir), { without: ['downloads'] })
  const before = standing()
  const addresses = [...links]
  const agents = ['Mozilla/5.0', 'BarracudaSentinel (EE)', 'Microsoft Office Existence Discovery']
  let visits = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (visits < 2000) {
        const number = visits++
        const address = addresses[number % addresses.length] ?? ''
        const answer = await fetch(address, {
          method: number % 3 === 0 ? 'HEAD' : 'GET',
          headers: { 'User-Agent': agents[number % agents.length] ?? '', 'Sec-Purpose': 'prefetch' },
        })
        await answer.arrayBuffer()
        assert.ok(answer.status < 500, `${answer.status} ${address}`)
      }
    }),
  )
  assert.equal(standing(), before)
})

test('signing up: form, mail, button; nothing counts before the button, and everyone can use each page', async () => {
  const address = 'nouvelle@gites.example.org'
  const { store } = pages.friday.app.context
  const page = await visit('/inscription')
  await readable(page, 'sign-up')
  await press(page, 'main form button')
  assert.match(await textOf(page), /Écrivez votre adresse/)
  await readable(page, 'sign-up, to be corrected')
  await page.goto(`${pages.url}/inscription`)
  await page.type('input[name=email]', address)
  await page.type('input[name=name]', 'Jeanne Lanne')
  await page.click('input[name=publication]')
  await press(page, 'main form button')
  assert.match(await textOf(page), /Regardez votre boîte/)
  await readable(page, 'check your mail')
  await pages.friday.app.queue.runDue()

  await page.goto(await linkTo(address, 'inscription'))
  await readable(page, 'confirm')
  assert.equal((await store.persons.everythingAbout(address)).contacts.length, 0)
  await press(page, 'main form button')
  assert.match(await textOf(page), /C’est fait/)
  await readable(page, 'confirmed')
  const { subscriptions, journal } = await store.persons.everythingAbout(address)
  assert.deepEqual(
    subscriptions.map(({ publication, ground, until }) => [publication, ground, until]),
    [['agenda', 'asked', null]],
  )
  assert.match(journal[0]?.agreed?.text ?? '', /L’agenda de la semaine\. J’accepte de recevoir/)
  assert.match(journal[0]?.agreed?.version ?? '', /^[0-9a-f]{12}$/)
  await page.close()

  const late = 'tardive@gites.example.org'
  await pages.post('/inscription', { email: late, publication: 'agenda' })
  await pages.friday.app.queue.runDue()
  const link = await linkTo(late, 'inscription')
  const { clock } = pages.friday
  const then = clock.now()
  clock.set(then.add({ hours: 24 * 7 + 1 }))
  const expired = await visit(link)
  assert.match(await textOf(expired), /a expiré/)
  await readable(expired, 'expired link')
  assert.equal((await pages.post(new URL(link).pathname)).status, 410)
  clock.set(then)
  await expired.close()
})

test('preferences from a mail: publications, papers, language and name are kept, in the language of the reader', async () => {
  const address = 'p1@partenaires.example.org'
  const { store } = pages.friday.app.context
  const page = await visit(await linkTo(address, 'preferences'))
  await readable(page, 'preferences')
  await page.click('input[name=papers][value=linked]')
  await page.click('input[name=language][value=en]')
  await page.type('input[name=name]', 'Gîte du Pont')
  await press(page, 'main form button')
  assert.match(await textOf(page), /Your choices are saved/)
  await readable(page, 'saved')
  const [contact] = (await store.persons.everythingAbout(address)).contacts
  assert.deepEqual([contact?.name, contact?.language, contact?.papers], ['Gîte du Pont', 'en', 'linked'])
  await press(page, '.language a')
  assert.match(await textOf(page), /Ce que je reçois/)

  await press(page, 'form[action*="/arreter"] button')
  assert.match(await textOf(page), /Nous ne vous écrivons plus/)
  await readable(page, 'stopped')
  await page.close()
})

test('leaving, an unknown link, erasing and the archive: everyone can use each page', async () => {
  const leave = await visit(await linkTo('p2@partenaires.example.org', 'd'))
  await readable(leave, 'unsubscribe')
  await press(leave, 'main form button')
  await readable(leave, 'unsubscribed')
  await press(leave, 'main form button')
  await leave.close()

  for (const path of ['/preferences/nobodynobodynobodynobo', '/inscription/nobodynobodynobodynobo']) {
    const unknown = await visit(path, 'en')
    assert.match(await textOf(unknown), /no longer valid/)
    await readable(unknown, 'unknown')
    await unknown.close()
  }
  const archive = await visit('/numeros/agenda/2026-W28/')
  await readable(archive, 'archive')
  await archive.close()

  const address = 'p3@partenaires.example.org'
  const page = await visit(`${await linkTo(address, 'preferences')}/effacer`)
  await readable(page, 'erase')
  await press(page, 'main form button')
  await readable(page, 'erased')
  const known = await pages.friday.app.context.store.persons.everythingAbout(address)
  assert.deepEqual([known.contacts, known.subscriptions, known.deliveries, known.journal], [[], [], [], []])
  assert.equal(known.opposition?.reason, 'erased')
  assert.ok(!dump(databaseFile(pages.friday.dataDir)).includes(address), 'the address stands nowhere any more')
  await pages.friday.checkSums()
  await page.close()
})
