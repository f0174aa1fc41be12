import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { programRoot } from '../../src/base/paths.js'
import { runDemo } from '../../src/cli/demo/story.js'
import { type DemoWorld, openDemo } from '../../src/cli/demo/world.js'
import { screens } from '../support/console.js'
import { lacks } from '../support/needs.js'
import { spamAssassin } from '../support/spam-assassin.js'
import { accessibilityFaults, openBrowser, press } from './browser.js'

let dataDir: string
let world: DemoWorld
let browser: Browser

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'semainier-journey-'))
  world = await openDemo({ config: join(programRoot, 'config'), dataDir, port: 0 })
  await runDemo(world, { quiet: true })
  browser = await openBrowser()
})

after(async () => {
  await browser?.close()
  await world?.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** Opens a page as a person does; a script error, a failed file or a refused one fails the journey. */
async function visit(
  path: string,
  viewport = { width: 1200, height: 900 },
): Promise<{ page: Page; troubles: string[] }> {
  const page = await browser.newPage()
  await page.setViewport(viewport)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  await page.goto(path.startsWith('http') ? path : `${world.url}${path}`, { waitUntil: 'load' })
  return { page, troubles }
}

const textOf = (page: Page) => page.$eval('body', (body) => body.innerText)
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('every page of the demo opens without trouble, on a computer and on a phone, and can be read by everyone', async () => {
  for (const path of [
    '/',
    '/demo/inbox',
    '/demo/inbox/1',
    '/demo/inbox/2',
    '/demo/registre',
    '/numeros/weekly-agenda/2026-W28/',
  ]) {
    const { page, troubles } = await visit(path)
    assert.deepEqual(troubles, [], path)
    assert.deepEqual(await accessibilityFaults(page), [], path)
    await page.setViewport({ width: 375, height: 800 })
    assert.ok((await sideways(page)) <= 0, `${path} is wider than a phone`)
    await page.close()
  }
})

test('the demo looks after itself, and is frightened of nothing that only real mails need', async () => {
  const { page } = await visit('/', screens.laptop)
  await press(page, '.places a[href="/console"]')
  await page.waitForFunction(() => document.querySelector('#risques:not([hx-get])') !== null)
  assert.doesNotMatch(await textOf(page), /en danger/)
  await page.goto(`${world.url}/console/sante`)
  const [apart, wrong] = await page.$eval('.findings', (list) =>
    [/démonstration : aucun courriel/g, /à régler/g].map(
      (one) => (list.textContent ?? '').replaceAll(/\s/g, ' ').match(one)?.length ?? 0,
    ),
  )
  assert.deepEqual([apart, wrong], [5, 0])
  const bottom = await page.$eval(
    '.large-menu form[action$=deconnexion]',
    (form) => form.getBoundingClientRect().bottom,
  )
  assert.ok(bottom <= screens.laptop.height, `the way out ends at ${bottom}`)
  await page.close()
})

test('the inbox shows who got what, and the ledger says the same', async () => {
  const inbox = await visit('/demo/inbox')
  const rows = await inbox.page.$$eval('tbody tr', (list) => list.map((row) => row.textContent ?? ''))
  assert.equal(rows.filter((row) => row.includes('affiche-2026-W28.pdf')).length, 38)
  const ledger = await visit('/demo/registre')
  const text = await textOf(ledger.page)
  for (const word of ['37', 'acceptées', 'désabonné', 'adresse déjà servie', 'mailbox does not exist'])
    assert.ok(text.includes(word), word)
  await inbox.page.close()
  await ledger.page.close()
})

test('the mail as it leaves is no spam to SpamAssassin', async (t) => {
  if (lacks(t, 'spamassassin', 'spamassassin', '--version')) return
  const mail = world.inbox.messages().at(-1)?.raw
  assert.ok(mail)
  const { score, rules } = spamAssassin(mail)
  t.diagnostic(rules)
  assert.ok(score < 1, rules)
})

test('a partner opens the way out of a mail: looking changes nothing, the button does, and it can be taken back', async () => {
  const { context } = world.app
  const someone = ((await context.store.partners.subscriberPages('weekly-agenda').next()).value ?? []).find(
    (one) => !one.unsubscribed,
  )
  assert.ok(someone)
  const standing = async () =>
    (
      await context.store.partners.standings([{ contactId: someone.id, emailKey: someone.emailKey }], 'weekly-agenda')
    )[0]
  const { page, troubles } = await visit(`/d/${someone.token}/weekly-agenda`, { width: 375, height: 700 })
  assert.equal(await standing(), 'allowed')
  assert.deepEqual(await accessibilityFaults(page), [])
  await press(page, 'form button')
  assert.equal(await standing(), 'unsubscribed')
  assert.match(await textOf(page), /Vous ne recevrez plus/)
  await press(page, 'form button')
  assert.equal(await standing(), 'allowed')
  assert.deepEqual(troubles, [])
  await page.close()

  const unknown = await visit('/d/nobodynobodynobodynobo/weekly-agenda')
  assert.match(await textOf(unknown.page), /n’est plus valable/)
  await unknown.page.close()
})

test('staff open the proof on a phone, look, hold, and approve again; the checks are said in words', async () => {
  const { context } = world.app
  const issue = await context.store.issues.byPeriod('weekly-agenda', '2026-W28')
  assert.ok(issue)
  // The demo's issue has left: one of another week, made of the same content, is still to be decided.
  const { issue: next } = await context.store.transaction(async (rows) => {
    const files = await Promise.all(
      ['mail.html', 'mail.txt', 'poster.pdf', 'booklet.pdf', 'agenda.ics', 'archive.html'].map((name) =>
        rows.issues.file(issue.id, name),
      ),
    )
    return await rows.issues.save({
      ...issue,
      period: '2027-W28',
      state: 'composed',
      stateReason: null,
      files: files.filter((file) => file !== null),
    })
  })
  const token = await context.store.issues.proofToken(next.id, 'Camille')
  const { page, troubles } = await visit(`/bat/${token}`, { width: 375, height: 800 })
  assert.deepEqual(await accessibilityFaults(page), [])
  assert.ok((await sideways(page)) <= 0)
  assert.match(await textOf(page), /Un lien ne répond pas/)

  await press(page, 'form[action$="/retenir"] button')
  assert.equal((await context.store.issues.byId(next.id))?.stateReason, 'staff')
  assert.match(await textOf(page), /Retenu par Camille/)
  await press(page, 'form[action$="/valider"] button')
  assert.equal((await context.store.issues.byId(next.id))?.state, 'approved')
  assert.match(await textOf(page), /Validé par Camille/)
  assert.deepEqual(troubles, [])
  await page.close()
})

test('a link that decides asks for a POST from our own page', async () => {
  const issue = await world.app.context.store.issues.byPeriod('weekly-agenda', '2026-W28')
  const token = await world.app.context.store.issues.proofToken(issue?.id ?? '', 'Camille')
  const address = `${world.url}/bat/${token}/retenir`
  assert.equal((await fetch(address)).status, 404)
  const foreign = await fetch(address, {
    method: 'POST',
    headers: { Origin: 'https://elsewhere.example.org', 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(foreign.status, 403)
})

test('one-click unsubscription answers without redirecting (RFC 8058)', async () => {
  const someone = ((await world.app.context.store.partners.subscriberPages('weekly-agenda').next()).value ?? []).find(
    (one) => !one.unsubscribed,
  )
  assert.ok(someone)
  const answer = await fetch(`${world.url}/d/${someone.token}/weekly-agenda`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  assert.equal(answer.status, 200)
  assert.equal(
    (
      await world.app.context.store.partners.standings(
        [{ contactId: someone.id, emailKey: someone.emailKey }],
        'weekly-agenda',
      )
    )[0],
    'unsubscribed',
  )
})

test('an issue that has not left is nowhere to be seen in public', async () => {
  for (const name of ['', 'affiche.pdf', 'agenda.ics']) {
    assert.equal((await fetch(`${world.url}/numeros/weekly-agenda/2027-W28/${name}`)).status, 404)
  }
  assert.equal(
    (await fetch(`${world.url}/numeros/weekly-agenda/2026-W28/affiche.pdf`)).headers.get('content-type'),
    'application/pdf',
  )
})
