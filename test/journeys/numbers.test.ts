import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'puppeteer-core'
import { type ConsoleUnderTest, openConsole, screens } from '../support/console.js'
import { sendTheAgenda } from '../support/public-pages.js'
import { accessibilityFaults, press } from './browser.js'

let desk: ConsoleUnderTest
let reader: Page

before(async () => {
  desk = await openConsole()
  await sendTheAgenda(desk)
  reader = await desk.somebody('reader')
})
after(() => desk?.close())

const textOf = (page: Page) => page.$eval('main', (main) => (main as HTMLElement).innerText.replaceAll(/\s+/g, ' '))
const issue = '/numeros/agenda/2026-W28/'

test('downloads are counted without a trace of whom: files, not questions whether they are there', async () => {
  const { store, downloads } = desk.friday.app.context
  const id = (await desk.friday.issue())!.id
  const get = (path: string, init?: RequestInit) => fetch(`${desk.url}${issue}${path}`, init)
  const page = await get('')
  assert.equal(page.status, 200)
  await get('affiche.pdf', { headers: { 'user-agent': 'somebody', 'x-forwarded-for': '203.0.113.7' } })
  await get('affiche.pdf')
  await get('livret.pdf', { method: 'HEAD' })
  await get('', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
  await get('nulle-part.pdf')
  await downloads.flush()
  assert.deepEqual(await store.downloads.of(id), { 'archive.html': 1, 'poster.pdf': 2 })
})

test('figures are pictures with their table below them, chosen by period and publication, without scripts too', async () => {
  await reader.setJavaScriptEnabled(false)
  await reader.goto(`${desk.url}/console/chiffres`)
  assert.equal((await reader.$$('picture')).length, 4, 'nobody left and nothing came back: no empty pictures')
  await reader.select('[name=periode]', '3m')
  await reader.select('[name=publication]', 'agenda')
  await press(reader, 'form.choice button')
  const drawn = await reader.$$eval('picture img', (images) =>
    images.map((one) => (one as HTMLImageElement).complete && (one as HTMLImageElement).naturalWidth),
  )
  assert.ok(
    drawn.every((width) => width === 860),
    `${drawn}`,
  )
  const alt = await reader.$eval('picture img', (one) => one.getAttribute('alt') ?? '')
  assert.match(alt, /Messages envoyés\s: 5 en tout, au plus haut «\s29\sjuin\s» avec 5/)
  await reader.click('#telechargements ~ details summary')
  assert.match(await textOf(reader), /29 juin 1 2 0 0/)
  const cookie = (await reader.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const get = async (path: string) => fetch(`${desk.url}/console/chiffres/${path}`, { headers: { cookie } })
  const season = await (await get('envois.csv?periode=saison')).text()
  assert.match(season, /^29 juin;5;/m, 'from the week in which July begins')
  const csv = await (await get('envois.csv?periode=3m')).text()
  assert.match(csv, /^\ufeff?Quand;acceptés;refusés;incertains;écartés\r\n/)
  assert.match(csv, /\r\n29 juin;5;0;0;0\r\n$/)
  assert.equal((await get('secrets.svg')).status, 404)
  assert.equal((await get('envois.svg?periode=%00&publication=__proto__')).status, 200)
  const svg = await (await get('telechargements.svg?fond=sombre&large=non')).text()
  assert.match(svg, /^<svg width="380"/)
  assert.equal((await fetch(`${desk.url}/console/chiffres/envois.svg`, { redirect: 'manual' })).status, 303)
})

test('from the number of those who left one comes to who they are', async () => {
  const { store } = desk.friday.app.context
  const [partner] = (await store.organisations.search({})).partners
  const organisation = partner?.organisationId ? await store.organisations.byId(partner.organisationId) : null
  const contactId = organisation?.contacts[0]?.id ?? partner?.contactId ?? ''
  await store.transaction(({ partners }) => partners.unsubscribe(contactId, 'agenda', 'unsubscribe-page'))
  await reader.goto(`${desk.url}/console/chiffres?periode=saison&publication=agenda`)
  assert.match(await textOf(reader), /saison 2026, par semaine/)
  assert.equal(await reader.$eval('[name=periode]', (one) => (one as HTMLSelectElement).value), 'saison')
  await reader.goto(`${desk.url}/console/chiffres?periode=2026&publication=agenda`)
  await press(reader, 'a[href$="seulement=unsubscribed.agenda"]')
  assert.match(await textOf(reader), new RegExp(`Un résultat.*${partner?.name}`))
})

test('the figures: readable by everybody on a laptop and a phone', async () => {
  await reader.setJavaScriptEnabled(true)
  await reader.goto(`${desk.url}/console/chiffres`)
  assert.deepEqual(await accessibilityFaults(reader, [screens.laptop, screens.phone]), [])
  const sideways = await reader.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  assert.ok(sideways <= 0, 'wider than a phone')
  assert.deepEqual(desk.complaints, [])
})
