import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createOTP } from '@better-auth/utils/otp'
import type { Page } from 'puppeteer-core'
import { simpleParser } from 'mailparser'
import { type SegmentRule, staffOrigin } from '../../src/domain/index.js'
import { firstAccountLink } from '../../src/cli/first-account.js'
import { type ConsoleUnderTest, fill, openConsole, password, screens } from '../support/console.js'
import { accessibilityFaults, press } from './browser.js'
import { keyboardOf } from './keyboard.js'

let desk: ConsoleUnderTest

before(async () => {
  desk = await openConsole()
})
after(() => desk?.close())

const textOf = (page: Page) => page.$eval('main', (main) => (main as HTMLElement).innerText)
const submit = 'main button[type=submit]'

/** The link in the mail that an address got last, on the server under test. */
async function linkFor(address: string): Promise<string> {
  await desk.friday.app.queue.runDue()
  const raw = desk.friday.sink.messages.findLast((one) => one.to === address)?.raw ?? ''
  const { html } = await simpleParser(Buffer.from(raw, 'latin1'))
  const link = /href="([^"]*\/console\/[^"]*)"/.exec(html || '')?.[1]
  assert.ok(link, `a link in the mail to ${address}`)
  return desk.here(link)
}

async function signIn(page: Page, email: string, word = password): Promise<void> {
  await page.goto(`${desk.url}/console/connexion`)
  await fill(page, { email, password: word })
  await press(page, submit)
}

