import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseRssFeed } from 'feedsmith'
import { accessibilityFaults, openBrowser } from '../journeys/browser.js'
import { openPublicPages, type PublicPages, sendTheAgenda } from '../support/public-pages.js'

let pages: PublicPages
before(async () => {
  pages = await openPublicPages({ partners: 1 })
})
after(() => pages?.close())

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${pages.url}${path}`, { headers })

test('nothing shows before an issue is sent; then list, feed and files do, and a browser that has them is told so', async () => {
  assert.match(await (await get('/numeros')).text(), /Aucun numéro/)
  assert.equal((await get('/numeros/agenda/2026-W28/')).status, 404)
  await sendTheAgenda(pages)

  const list = await (await get('/numeros')).text()
  assert.match(list, /href="\/numeros\/agenda\/2026-W28\/"/)
  assert.match(await (await get('/numeros?lang=en')).text(), /Our issues/)
  assert.equal((await get('/numeros?page=-1')).status, 200)

  const feed = parseRssFeed(await (await get('/numeros/flux.xml')).text())
  assert.equal(feed.items?.length, 1)
  assert.match(feed.items?.[0]?.link ?? '', /\/numeros\/agenda\/2026-W28\/$/)

  const page = await get('/numeros/agenda/2026-W28/')
  assert.match(page.headers.get('cache-control') ?? '', /public/)
  const again = await get('/numeros/agenda/2026-W28/', { 'If-None-Match': page.headers.get('etag') ?? '' })
  assert.equal(again.status, 304)
})

test('the hall’s screen: today’s events of the week that was sent, turning, with a button that stops it', async () => {
  pages.friday.clock.set(Temporal.Instant.from('2026-07-07T08:00:00Z'))
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (line) => complaints.push(line.text()))
    await page.setViewport({ width: 1920, height: 1080 })
    await page.goto(`${pages.url}/ecran`)
    assert.match(await page.$eval('h1', (heading) => heading.textContent ?? ''), /Mardi 7 juillet/)
    assert.ok((await page.$$('.page li')).length > 0)
    assert.deepEqual(await accessibilityFaults(page), [])
    await page.goto(`${pages.url}/numeros`)
    assert.deepEqual(await accessibilityFaults(page), [])
    assert.deepEqual(complaints, [])
  } finally {
    await browser.close()
  }
})
