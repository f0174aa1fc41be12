import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { load } from 'cheerio'
import type { ElementHandle } from 'puppeteer-core'
import { release, testRelease } from '../../jobs/edition-release.js'
import { lookAt, outerLooks, saidIn } from '../../jobs/steps/health.js'
import { releaseMessage } from '../../jobs/steps/release-message.js'
import { planRound } from '../../jobs/plan-round.js'
import { readRelease } from '../../jobs/read-release.js'
import { SettingsError } from '../../src/base/settings-error.js'
import { typeset } from '../../src/base/typography.js'
import { staffOrigin } from '../../src/domain/index.js'
import { editionsPublication } from '../../src/domain/settings/editions.js'
import { accessibilityFaults, press } from './browser.js'
import { keyboardOf } from './keyboard.js'
import { enterPartners } from '../support/enter-partners.js'
import { fill, openConsole, screens } from '../support/console.js'
import { guidePdf } from '../support/guide-pdf.js'
import { textOf } from '../render/pdf-facts.js'
import { startRoutingService } from '../support/routing-service.js'
import { tinyCover, tinyPdf, writeRelease } from '../support/release.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { spamAssassin } from '../support/spam-assassin.js'

const pages = await openConsole({ partners: 0 })
const routes = await startRoutingService()
const folder = await scratchFolder('editions')
after(async () => {
  routes.close()
  await pages.close()
  await rm(folder, { recursive: true, force: true })
})
const { friday, url, post } = pages
const { context } = friday.app
const { store } = context

/** Ten partners in three communes and two segments, and one of neither. */
const places = { Auch: [43.646, 0.586], Pavie: [43.61, 0.59], Mirande: [43.516, 0.404] } as const
const communes = Object.keys(places) as (keyof typeof places)[]
const partners = Array.from({ length: 11 }, (_, index) => {
  const commune = communes[index % 3]!
  const [latitude, longitude] = places[commune]
  return {
    email: `p${index + 1}@partenaires.example.org`,
    organisation: `Maison ${index + 1}`,
    kind: index === 10 ? 'restaurant' : index % 2 === 0 ? 'hotel' : 'campsite',
    commune,
    address: `${index + 1} rue des Tilleuls`,
    latitude: latitude + index / 1000,
    longitude,
  }
})
const mailsTo = (address: string) => friday.sink.messages.filter((one) => one.to === address).map((one) => one.raw)
const run = () => friday.app.queue.runDue()
const tokens = new Map<string, string>()