test('the first start’s link makes an administrator; who is invited by mail makes an account, and may do what the role says', async () => {
  const { context } = desk.friday.app
  const first = await desk.somebody(null)
  const link = await firstAccountLink(context)
  assert.ok(link)
  await first.goto(desk.here(link))
  await fill(first, { name: 'Jeanne Castex', email: 'Jeanne@Office.example.org', password: 'court', again: 'court' })
  await first.$eval('main form', (form) => (form as HTMLFormElement).setAttribute('novalidate', ''))
  await press(first, submit)
  assert.match(await textOf(first), /12 caractères/)
  await fill(first, { password, again: password })
  await press(first, submit)
  assert.match(await textOf(first), /Bienvenue/)
  assert.equal(await firstAccountLink(context), null, 'there is one now')
  assert.equal((await fetch(desk.here(link))).status, 404, 'a link works once')

  await first.goto(`${desk.url}/console/equipe`)
  await fill(first, { name: 'Paul Ducos', email: 'paul@office.example.org' })
  await first.click('main input[value=reader]')
  await press(first, 'section form button')
  assert.match(await textOf(first), /L’invitation est partie/)

  const paul = await desk.somebody(null)
  await paul.goto(await linkFor('paul@office.example.org'))
  assert.match(await textOf(paul), /paul@office.example.org/)
  await fill(paul, { password, again: password })
  await press(paul, submit)
  assert.match(await textOf(paul), /Bienvenue/)
  const refused = await paul.goto(`${desk.url}/console/equipe`)
  assert.equal(refused?.status(), 403)

  // The role is raised, then the account taken away: his browser is outside at once.
  const { id } = (await context.store.staff.list()).find((one) => one.name === 'Paul Ducos')!
  await first.goto(`${desk.url}/console/equipe`)
  await press(first, `form[action$="${id}/retirer"] button`)
  await paul.goto(`${desk.url}/console`)
  assert.equal(new URL(paul.url()).pathname, '/console/connexion')

  const own = (await context.store.staff.list()).find((one) => one.name === 'Jeanne Castex')!
  assert.equal(own.email, 'jeanne@office.example.org')
  assert.equal(await context.store.staff.remove(own.id), false, 'the last administrator stays')
  await first.goto(`${desk.url}/console/journal`)
  assert.match(await textOf(first), /invitation envoyée\s+Paul Ducos \(/)

  // A rule is told as its sentence, and leads to its segment; one kind of line may be shown alone.
  const rule = { all: [{ kind: ['hotel'] }] } satisfies SegmentRule
  await context.store.transaction(({ segments }) => segments.save('Où dormir', rule, staffOrigin('Jeanne Castex')))
  const { reach, follow } = keyboardOf(first)
  await reach('main [name=quoi]')
  await first.keyboard.type('segment enreg')
  await follow('Montrer')
  const lines = await first.$eval('tbody', (body) => body.innerText)
  assert.match(lines, /segment enregistré\s+Où dormir\s: Hôtels$/)
  assert.doesNotMatch(lines, /invitation envoyée/)
  // Of one person alone, whoever they are.
  assert.deepEqual(await first.$$eval('[name=qui] option', (all) => all.map((one) => one.textContent)), [
    'tout le monde',
    'Jeanne Castex',
    'la personne elle-même',
    'le programme',
  ])
  await reach('main [name=qui]')
  await first.keyboard.type('Jeanne')
  await follow('Montrer')
  assert.match(
    await first.$eval('tbody', (body) => body.innerText),
    /^\S.*\s+Jeanne Castex\s+segment enregistré\s+Où dormir/,
  )
  await first.goto(`${desk.url}/console/journal?qui=Paul+Ducos&quoi=segment-saved`)
  assert.match(await textOf(first), /Rien de tel n’est arrivé/)
  await first.goto(`${desk.url}/console/journal?qui=Jeanne+Castex`)
  await follow('tbody a[href^="/console/segments"]')
  assert.match(await textOf(first), /Où dormir/)

  // The calendar turns its pages, and shows in outline what the season plans.
  await first.goto(`${desk.url}/console`)
  assert.match(await textOf(first), /Nous sommes le \S+ \S+ juillet 2026\.[^]*Juillet 2026/)
  await follow('.calendar a[rel=next]')
  assert.match(await textOf(first), /Août 2026[^]*prévu[^]*est prévu\s+samedi 8 août/)
  assert.equal(new URL(first.url()).search, '?mois=2026-08')
})

test('a password, a link by mail, and a second factor that a link does not go round', async () => {
  const page = await desk.somebody('editor')
  const email = (await desk.friday.app.context.store.staff.list()).find((one) => one.name.startsWith('Personne'))!.email
  await press(page, '.large-menu form[action$=deconnexion] button')
  await page.goto(`${desk.url}/console/journal`)
  assert.match(page.url(), /connexion\?suite=%2Fconsole%2Fjournal/)
  await fill(page, { email, password: 'pas le bon du tout' })
  await press(page, submit)
  assert.match(await textOf(page), /ne vont pas ensemble/)
  await fill(page, { password })
  await press(page, submit)
  assert.match(page.url(), /\/console\/journal$/, 'where they wanted to go')

  // A link signs in, once, and only by its button.
  const other = await desk.somebody(null)
  await other.goto(`${desk.url}/console/connexion`)
  await other.click('main summary')
  await other.type('main details [name=email]', email)
  await press(other, 'main details button[value=lien]')
  const link = await linkFor(email)
  await fetch(link)
  await other.goto(link)
  await press(other, submit)
  assert.match(await textOf(other), /Bonjour/)
  await press(other, '.large-menu form[action$=deconnexion] button')
  await other.goto(link)
  await press(other, submit)
  assert.match(await textOf(other), /ne sert plus/)

  // The second factor: six digits, or a code on paper.
  await page.goto(`${desk.url}/console/mon-compte`)
  await page.type('[aria-labelledby=second-factor] [name=password]', password)
  await press(page, '[aria-labelledby=second-factor] button')
  const secret = /: ([A-Z2-7]{16,})/.exec(await textOf(page))?.[1]
  const paper = await page.$eval('.codes code', (code) => code.textContent ?? '')
  assert.ok(secret)
  const code = async () => await createOTP(base32(secret)).totp()
  await page.type('main [name=code]', await code())
  await press(page, submit)
  assert.match(await textOf(page), /demande un code/)
  await press(page, '.large-menu form[action$=deconnexion] button')
  await signIn(page, email)
  assert.match(page.url(), /connexion\/code/)
  await page.goto(`${desk.url}/console`)
  assert.match(page.url(), /connexion/, 'the password alone does not let in')
  await signIn(page, email)
  await page.type('main [name=code]', '000000')
  await press(page, submit)
  assert.match(await textOf(page), /pas le bon/)
  await page.type('main [name=code]', paper)
  await press(page, submit)
  assert.match(await textOf(page), /Bonjour/)

  const before = desk.friday.sink.messages.length
  await desk.post('/console/connexion/message', { email, but: 'lien' }, { origin: desk.url })
  await desk.friday.app.queue.runDue()
  assert.equal(desk.friday.sink.messages.length, before, 'no link for an account with a second factor')
})

test('guessing passwords ends after ten attempts on an account, and foreign pages can send nothing', async () => {
  const statuses: number[] = []
  for (let attempt = 0; attempt < 12; attempt++) {
    const answer = await desk.post(
      '/console/connexion',
      { email: 'cible@office.example.org', password: `essai ${attempt}` },
      { origin: desk.url },
    )
    statuses.push(answer.status)
  }
  assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 401), 429, 429])
  const forged = await desk.post(
    '/console/connexion',
    { email: 'a@b.fr', password },
    { origin: 'https://ailleurs.example' },
  )
  assert.equal(forged.status, 403)
  for (const next of [
    'https://ailleurs.example/',
    '//ailleurs.example',
    '/console//ailleurs.example',
    'javascript:alert(1)',
  ]) {
    const page = await fetch(`${desk.url}/console/connexion?suite=${encodeURIComponent(next)}`)
    assert.match(await page.text(), /name="suite" value="\/console"/, next)
  }
})

test('doors and first screens: readable by everybody on a laptop and a phone, in both languages, with nothing refused by their own policy', async () => {
  const page = await desk.somebody('administrator')
  for (const path of ['', '/equipe', '/mon-compte', '/journal']) {
    await page.goto(`${desk.url}/console${path}`)
    assert.deepEqual(await accessibilityFaults(page, [screens.laptop, screens.phone]), [], path)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    assert.ok(sideways <= 0, `${path} is wider than a phone`)
  }
  await page.setViewport(screens.laptop)
  await page.goto(`${desk.url}/console`)
  await press(page, '.large-menu form[action$=langue] button')
  assert.match(await textOf(page), /Hello/)
  assert.deepEqual(desk.complaints, [])
})

/** The bytes of an authenticator's secret (RFC 4648, base 32), as a text of the library's. */
function base32(secret: string): string {
  const bits = [...secret]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return String.fromCharCode(...(bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
