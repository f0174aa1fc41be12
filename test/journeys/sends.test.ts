import assert from 'node:assert/strict'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'puppeteer-core'
import { programRoot } from '../../src/base/paths.js'
import { type CampaignKind, type Outcome, type Recipient, tokenPlaceholder } from '../../src/domain/index.js'
import { type ConsoleUnderTest, openConsole, screens } from '../support/console.js'
import { enterPartners } from '../support/enter-partners.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { accessibilityFaults, press } from './browser.js'
import { keyboardOf } from './keyboard.js'

let desk: ConsoleUnderTest
let editor: Page

before(async () => {
  desk = await openConsole()
  desk.friday.clock.set(Temporal.Instant.from('2026-07-04T05:30:00Z'))
  editor = await desk.somebody('editor')
})
after(() => desk?.close())

const textOf = (page: Page) => page.$eval('main', (main) => (main as HTMLElement).innerText.replaceAll(/\s+/g, ' '))
const cookiesOf = async (page: Page) =>
  (await page.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

const outcomes: Outcome[] = [
  { state: 'accepted', code: 250, reply: '250 2.0.0 Ok' },
  { state: 'failed', code: 550, reply: '550 5.1.1 <p2@partenaires.example.org>: user unknown' },
  { state: 'uncertain', code: null, reply: 'connection lost' },
  { state: 'uncertain', code: null, reply: 'connection lost' },
  { state: 'uncertain', code: null, reply: 'connection lost' },
]

/** A send to so many, the first of them tried already; its job waits. `known` is what is known of the first of them. */
async function send(
  key: string,
  subject: string,
  count: number,
  known: Partial<Recipient>[] = [],
  kind: CampaignKind = 'issue',
): Promise<string> {
  const { store, office } = desk.friday.app.context
  const audience = Array.from({ length: count }, (_, index): Recipient => {
    const email = `p${index + 1}@partenaires.example.org`
    const name = index === 6 ? 'Hôtel de France' : index === 7 ? '=cmd|calc' : null
    const common = { contactId: `c${index}`, language: 'fr', token: 't'.repeat(22), name }
    return { ...common, email, emailKey: email, excluded: index === 5 ? 'unsubscribed' : null, ...known[index] }
  })
  const message = {
    kind,
    from: office.sender,
    replyTo: null,
    subject,
    html: `<p>Semaine</p><a href="https://tourisme.example.org/d/${tokenPlaceholder}/agenda">Ne plus recevoir</a>`,
    text: 'Semaine',
    language: 'fr',
    list: null,
    translations: [{ language: 'en', subject: 'Week', html: '<p>Week</p>', text: 'Week' }],
    attachments: [],
  }
  const campaign = { key, kind, issueId: null, publication: null, message }
  const { id } = await store.transaction((rows) => rows.ledger.freeze(campaign, [audience]))
  const claimed = await store.ledger.claim(id, 'w', outcomes.length)
  await store.ledger.record(
    claimed.map((delivery, index) => ({ delivery, outcome: outcomes[index]!, nextAt: null })),
    'w',
  )
  await store.jobs.add({ key: `deliver/${id}`, kind: 'deliver', payload: { campaign: id } })
  return id
}

test('a send is watched, paused and resumed by keyboard alone, and ends before one’s eyes', async () => {
  const id = await send('issue/agenda/2026-W28', 'Semaine du 6 juillet', 12)
  await editor.goto(`${desk.url}/console/envois`)
  assert.match(
    await textOf(editor),
    /Semaine du 6 juillet numéro, aujourd’hui à 7h30 en cours 1 acceptée sur 12, 6 à venir/,
  )
  await press(editor, '.sends a')
  assert.match(await textOf(editor), /6 sur 12 ont une réponse/)

  const reach = async (text: string) => {
    // Past the menu, by the link that every screen begins with.
    await editor.keyboard.press('Tab')
    await editor.keyboard.press('Enter')
    for (let steps = 0; steps < 20; steps++) {
      await editor.keyboard.press('Tab')
      if (await editor.evaluate((wanted) => document.activeElement?.textContent === wanted, text)) return
    }
    assert.fail(`no way to "${text}" by keyboard`)
  }
  await reach('Mettre en pause')
  await Promise.all([editor.waitForNavigation(), editor.keyboard.press('Enter')])
  assert.match(await textOf(editor), /L’envoi est en pause.*En pause aujourd’hui à 7h30, par Personne 1/)
  await desk.friday.app.queue.runDue()
  assert.equal((await desk.friday.app.context.store.ledger.sums(id)).pending, 6, 'nothing left meanwhile')
  await reach('Reprendre l’envoi')
  await Promise.all([editor.waitForNavigation(), editor.keyboard.press('Enter')])

  await desk.friday.app.queue.runDue()
  await editor.waitForFunction(() => /terminé/.test(document.querySelector('#avancement')?.textContent ?? ''))
  assert.match(await textOf(editor), /9 sur 12|12 sur 12/)
  assert.equal(await editor.$('#avancement[hx-get]'), null, 'what is over is not asked for again')
  assert.equal(desk.friday.sink.messages.length, 6)
})

test('what is uncertain is settled without scripts, one and all, and the journal tells', async () => {
  const { store } = desk.friday.app.context
  const id = await send('issue/agenda/2026-W29', 'Semaine du 13 juillet', 6)
  const plain = await desk.somebody(null, { javascript: false })
  await plain.setCookie(...(await editor.browserContext().cookies()).map((one) => ({ ...one, url: desk.url })))
  await plain.goto(`${desk.url}/console/envois/${id}`)
  assert.match(await textOf(plain), /3 remises incertaines/)
  await press(plain, '.uncertain .rows button[value=resend]')
  assert.match(await textOf(plain), /C’est décidé : le message va être renvoyé.*2 remises incertaines/)
  await press(plain, '.uncertain .all button[value=take-as-sent]')
  assert.equal((await store.ledger.sums(id)).uncertain, 0)
  const before = desk.friday.sink.messages.length
  await desk.friday.app.queue.runDue()
  assert.equal(desk.friday.sink.messages.length, before + 1)
  assert.match(desk.friday.sink.messages.at(-1)?.raw ?? '', new RegExp(`^Message-ID: <${id}-0000003@`, 'im'))
  await plain.goto(`${desk.url}/console/envois/${id}/remises/3`)
  assert.match(
    await textOf(plain),
    /Essai n° 1 : la connexion s’est coupée.*Personne 1 a décidé de renvoyer.*Envoyé à l’essai n° 2 : le serveur de partenaires.example.org a pris le message/,
  )
  await plain.goto(`${desk.url}/console/envois/${id}/remises/2`)
  assert.match(await textOf(plain), /refuse le message pour de bon\. Cette adresse n’existe pas.*Le serveur a dit/)
  const journal = await store.journal.latest({ limit: 2 })
  assert.deepEqual(
    journal.map(({ what, who, subject }) => [what, who, subject]),
    [
      ['settled', 'Personne 1', `campaign/${id}`],
      ['settled', 'Personne 1', `campaign/${id}`],
    ],
  )

  const reader = await desk.somebody('reader')
  await reader.goto(`${desk.url}/console/envois/${id}`)
  assert.equal(await reader.$('main form[method=post]'), null, 'who only reads is offered nothing else')
  const headers = { cookie: await cookiesOf(reader), origin: desk.url }
  assert.equal((await desk.post(`/console/envois/${id}/arret`, {}, headers)).status, 403)
  assert.equal((await fetch(`${desk.url}/console/envois/${id}/registre.csv`, { redirect: 'manual' })).status, 303)
  const own = { cookie: await cookiesOf(editor), origin: desk.url }
  for (const path of ['nulle-part', `${id}/remises/99`, `${id}/remises/..`])
    assert.equal((await fetch(`${desk.url}/console/envois/${path}`, { headers: own })).status, 404, path)
  const late = await desk.post(`/console/envois/${id}/pause`, {}, own)
  assert.match(late.headers.get('location') ?? '', /fait=sendTooLate/)
})

test('the ledger is searched as one types, filtered, and handed out as a list that runs nothing', async () => {
  const id = await send('issue/agenda/2026-W30', 'Semaine du 20 juillet', 70)
  const path = `${desk.url}/console/envois/${id}`
  await editor.goto(path)
  assert.equal((await editor.$$('#lignes tbody tr')).length, 50)
  await press(editor, '#lignes a[rel=next]')
  assert.equal((await editor.$$('#lignes tbody tr')).length, 20)
  await editor.type('[name=mots]', 'hotel de fr')
  await editor.waitForFunction(() => document.querySelectorAll('#lignes tbody tr').length === 1)
  assert.match(await editor.$eval('#lignes', (lines) => lines.textContent ?? ''), /Hôtel de France/)
  await editor.goto(`${path}?etat=failed`)
  assert.match(await editor.$eval('#lignes', (lines) => lines.textContent ?? ''), /adresse inconnue/)
  await editor.goto(`${path}?motif=unsubscribed`)
  assert.equal((await editor.$$('#lignes tbody tr')).length, 1)
  const answer = await fetch(`${path}/registre.csv`, { headers: { cookie: await cookiesOf(editor) } })
  const lines = (await answer.text()).split('\r\n')
  assert.equal(lines.length, 72)
  assert.match(lines[8] ?? '', /^8;'=cmd\|calc;p8@/)
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="registre-2026-07-04\.csv"$/)
})

test('the ledger names the houses, its sums lead to the lines, and a line to the message and to the card', async () => {
  const { store } = desk.friday.app.context
  const houses = [
    { organisation: 'Camping des Trois Saules', contactName: 'Bastien', email: 'bastien@saules.example.org' },
    {
      organisation: 'Hôtel du Lac',
      contactName: 'Réception',
      email: 'lac@saules.example.org',
      phone: '05 62 00 00 01',
    },
  ]
  await enterPartners(store, houses, ['agenda'])
  const known = []
  for (const { email, contactName: name } of houses) {
    const { partners } = await store.organisations.search({ search: email })
    const contact = (await store.organisations.byId(partners[0]?.organisationId ?? ''))?.contacts[0]
    known.push({
      contactId: contact?.id ?? '',
      name,
      email,
      emailKey: email,
      language: name === 'Bastien' ? 'en' : 'fr',
    })
  }
  const id = await send('issue/agenda/2026-W31', 'Semaine « 27 juillet » et fin', 6, known)
  const path = `${desk.url}/console/envois/${id}`
  await editor.goto(path)
  assert.match(await editor.$eval('#lignes', (lines) => lines.textContent ?? ''), /Camping des Trois Saules – Bastien/)
  const title = await editor.$eval('h1', (one) => one.textContent)
  assert.equal(title, 'Semaine «\u00a027 juillet\u00a0» et fin', 'no sign stands alone on a line')
  await press(editor, '.sums a[href*="etat=failed"]')
  const refused = await editor.$$eval('#lignes tbody a', (links) => links.map((link) => link.textContent))
  assert.deepEqual(refused, ['Hôtel du Lac – Réception'])
  await press(editor, '#lignes tbody a')
  assert.match(await textOf(editor), /Hôtel du Lac – Réception.*Pour demander la bonne adresse : .*05/)
  const frame = async () => {
    await editor.click('.delivered summary')
    const mail = await editor.waitForFrame((one) => one.url().endsWith('/courriel'))
    await mail.waitForSelector('p')
    return await mail.content()
  }
  const seen = await frame()
  assert.match(seen, /Semaine.*href="#"/)
  assert.doesNotMatch(seen, /TOKENx/, 'nobody is unsubscribed by looking')
  assert.deepEqual(await accessibilityFaults(editor, [screens.phone, screens.laptop]), [])
  await press(editor, '.ways a[href$="#edit"]')
  assert.match(await textOf(editor), /Réception/)

  await editor.goto(`${path}/remises/1`)
  assert.equal(await editor.$('.ways a[href$="#edit"]'), null, 'nothing is wrong with this address')
  assert.match(await frame(), /<p>Week<\/p>/, 'in the words of its reader')
  const headers = { cookie: await cookiesOf(editor) }
  const mail = await fetch(`${path}/remises/1/courriel`, { headers })
  assert.match(mail.headers.get('content-security-policy') ?? '', /script-src 'none'/)
  assert.equal((await fetch(`${path}/remises/6/courriel`, { headers })).status, 404, 'left out: nothing was sent')
  const access = await send('access/test', 'Votre accès', 6, known, 'access')
  const itsMail = `${desk.url}/console/envois/${access}/remises/1/courriel`
  assert.equal((await fetch(itsMail, { headers })).status, 404, 'a way in is read by nobody else')

  const [bastien] = known
  const left = { what: 'unsubscribed', contactId: bastien?.contactId ?? '', publication: 'agenda' } as const
  await store.transaction((rows) => rows.journal.write([left], { who: 'test', door: 'console' }))
  await editor.goto(`${desk.url}/console/journal`)
  assert.match(await textOf(editor), /Camping des Trois Saules – Bastien – L’agenda/)
})

test('the page of health does not wait for what is slow, and says what to do', async () => {
  const { context } = desk.friday.app
  const { collect } = context
  let answer = () => {}
  context.collect = async (feed) => {
    await new Promise<void>((resolve) => (answer = resolve))
    return await collect(feed)
  }
  await editor.goto(`${desk.url}/console`)
  assert.doesNotMatch(await textOf(editor), /en danger/, 'what nobody looked for yet is not told')
  // A service for rounds is looked at where one is set; nobody listens at this address.
  const routing = { url: 'http://127.0.0.1:9', profile: 'driving', allowPrivate: true, timeoutSeconds: 1 }
  const { editions } = context.office
  context.office.editions = { ...editions, routing, start: { latitude: 43.648, longitude: 0.58 } }
  const began = performance.now()
  await editor.goto(`${desk.url}/console/sante`)
  assert.ok(performance.now() - began < 3000)
  assert.match(await textOf(editor), /On regarde/)
  answer()
  await editor.waitForFunction(() => document.querySelectorAll('.findings li').length > 0)
  const said = await textOf(editor)
  assert.match(said, /L’adresse publique des pages en ordre/)
  assert.match(said, /La sauvegarde à surveiller Aucune sauvegarde n’a encore été faite/)
  assert.match(said, /Le blog (?:en ordre|à régler)/)
  assert.match(said, /Le serveur de courrier en ordre 127\.0\.0\.1:\d+ répond/)
  assert.match(
    said,
    /Le service d’itinéraires des tournées à surveiller Il n’a pas répondu\. Les tournées se préparent/,
  )
  context.office.editions = editions
  context.collect = collect
})

test('an administrator changes a setting in its file; a mistake and a stale form are refused; the program goes by it', async () => {
  const { context } = desk.friday.app
  const folder = await scratchFolder('settings')
  await cp(join(programRoot, 'config'), folder, { recursive: true })
  const file = join(folder, 'publications.yaml')
  const before = (await readFile(file, 'utf8')).replace('weekly-agenda:', 'agenda:')
  await writeFile(file, before)
  context.settingsFolder = folder
  const chief = await desk.somebody('administrator')
  const set = (name: string, value: string) =>
    chief.$eval(`[name="${name}"]`, (field, wanted) => void ((field as HTMLInputElement).value = wanted), value)
  const saved = 'form[action$="/publications/agenda"] button'
  await chief.goto(`${desk.url}/console/reglages`)
  // By the keyboard alone: the box of an hour asks for its half of the day in this browser.
  await keyboardOf(chief).write('[name="send.time"]', '0815AM')
  await Promise.all([chief.waitForNavigation(), chief.keyboard.press('Enter')])
  assert.match(await textOf(chief), /C’est enregistré dans les réglages de[^.]*\.yaml/)
  assert.equal(await readFile(file, 'utf8'), before.replace("'07:30'", "'08:15'"), 'all else is as it was')
  assert.equal(context.publications['agenda']?.send.time, '08:15')
  const [line] = await context.store.journal.latest({ limit: 1 })
  assert.equal(line?.what, 'setting-changed')
  assert.match(line?.note ?? '', /send\.time : 07:30 → 08:15/)
  await chief.goto(`${desk.url}/console/journal`)
  assert.match(await textOf(chief), /L’agenda de la semaine – L’heure de l’envoi : 07:30 → 08:15/)
  await chief.goto(`${desk.url}/console/reglages`)

  await set('from.day', '31')
  await set('from.month', '06')
  await press(chief, saved)
  assert.match(await textOf(chief), /Rien n’a été enregistré.*season\.from : ce jour n’existe pas/)
  assert.equal(await chief.$eval('[name="from.day"]', (field) => (field as HTMLInputElement).value), '31')

  await chief.goto(`${desk.url}/console/reglages`)
  await writeFile(file, (await readFile(file, 'utf8')).replace('31', '30'))
  await set('send.time', '09:05')
  await press(chief, saved)
  assert.match(await textOf(chief), /Quelqu’un a changé ces réglages/)
  assert.doesNotMatch(await readFile(file, 'utf8'), /09:05/)
  assert.deepEqual(await accessibilityFaults(chief, [screens.laptop, screens.phone]), [])

  assert.doesNotMatch(await textOf(chief), /secret/)
  const headers = { cookie: await cookiesOf(editor), origin: desk.url }
  assert.equal((await desk.post('/console/reglages/office', {}, headers)).status, 403)
  await rm(folder, { recursive: true })
})

test('screens of sends: readable by everybody on a laptop and a phone', async () => {
  const [campaign] = await desk.friday.app.context.store.campaigns.list(1)
  for (const path of ['envois', `envois/${campaign?.id}`, `envois/${campaign?.id}/remises/3`, 'sante']) {
    await editor.goto(`${desk.url}/console/${path}`)
    assert.deepEqual(await accessibilityFaults(editor, [screens.laptop, screens.phone]), [], path)
    const sideways = await editor.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    assert.ok(sideways <= 0, `${path} is wider than a phone`)
  }
  assert.deepEqual(desk.complaints, [])
})

test('what health finds is told at the home and beside the approval, with the way to what to do', async () => {
  // Nobody beats in a test: no process is at work.
  await editor.goto(`${desk.url}/console`)
  assert.match(await textOf(editor), /Ce qui met les envois en danger Le programme d’envoi est arrêté : plus rien/)
  assert.deepEqual(await accessibilityFaults(editor), [])
  await press(editor, '#risques a')
  assert.equal(new URL(editor.url()).hash, '#sante-processes')
  assert.match(
    await editor.$eval(':target', (finding) => (finding as HTMLElement).innerText),
    /Aucun ne travaille\.\s+Redémarrez le programme/,
  )

  const made = { state: 'composed', stateReason: null, fingerprint: 'a' } as const
  const { issue } = await desk.friday.app.context.store.transaction((rows) =>
    rows.issues.save({
      publication: 'agenda',
      period: '2026-W30',
      subject: 'Semaine',
      ...made,
      content: null,
      agenda: null,
      findings: [],
      files: [],
    }),
  )
  await editor.goto(`${desk.url}/console/numeros/${issue.id}`)
  assert.match(await textOf(editor), /L’envoi risque de ne pas partir : le programme d’envoi est arrêté\. Que faire/)
  const token = await desk.friday.app.context.store.issues.proofToken(issue.id, 'Camille')
  await editor.goto(`${desk.url}/bat/${token}`)
  assert.match(await textOf(editor), /L’envoi risque de ne pas partir/, 'the page behind the mail says it too')
})