test('a release in a file is checked, tested, and leaves for two segments once it is approved', async () => {
  await enterPartners(store, partners, [])
  for (const [name, kind] of [
    ['Hôtels', 'hotel'],
    ['Campings', 'campsite'],
  ] as const)
    await store.transaction((rows) => rows.segments.save(name, { all: [{ kind: [kind] }] }, staffOrigin('Camille')))

  const faulty = await writeRelease(folder, {
    edition: { year: 20_270, weight: 3 },
    announcement: { to: ['Hotels', 'Gîtes'] },
  })
  await assert.rejects(readRelease(context, faulty), (error: unknown) => {
    assert.ok(error instanceof SettingsError)
    assert.deepEqual(
      error.problems.map((one) => [one.key, one.line]),
      [
        ['edition.year', 4],
        ['edition.weight', 15],
      ],
    )
    return true
  })
  const unknown = await writeRelease(folder, { announcement: { to: ['hotels', 'Gîtes'] } })
  await assert.rejects(readRelease(context, unknown), /guide\.yaml:\d+:\d+ announcement\.to\[1\].*« Gîtes »/)
  for (const [to, said] of [
    ['tous', /announcement\.to\s:\sécrivez « every-partner »/],
    [['every-partner'], /announcement\.to\[0\]\s:\spour tous les partenaires, écrivez « to: every-partner »/u],
    [[], /announcement\.to\s:\sil faut au moins 1 élément/],
    [['Hôtels', 3], /announcement\.to\[1\]\s:\sil faut un texte/],
  ] as const)
    await assert.rejects(readRelease(context, await writeRelease(folder, { announcement: { to } })), said)
  for (const [body, said] of [
    ['Ce n’est pas un PDF', /n’est pas un PDF/],
    [tinyPdf('/Encrypt 9 0 R '), /mot de passe/],
    [tinyPdf().subarray(0, -20), /incomplet/],
  ] as const) {
    const path = await writeRelease(folder)
    await writeFile(join(folder, 'guide.pdf'), body)
    await assert.rejects(readRelease(context, path), said)
  }
  assert.deepEqual(await store.editions.list(), [])

  const { announcement, edition } = await readRelease(context, await writeRelease(folder))
  assert.equal((await readRelease(context, await writeRelease(folder))).announcement.revision, 1)
  assert.deepEqual(await release(context, announcement.id, staffOrigin('Camille')), { refused: 'not-approved' })
  await testRelease(context, announcement.id, 'essai@example.org')
  await run()
  const [trial] = mailsTo('essai@example.org')
  assert.match(trial ?? '', /^Subject: .*Essai/m)

  // An approval is of what was looked at.
  assert.equal(await store.announcements.approve(announcement.id, 7, 'Camille'), false)
  assert.equal(await store.announcements.approve(announcement.id, announcement.revision, 'Camille'), true)
  const left = await release(context, announcement.id, staffOrigin('Camille'))
  const because = typeset('annonce « Le guide touristique 2027 est arrivé », validée par Camille', 'fr')
  assert.ok('campaignId' in left)
  assert.deepEqual(await release(context, announcement.id, staffOrigin('Camille')), left)
  await run()
  assert.deepEqual(
    partners.map(({ email }) => mailsTo(email).length),
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
  )
  assert.equal((await store.campaigns.byId(left.campaignId))?.state, 'done')
  assert.equal((await readRelease(context, await writeRelease(folder))).sent, true)

  // One line in the office's journal; each person's own history has its own.
  const journal = await store.journal.latest({ limit: 20 })
  assert.deepEqual(
    journal.filter((one) => one.what.includes('subscribed')).map(({ who, what, note }) => [who, what, note]),
    [['program', 'many-subscribed', `${typeset('10 contacts, à titre professionnel : ', 'fr')}${because}`]],
  )
  const [contact] = (await store.partners.subscriberPages(editionsPublication).next()).value ?? []
  const [own] = await store.journal.of([contact?.id ?? ''])
  assert.deepEqual(
    [own?.who, own?.what, own?.ground, own?.note],
    ['program', 'subscribed', 'professional-interest', because],
  )

  // Partners who read another language have the frame in it, and staff's words as they wrote them.
  const message = await releaseMessage(context, store, announcement, edition)
  const english = load(message.translations?.find((one) => one.language === 'en')?.html ?? '')
  assert.equal(english('html').attr('lang'), 'en')
  assert.match(english('body').text(), /Hello.*Order copies/s)
  assert.match(english('p[lang=fr]').text(), /Il sent encore l’encre/)
  assert.equal(load(message.html)('p[lang]').length, 0)

  const raw = mailsTo('p1@partenaires.example.org')[0] ?? ''
  for (const header of [
    /^List-Unsubscribe:\s+<\S+\/d\/[\w-]{22}\/editions>/m,
    /^List-Unsubscribe-Post:/m,
    /^Precedence: bulk/m,
  ])
    assert.match(raw, header)
  const { simpleParser } = await import('mailparser')
  const mail = await simpleParser(Buffer.from(raw, 'latin1'))
  const html = String(mail.html)
  assert.ok(Buffer.byteLength(html) < 102_000)
  const $ = load(html)
  assert.ok(
    $('img')
      .get()
      .every((image) => ($(image).attr('alt') ?? '') !== ''),
  )
  assert.equal($('html').attr('lang'), 'fr')
  for (const words of ['Bonjour', 'Commander', 'Facebook', 'Ne plus recevoir'])
    assert.ok(mail.text?.includes(words), `${words} is not in the plain text`)
  assert.doesNotMatch(mail.text ?? '', /undefined|null|\{/)
  if (spawnSync('which', ['spamassassin']).status === 0) {
    const { score, rules } = spamAssassin(Buffer.from(raw, 'latin1'))
    assert.ok(score < 1, `${score}: ${rules}`)
  } else if (process.env['CI']) assert.fail('SpamAssassin is not installed')

  // Every address of ours in it answers, the pictures too.
  for (const link of (await pages.linksOf(raw)).filter((one) => one !== `${url}/`)) {
    const answer = await fetch(link)
    assert.equal(answer.status, 200, link)
    const token = /\/commande\/([\w-]{22})/.exec(link)?.[1]
    if (token) tokens.set('p1@partenaires.example.org', token)
  }
  const pdf = await fetch(`${url}/editions/${edition.id}/edition.pdf`, { headers: { Range: 'bytes=0-4' } })
  assert.deepEqual(
    [pdf.status, await pdf.text(), pdf.headers.get('content-range')],
    [206, '%PDF-', `bytes 0-4/${tinyPdf().length}`],
  )
})

test('ten partners order, two of them twice, one beyond the stock, one with a forged link: each copy is counted once', async () => {
  const [edition] = await store.editions.list()
  assert.ok(edition)
  const subscribers = (await store.partners.subscriberPages(editionsPublication).next()).value ?? []
  for (const one of subscribers) tokens.set(one.email, one.token)
  const field = `copies-${edition.id}`
  const keyOf = (markup: string) => /name="key" value="([\w-]+)"/.exec(markup)?.[1] ?? ''
  const openForm = async (email: string) => keyOf(await (await fetch(`${url}/commande/${tokens.get(email)}`)).text())
  const order = async (email: string, copies: string, key?: string, way = 'delivery') =>
    await post(`/commande/${tokens.get(email)}`, {
      [field]: copies,
      key: key ?? (await openForm(email)),
      way,
      remark: '',
    })
  const emails = partners.slice(0, 10).map((one) => one.email)

  for (const [copies, said] of [
    ['-5', 'négative'],
    ['10000000', '200 au plus'],
    ['deux', 'nombre entier'],
    ['', 'au moins'],
  ] as const) {
    const refused = await order(emails[0]!, copies)
    assert.equal(refused.status, 422)
    assert.ok((await refused.text()).includes(said), copies)
  }
  const strange = await post(`/commande/${tokens.get(emails[0]!)}`, { 'copies-unknown': '5', key: 'a'.repeat(22) })
  assert.equal(strange.status, 422)
  const forged = await post(`/commande/${'x'.repeat(22)}`, { [field]: '5', key: 'a'.repeat(22) })
  assert.equal(forged.status, 404)
  assert.deepEqual(await store.orders.list({ limit: 10 }), [])

  // The first orders twice with one form, the second with two; all at once, as on the morning after.
  const key = await openForm(emails[0]!)
  const answers = await Promise.all([
    order(emails[0]!, '50', key),
    order(emails[0]!, '50', key),
    ...emails.slice(1, 9).map((email) => order(email, '50', undefined, email === emails[8] ? 'pick-up' : 'delivery')),
  ])
  assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([303]))
  assert.equal((await order(emails[1]!, '60')).status, 303)
  assert.equal((await store.editions.free()).get(edition.id), 535 - 460)
  const beyond = await order(emails[9]!, '100')
  assert.equal(beyond.status, 409)
  assert.match(await beyond.text(), /il n’en reste que\s75/)
  assert.equal((await store.orders.list({ limit: 20 })).length, 9)
  await run()
  assert.equal(mailsTo(emails[0]!).length, 2)
  assert.equal(mailsTo(emails[1]!).length, 3)
  assert.match(mailsTo(emails[1]!)[2] ?? '', /60 exemplaires/)

  // The reminder, once, to the one who has not ordered.
  friday.clock.set(context.clock.now().add({ hours: 24 * 15 }))
  await run()
  const reminders = friday.sink.messages.filter((one) => /^Subject: .*Rappel/m.test(one.raw))
  assert.deepEqual(
    reminders.map((one) => one.to),
    [emails[9]],
  )

  // Cancelled by the partner: a page asks, nothing happens by looking; one that is left open ends no later order.
  const email = emails[9]!
  const page = `/commande/${tokens.get(email)}`
  assert.doesNotMatch(await (await fetch(url + page)).text(), /Annuler la commande/)
  const cancel = (id: string, token = tokens.get(email)) => post(`/commande/${token}/annuler`, { order: id })
  const place = async (copies: string) => {
    assert.equal((await order(email, copies)).status, 303)
    return (await store.orders.openFor(email))!.id
  }
  const first = await place('30')
  assert.match(await (await fetch(url + page)).text(), /href="[^"]*\/annuler">Annuler la commande/)
  const asked = await (await fetch(`${url}${page}/annuler`)).text()
  assert.match(asked, /Voulez-vous annuler cette commande.*30 × .*Oui, j’annule/s)
  assert.equal((await store.editions.free()).get(edition.id), 45)
  assert.equal((await cancel(first, 'x'.repeat(22))).status, 404)
  assert.equal((await cancel(first, tokens.get(emails[1]!))).status, 409, 'of somebody else')
  const answered = await Promise.all([cancel(first), cancel(first)])
  assert.deepEqual(answered.map(({ status }) => status).toSorted(), [303, 409])
  const after = answered.find(({ status }) => status === 303)?.headers.get('location') ?? ''
  assert.match(await (await fetch(new URL(after, url))).text(), /Votre commande est annulée.*Commander</s)
  assert.equal((await store.editions.free()).get(edition.id), 75)
  const second = await place('20')
  assert.equal((await cancel(first)).status, 409)
  assert.equal((await cancel(second)).status, 303)
  assert.equal((await store.editions.free()).get(edition.id), 75)
  assert.match(await (await fetch(`${url}${page}/annuler`)).text(), /Rien n’a été annulé/)
  const ended = await store.orders.byId(first)
  assert.deepEqual([ended?.state, ended?.reason], ['refused', 'cancelled'])
  const told = await store.journal.latest({ limit: 5, what: 'order-cancelled' })
  assert.deepEqual(
    told.map(({ who, door, subject, email: whose }) => [who, door, subject, whose]),
    [second, first].map((id) => ['person', 'order-page', `order/${id}`, email]),
  )
  await run()
  assert.equal(mailsTo(email).filter((mail) => /ne\svous\ssont\splus/.test(mail)).length, 2)
})

test('the open form orders only once its mail is confirmed, and reserves nothing before', async () => {
  const [edition] = await store.editions.list()
  assert.ok(edition)
  const path = `/commande/ouverte/${edition.id}`
  assert.equal((await fetch(`${url}${path}`)).status, 200)
  const free = async () => (await store.editions.free()).get(edition.id)
  const before = await free()
  const fields = { [`copies-${edition.id}`]: '12', key: 'k'.repeat(22), way: 'pick-up' }
  assert.equal((await post(path, fields)).status, 422)
  const person = { email: 'voisin@example.org', organisation: 'La ferme du voisin', commune: 'Auch' }
  for (const sent of [await post(path, { ...fields, ...person }), await post(path, { ...fields, ...person })])
    assert.equal(sent.status, 303)
  await run()
  assert.equal(await free(), before)
  const [mail, ...others] = mailsTo(person.email)
  assert.equal(others.length, 0)
  const link = (await pages.linksOf(mail ?? '')).find((one) => one.includes('/commande/confirmer/'))
  assert.ok(link)
  assert.match(await (await fetch(link)).text(), /Oui, je commande/)
  assert.equal(await free(), before)
  for (const answer of [await post(new URL(link).pathname), await post(new URL(link).pathname)])
    assert.equal(answer.status, 303)
  assert.equal(await free(), (before ?? 0) - 12)
})

test('staff plan a round of three communes, print it, and note it stop by stop on a phone', async () => {
  const [edition] = await store.editions.list()
  assert.ok(edition)
  const page = await pages.somebody('editor')
  page.on('dialog', (question) => void question.accept())
  const sizes = [screens.laptop, screens.phone]
  await page.goto(`${url}/commande/${tokens.get('p2@partenaires.example.org')}`)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])
  await page.goto(`${url}/commande/${tokens.get('p2@partenaires.example.org')}/annuler`)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])
  const [cancelled] = await store.orders.list({ state: 'refused', limit: 1 })
  await page.goto(`${url}/console/commandes/${cancelled?.id}`)
  assert.match(await page.$eval('main', (main) => main.textContent), /Commande annulée[^]*l’a annulée lui-même/)
  await page.goto(`${url}/editions/${edition.id}/`)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])

  const routing = { url: routes.url, profile: 'driving', allowPrivate: true, timeoutSeconds: 2 }
  const looked = async () => {
    const look = outerLooks(context).find(([subject]) => subject === 'routing')
    const found = look && (await lookAt(look))
    return found && `${found.standing}: ${saidIn(context.texts, found.said)}`
  }
  assert.equal(await looked(), undefined)
  assert.deepEqual(routes.asked, [])
  friday.clock.set(context.clock.now().add({ hours: 24 }))
  Object.assign(context.office.editions, { routing, start: { latitude: 43.648, longitude: 0.58 } })
  assert.match((await looked()) ?? '', /^good: 127\.0\.0\.1:\d+ répond : \d+ km et \d+ minutes/)
  for (const [answer, standing] of [
    ['{"code":"Ok"}', /^watch: Sa réponse ne peut pas être juste/],
    ['<html>', /^watch: Sa réponse ne peut pas être juste/],
  ] as const) {
    routes.misbehave = (response) => void response.end(answer)
    assert.match((await looked()) ?? '', standing)
  }
  routes.misbehave = (response) => void response.writeHead(503).end()
  assert.match((await looked()) ?? '', /^watch: Il n’a pas répondu\./)
  routes.misbehave = null
  routes.asked.length = 0
  await page.goto(`${url}/console/tournees`)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])
  // Planned on a Friday, it goes out on the Monday unless one says otherwise.
  const day = await page.$eval('form.narrow [name=day]', (field) => (field as HTMLInputElement).value)
  assert.equal(Temporal.PlainDate.from(day).dayOfWeek, 1)
  await press(page, 'form.narrow button[type=submit]')
  const stops = () => page.$$eval('ol.stops strong', (names) => names.map((name) => name.textContent))
  const planned = await stops()
  assert.equal(planned.length, 8)
  const [round] = await store.rounds.list({ limit: 1 })
  const way = async () => (await store.rounds.stops(round?.id ?? '')).map(({ number, leg }) => ({ number, leg }))
  const wayPlanned = await way()
  const order = (await store.rounds.stops(round?.id ?? '')).map((stop) => stop.order.commune)
  assert.match(
    await page.$eval('main', (main) => main.textContent ?? ''),
    /Par la route, retour compris : \d+\skm, .*\d\smin de conduite/,
  )
  assert.equal(routes.asked.length, 1)
  assert.doesNotMatch(decodeURI(routes.asked.join()), /Maison|Tilleuls|Auch|Pavie|Mirande|@/)
  assert.deepEqual(new Set(order).size, order.filter((commune, index) => commune !== order[index - 1]).length)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])

  const cookies = (await page.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const print = async (name: string) => {
    const answer = await fetch(`${page.url().split('?')[0]}/${name}.pdf`, { headers: { Cookie: cookies } })
    assert.equal(answer.headers.get('content-type'), 'application/pdf')
    return textOf(new Uint8Array(await answer.arrayBuffer()))
  }
  // 60 copies for the second partner, 50 for the others: two boxes of forty each.
  const sheet = await print('feuille')
  if (sheet !== null) {
    assert.match(sheet, /410 × Guide touristique 2027/)
    assert.match(sheet, /16 cartons – 73,8\skg/)
    for (const name of planned) assert.ok(sheet.includes(name ?? '?'), name ?? '')
    assert.match(sheet, /Par la route, retour compris/)
    assert.equal(sheet.match(/Trajet : [\d,]+\skm, \d+\smin/g)?.length, 8)
  }
  const labels = await print('etiquettes')
  if (labels !== null) assert.equal(labels.match(/Carton \d sur 2/g)?.length, 16)

  await page.setViewport(screens.phone)
  // Touched by mistake, and taken back: what is told stands at the stop, and the books are as before.
  const toNote = (state: string) => `ol.stops form:not([action$=reprendre]) button[value=${state}]`
  const shelf = await store.editions.stock(edition.id)
  await run()
  const mails = friday.sink.messages.length
  await press(page, toNote('done'))
  assert.match(await page.$eval('li.noted [role=status]', (word) => word.textContent ?? ''), /sortis du stock/)
  assert.match(await page.$eval('li.noted p', (word) => word.textContent ?? ''), /remis.*Personne/)
  assert.deepEqual(await accessibilityFaults(page, [screens.phone]), [])
  const onFirst = await page.evaluate(() => location.hash)
  // Somebody else's phone shows the stop as noted, too; it has no scripts.
  const other = await pages.somebody('editor', { javascript: false })
  await other.setViewport(screens.phone)
  await other.goto(page.url())
  await press(page, 'form[action$=reprendre] button')
  assert.equal(await page.evaluate(() => location.hash), onFirst)
  assert.match(await page.$eval('ol.stops [role=status]', (word) => word.textContent ?? ''), /à nouveau à faire/)
  await press(other, 'form[action$=reprendre] button')
  assert.match(await other.$eval('[role=status]', (word) => word.textContent ?? ''), /déjà été repris/)
  await press(other, toNote('absent'))
  await press(other, 'form[action$=reprendre] button')
  assert.deepEqual(await store.editions.stock(edition.id), shelf)
  assert.equal(await page.$$eval('li.noted', (all) => all.length), 0)
  await run()
  assert.equal(friday.sink.messages.length, mails)
  const deeds = (await store.journal.latest({ limit: 9 })).map(({ what, note }) => `${what} ${note}`)
  assert.deepEqual(
    deeds.filter((one) => one.startsWith('stop')),
    ['stop-taken-back absent', 'stop-noted absent', 'stop-taken-back done', 'stop-noted done'],
  )
  await page.goto(`${url}/console/journal`)
  assert.match(await page.$eval('main', (main) => main.textContent ?? ''), /repris/)
  const [reader] = (await store.partners.subscriberPages(editionsPublication).next()).value ?? []
  await page.goto(`${url}/console/partenaires/contacts/${reader?.id}`)
  const card = await page.$eval('main', (main) => main.innerText)
  assert.match(card, /Nos nouvelles éditions/)
  assert.doesNotMatch(card, /\beditions\b/, 'what is received is called by its title')

  // An order that came late joins the round, among the stops of its commune; boxes, weight, way and papers follow.
  const roundUrl = `${url}/console/tournees/${round?.id}`
  const placed = await store.transaction((rows) =>
    rows.orders.place({
      key: 'late',
      way: 'delivery',
      remark: null,
      lines: [{ editionId: edition.id, copies: 10 }],
      contactId: null,
      organisationId: null,
      email: 'tardif@example.org',
      name: null,
      organisation: 'Maison tardive',
      commune: 'PAVIE',
      address: null,
      language: 'fr',
    }),
  )
  assert.ok(placed.outcome === 'placed')
  await page.goto(roundUrl)
  assert.deepEqual(await accessibilityFaults(page, [screens.phone]), [])
  await press(page, 'form[action$=arrets] button')
  assert.match(await page.$eval('ol.stops [role=status]', (word) => word.textContent ?? ''), /est dans la tournée/)
  const main = () => page.$eval('main', (all) => all.textContent ?? '')
  assert.match(await main(), /420 × Guide.*17 cartons/)
  assert.match(await main(), /Par la route/)
  const joined = await store.rounds.stops(round?.id ?? '')
  assert.deepEqual(
    joined.map((stop) => stop.number),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  )
  const along = joined.map((stop) => stop.order.commune?.toLowerCase())
  assert.equal(new Set(along).size, along.filter((commune, index) => commune !== along[index - 1]).length)
  const labelsOfNine = await print('etiquettes')
  if (labelsOfNine !== null) assert.equal(labelsOfNine.match(/Maison tardive/g)?.length, 1)
  // Taken off again, with buttons alone; whoever still sees it there changes nothing.
  await page.goto(roundUrl)
  await other.goto(roundUrl)
  for (const phone of [other, page]) {
    await phone.click(`[id="${placed.order.id}"] summary`)
    await press(phone, `form[action*="${placed.order.id}/retirer"] button`)
  }
  assert.match(await other.$eval('[role=status]', (word) => word.textContent ?? ''), /attend une autre tournée/)
  assert.match(await page.$eval('[role=status]', (word) => word.textContent ?? ''), /n’est plus dans la tournée/)
  assert.match(await main(), /410 × Guide.*16 cartons/)
  assert.deepEqual(await stops(), planned)
  // A round of its own is cancelled: nothing is lost, it waits again, and joins the one that goes.
  const reserved = await store.editions.stock(edition.id)
  await other.goto(`${url}/console/tournees`)
  await press(other, 'form.narrow button[type=submit]')
  const alone = other.url().split('?')[0] ?? ''
  await page.goto(alone)
  assert.deepEqual(await accessibilityFaults(page, [screens.phone]), [])
  for (const phone of [other, page]) {
    await phone.click('main > details summary')
    assert.match(await phone.$eval('main > details', (all) => all.textContent ?? ''), /attendra à nouveau/)
    await press(phone, 'form[action$=annuler] button')
  }
  assert.match(await other.$eval('[role=status]', (word) => word.textContent ?? ''), /rien n’est perdu/)
  assert.match(await page.$eval('[role=status]', (word) => word.textContent ?? ''), /déjà annulée/)
  assert.match(await main(), /a été annulée aujourd’hui/)
  await page.goto(`${url}/console/tournees`)
  assert.match(await main(), /annulée – Cette tournée n’a aucun arrêt/)
  assert.deepEqual(await store.editions.stock(edition.id), reserved)
  await other.goto(roundUrl)
  await press(other, 'form[action$=arrets] button')
  assert.equal((await store.rounds.waiting()).length, 0)
  await page.goto(`${url}/console/commandes/${placed.order.id}`)
  await press(page, 'form[action$=refuser] button')
  await page.goto(roundUrl)
  assert.deepEqual(await stops(), planned)
  assert.deepEqual(await way(), wayPlanned, 'the way is found again without it')

  await press(page, toNote('absent'))
  assert.match(await page.$eval('main > details', (all) => all.textContent ?? ''), /L’arrêt déjà noté reste tel quel/)
  for (let stop = 1; stop < 8; stop++) await press(page, toNote('done'))
  assert.equal(await page.$(toNote('done')), null)
  const absent = (await store.rounds.stops(round?.id ?? '')).find((stop) => stop.state === 'absent')
  const copies = absent?.order.lines[0]?.copies ?? 0
  // The service is slow when the absent one is planned again: the round is there, and says what it follows.
  routes.misbehave = () => undefined
  Object.assign(routing, { timeoutSeconds: 0.1 })
  const again = await planRound(context, { name: 'Les absents', day: '2026-07-30', who: 'Camille', communes: null })
  await page.goto(`${url}/console/tournees/${again}`)
  assert.match(await page.$eval('main', (main) => main.textContent ?? ''), /vol d’oiseau.*n’a pas répondu à temps/)
  Object.assign(context.office.editions, { routing: undefined })
  // 535 printed; 410 on the round but for the absent one; 62 wait to be fetched.
  const stock = await store.editions.stock(edition.id)
  assert.equal(
    stock.reduce((sum, one) => sum + one.copies, 0),
    535 - (410 - copies),
  )
  assert.equal(
    stock.reduce((sum, one) => sum + one.reserved, 0),
    62 + copies,
  )

  // The one who fetches, one who is given less, and one who is refused.
  await page.goto(`${url}/console/commandes`)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])
  const open = await store.orders.list({ state: 'placed', limit: 10 })
  const [fetched, refused] = open.filter((one) => one.way === 'pick-up')
  assert.ok(fetched && refused && absent)
  await page.goto(`${url}/console/commandes/${fetched.id}`)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])
  await page.$eval('main [name^=copies]', (field) => void ((field as HTMLInputElement).value = '9999'))
  await press(page, 'form[action$=changer] button')
  assert.match(await page.$eval('main', (main) => main.textContent ?? ''), /il n’en reste que/)
  await page.goto(`${url}/console/commandes/${fetched.id}`)
  await page.$eval('main [name^=copies]', (field) => void ((field as HTMLInputElement).value = '10'))
  await press(page, 'form[action$=changer] button')
  await press(page, 'form[action$=remettre] button')
  await press(page, 'form[action$=reprendre] button')
  await press(page, 'form[action$=remettre] button')
  await page.goto(`${url}/console/commandes/${refused.id}`)
  await page.type('[name=reason]', 'Écrivez-nous pour en parler.')
  await press(page, 'form[action$=refuser] button')
  await run()
  assert.match(mailsTo(refused.email).at(-1) ?? '', /en parler/)
  const left = await store.editions.stock(edition.id)
  assert.deepEqual(
    [left.reduce((sum, one) => sum + one.copies, 0), left.reduce((sum, one) => sum + one.reserved, 0)],
    [535 - (410 - copies) - 10, copies],
  )
  assert.deepEqual(pages.complaints, [])
  await friday.checkSums()

  // The shelf is counted; a release is looked at, tested and sent from the console.
  await page.goto(`${url}/console/editions/${edition.id}`)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])
  assert.match(await page.$eval('main', (main) => main.textContent ?? ''), /Maison \d+, (Auch|Pavie|Mirande)/)
  await page.type('form.place [name=place]', 'Pavie')
  await page.type('form.place [name=copies]', '20')
  await press(page, 'form.place button')
  assert.equal((await store.editions.stock(edition.id)).find((one) => one.place === 'Pavie')?.copies, 20)
  const newer = {
    title: 'Plan de ville',
    kind: 'map',
    year: 2028,
    replaces: { title: edition.title, year: edition.year },
  }
  const { announcement } = await readRelease(context, await writeRelease(folder, { edition: newer }))
  await page.goto(`${url}/console/annonces`)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])
  await page.goto(`${url}/console/annonces/${announcement.id}`)
  assert.deepEqual(await accessibilityFaults(page, sizes), [])
  await press(page, 'form[action$=essai] button')
  await press(page, 'form[action$=envoyer] button')
  assert.match(await page.$eval('[role=status]', (word) => word.textContent ?? ''), /est partie/)
  await run()
  assert.match(mailsTo('equipe1@example.org').at(-1) ?? '', /^Subject: .*Essai/m)
  assert.equal((await store.announcements.byId(announcement.id))?.state, 'sent')
  assert.equal((await store.orders.stillWithTheOld(announcement.editionId)).length, 8)
  assert.deepEqual(pages.complaints, [])
  await page.close()
})

test('an edition is created at the console, its PDF handed in, leafed through, and told to those who have the old one', async () => {
  const guide = await store.editions.byTitle('Guide touristique 2027', 2027)
  assert.ok(guide)
  // Without scripts, as everything here must work.
  const page = await pages.somebody('editor', { javascript: false })
  const sizes = [screens.laptop, screens.phone]
  const said = (selector: string) => page.$eval(selector, (element) => element.textContent ?? '')
  const hand = async (address: string, name: string, body: Buffer) => {
    const path = join(folder, name)
    await writeFile(path, body)
    const input = await page.$(`form[action$="${address}"] input[type=file]`)
    await (input as ElementHandle<HTMLInputElement>).uploadFile(path)
    await press(page, `form[action$="${address}"] button`)
  }

  await page.goto(`${url}/console/editions/nouvelle`)
  await fill(page, { title: 'Guide touristique 2028', year: 'bientôt', copiesPerBox: '-3', onlineUrl: 'ici' })
  await press(page, 'form.two-columns button[type=submit]')
  assert.match(await said('main'), /année, comme 2027/)
  assert.equal(await page.$$eval('[aria-invalid]', (fields) => fields.length), 3)
  await fill(page, { year: '2028', copiesPerBox: '40', onlineUrl: '' })
  await page.select('[name=replaces]', guide.id)
  await press(page, 'form.two-columns button[type=submit]')
  assert.match(await said('[role=status]'), /créée/)
  const edition = await store.editions.byTitle('guide touristique 2028', 2028)
  assert.ok(edition)
  Object.assign(context.office.editions, { largestPdf: 1 })
  for (const [body, why] of [
    [Buffer.from('Ce n’est pas un PDF'), /n’est pas un PDF/],
    [tinyPdf('/Encrypt 9 0 R '), /mot de passe/],
    [Buffer.alloc(1_000_001, '%PDF-'), /dépasse 1/],
  ] as const) {
    await hand('/pdf', 'guide.pdf', body)
    assert.match(await said('[role=alert]'), why)
    assert.equal(await store.editions.fileOf(edition.id, 'edition.pdf'), null)
  }
  await hand('/pdf', 'le "guide" é.pdf', await guidePdf(['Auch', 'Pavie', 'Mirande', 'Gimont']))
  assert.match(await said('.edition-pdf'), /Pages en préparation/)
  await run()
  for (const [copies, why] of [
    ['-5', /négatif/],
    ['10000000', /1\s000\s000/],
    ['300', /sont comptés/],
  ] as const) {
    await page.goto(`${url}/console/editions/${edition.id}`)
    await page.type('form.place [name=place]', 'Auch')
    await page.type('form.place [name=copies]', copies)
    await press(page, 'form.place button')
    assert.match(await said('[role=status]'), why)
  }
  assert.match(await said('.edition-pdf'), /Feuilleter ses 4 pages/)
  assert.match(await said('.edition-cover'), /première page/)
  await hand('/couverture', 'couverture.txt', Buffer.from('rien'))
  assert.match(await said('[role=alert]'), /ne peut pas être lue/)
  await hand('/couverture', 'couverture.jpg', await tinyCover(300, 400))
  assert.match(await said('[role=status]'), /couverture est enregistrée/)

  // A word to those who still have the old one: a draft to read again, to a segment made for it.
  // Whoever ordered by the open form has the old one too, but stands in no directory.
  const behind = (await store.orders.stillWithTheOld(edition.id)).length - 1
  assert.equal(behind, 7)
  await press(page, 'form[action$="un-mot"] button')
  assert.match(await page.$eval('[name=subject]', (field) => (field as HTMLInputElement).value), /remplace/)
  await fill(page, { subject: '' })
  const save = '.release-form > button:not(.unseen)'
  await press(page, save)
  assert.match(await said('main'), /Écrivez l’objet/)
  await fill(page, { subject: 'Le guide 2028 est là' })
  await press(page, save)
  assert.match(await said('main'), new RegExp(`${behind} adresses la recevront`))
  await page.click('.release-picture summary')
  await fill(page, { alt: 'Une table sous un figuier', credit: 'Camille' })
  await hand('/image', 'photo.jpg', Buffer.from('rien'))
  assert.match(await said('[role=alert]'), /ne peut pas être lue/)
  await hand('/image', 'photo.jpg', await tinyCover(1600, 900))
  assert.match(await said('[role=status]'), /photo est dans le message/)
  await press(page, 'form[action$=envoyer] button')
  const sent = friday.sink.messages.length
  await run()
  const told = friday.sink.messages.slice(sent).filter((one) => /^Subject: .*2028/m.test(one.raw))
  assert.equal(told.length, behind)
  const { simpleParser } = await import('mailparser')
  const photo = load(String((await simpleParser(told[0]?.raw ?? '')).html))('img[alt="Une table sous un figuier"]')
  assert.equal((await fetch(pages.here(photo.attr('src') ?? ''))).headers.get('content-type'), 'image/jpeg')

  // Written before it is known to whom; a segment is made on the way, and every partner is the first choice.
  await page.goto(`${url}/console/annonces/nouvelle?edition=${edition.id}`)
  assert.match(await said('.audience'), /Tous les partenaires \(11 adresses\)/)
  await fill(page, { subject: 'Pour plus tard', message: 'Un mot à tous.' })
  await page.click('[name=to][value=segments]')
  await press(page, save)
  assert.match(await said('main'), /pas encore dit à qui/)
  assert.equal(await page.$('form[action$=envoyer]'), null)
  const later = page.url().split('?')[0]?.split('/').at(-1) ?? ''
  const cookies = (await page.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const refused = await fetch(`${url}/console/annonces/${later}/envoyer`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookies, Origin: url },
    body: new URLSearchParams({ revision: '1' }),
  })
  assert.match(refused.headers.get('location') ?? '', /releaseNoAudience/)
  await press(page, 'a[href$="/modifier"]')
  await press(page, '[name=suite]')
  await fill(page, { name: 'Restaurants' })
  await press(page, '[value="add:r"]')
  await page.click('[name="r.0.v"][value=restaurant]')
  await press(page, '[name=do][value=save]')
  assert.equal(await page.$eval('[value=Restaurants]', (box) => (box as HTMLInputElement).checked), true)
  await press(page, save)
  assert.match(await said('main'), /Une adresse la recevra.*première annonce.*Chaque message permet/s)
  await press(page, 'a[href$="/modifier"]')
  await page.click('[name=to][value=every-partner]')
  await press(page, save)
  assert.match(await said('main'), /11 adresses la recevront.*Pour une adresse, c’est la première annonce/s)
  assert.match(await said('form[action$=envoyer]'), /Valider et envoyer à 11 adresses/)
  await press(page, 'form[action$=envoyer] button')
  const before = friday.sink.messages.length
  await run()
  assert.equal(friday.sink.messages.length - before, 11)
  const begun = (await store.journal.latest({ limit: 5 })).find((one) => one.what === 'many-subscribed')
  assert.equal(begun?.who, 'program')
  assert.match(begun?.note ?? '', /^1 contact, .*Pour plus tard.*, validée par /)

  // A file tells every partner as the console does.
  const plan = { edition: { title: 'Plan de poche', kind: 'map' }, announcement: { to: 'every-partner' } }
  const byFile = (await readRelease(context, await writeRelease(folder, plan))).announcement
  await store.announcements.approve(byFile.id, byFile.revision, 'Camille')
  assert.ok('campaignId' in (await release(context, byFile.id, staffOrigin('Camille'))))
  const earlier = friday.sink.messages.length
  await run()
  assert.deepEqual(
    friday.sink.messages
      .slice(earlier)
      .map((one) => one.to)
      .toSorted(),
    partners.map((one) => one.email).toSorted(),
  )

  const reader = page
  await reader.setJavaScriptEnabled(true)
  // An announcement by the keyboard alone: written, tested, approved.
  const { reach, follow, write } = keyboardOf(reader)
  await reader.goto(`${url}/console/annonces/nouvelle?edition=${edition.id}`)
  await write('main [name=subject]', 'Au clavier')
  await write('main [name=message]', 'Un mot écrit sans souris.')
  await reach('[name=to][value]')
  await reader.keyboard.press('ArrowDown')
  await reader.keyboard.press('ArrowUp')
  await follow('.release-form > button[type]:not(.unseen)')
  await follow('form[action$="/essai"] button')
  reader.once('dialog', (dialog) => void dialog.accept())
  await follow('Valider et envoyer à 11 adresses')
  await run()
  const typed = friday.sink.messages.filter((one) => /^Subject: Au clavier/m.test(one.raw))
  assert.equal(typed.length, 11)

  for (const address of ['editions/nouvelle', `editions/${edition.id}`, `annonces/nouvelle?edition=${edition.id}`]) {
    await reader.goto(`${url}/console/${address}`)
    assert.deepEqual(await accessibilityFaults(reader, sizes), [], address)
  }
  await reader.goto(`${url}/editions/${edition.id}/feuilleter`)
  assert.deepEqual(await accessibilityFaults(reader, sizes), [])
  await reader.setViewport(screens.laptop)
  const asked = new Set<string>()
  reader.on('request', (request) => void asked.add(new URL(request.url()).host))
  await reader.reload({ waitUntil: 'networkidle0' })
  const at = (hash: string) => reader.waitForFunction((wanted) => location.hash === wanted, {}, hash)
  await reader.keyboard.press('ArrowRight')
  await at('#p2')
  await reader.keyboard.press('End')
  await at('#p4')
  await reader.keyboard.press('Home')
  await at('')
  // Signs of the style sheet are written into it as data.
  assert.deepEqual([...asked].filter(Boolean), [new URL(url).host])
  const shown = await reader.$$eval('figure img', (pictures) =>
    pictures.map((one) => [one.naturalWidth > 800, one.getAttribute('alt')]),
  )
  assert.deepEqual(
    shown,
    [1, 2, 3, 4].map((number) => [true, `Page ${number} sur 4`]),
  )
  await reader.$eval('.thumbs', (list) => list.scrollIntoView())
  await reader.waitForFunction(() =>
    [...document.querySelectorAll<HTMLImageElement>('.thumbs img')].every((one) => one.naturalWidth === 240),
  )
  await reader.click('.thumbs li:nth-child(3) a')
  await at('#p3')
  assert.deepEqual(pages.complaints, [])
})
