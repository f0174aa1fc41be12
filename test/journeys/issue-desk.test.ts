import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { simpleParser } from 'mailparser'
import type { Page } from 'puppeteer-core'
import { alarm } from '../../jobs/steps/notices.js'
import type { IssueContent } from '../../src/domain/index.js'
import { cheapRender } from '../support/cheap-render.js'
import { guidePdf } from '../support/guide-pdf.js'
import { type ConsoleUnderTest, openConsole, screens } from '../support/console.js'
import { fridayAfternoon, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { answering } from '../support/web-server.js'
import { weeklyArticle } from '../support/weekly-article.js'
import { accessibilityFaults, press } from './browser.js'

let desk: ConsoleUnderTest
let path: string
let one: Page
let other: Page

const programme = {
  jazz: 'À 21h, Concert de jazz, place du Foirail, à Pavie. 5 €.',
  walk: 'À 10h, Balade des moulins, place de la Halle, à Auch. Gratuit.',
  open: 'À 18h, à Auch.',
  bees: 'À 9h, Visite du rucher, rue du Four, à Preignan. 3 €.',
}

/** The blog says this from now on. */
function blogSays({ jazz, walk, open, bees }: Record<keyof typeof programme, string>): void {
  const html = `<figure><img src="${desk.friday.blog}/photo.jpg" alt="Le lavoir"></figure><p>Voici la semaine.</p>
<h3>Lundi 6 juillet</h3><ul><li>${walk}</li><li>${jazz}</li><li>${open}</li></ul>
<h3>Mardi 7 juillet</h3><ul><li>${bees}</li></ul>`
  const url = `${desk.url}/healthz`
  const article = { ...weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 })), url, html }
  desk.friday.answer(answering(rssOf([article]), { 'content-type': 'text/xml' }))
}

/** The week as lines of text: what a mail says, in a hundredth of its time; and a poster, wide for two. */
async function renderLines(content: IssueContent) {
  if (content.kind !== 'weekly-agenda') throw new Error('a week is rendered')
  const told = content.days.flatMap(({ occurrences }) =>
    occurrences.map(({ start, title, venue, commune }) => [start, title, venue, commune].join(' ')),
  )
  const text = told.join('\n')
  const cheap = await cheapRender(content)
  const poster = await guidePdf(['Affiche'], { landscape: told.length === 2 })
  const files = cheap.files.map((file) => (file.name === 'poster.pdf' ? { ...file, body: poster } : file))
  return { ...cheap, files, subject: 'L’agenda, du 6 au 12 juillet', html: `<p>${text}</p>`, text }
}

before(async () => {
  desk = await openConsole()
  Object.assign(desk.friday.app.context, { getReady: () => undefined, render: renderLines })
  blogSays(programme)
  one = await desk.somebody('editor')
  other = await desk.somebody('editor')
})
after(() => desk?.close())

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
/** The words of a screen, its no-break spaces as spaces. */
const textOf = async (page: Page) => plain(await page.$eval('main', (main) => (main as HTMLElement).innerText))
const lines = (page: Page) =>
  page.$$eval('#semaine .line', (list) => list.map((line) => (line as HTMLElement).innerText.split('\n')[0] ?? ''))

async function issue() {
  const found = await desk.friday.issue()
  assert.ok(found)
  return found
}

/** The id of the line of an event. */
async function refOf(page: Page, title: string): Promise<string> {
  const ids = await page.$$eval('#semaine .line', (list) => list.map((line) => [line.id, line.textContent ?? '']))
  const id = ids.find(([, text]) => text?.includes(title))?.[0]
  assert.ok(id, title)
  return id.slice(2)
}

const mailOf = async () =>
  Buffer.from((await desk.friday.app.context.store.issues.file((await issue()).id, 'mail.txt'))?.body ?? '').toString()

/** Writes into a field as a person does, in place of what it holds; an hour is set, as the picker does. */
async function write(page: Page, selector: string, value: string): Promise<void> {
  const picked = await page.$eval(
    selector,
    (field, wanted) => {
      const input = field as HTMLInputElement
      input.value = input.type === 'time' ? wanted : ''
      input.dispatchEvent(new Event('input', { bubbles: true }))
      return input.type === 'time'
    },
    value,
  )
  if (!picked) await page.type(selector, value)
}

test('the week is there before its day for whoever asks, and nobody is written to; on its day all are shown it, once', async () => {
  const { friday } = desk
  const staff = friday.app.context.office.staff.length
  friday.answer(answering(rssOf([]), { 'content-type': 'text/xml' }))
  await one.goto(`${desk.url}/console/numeros`)
  assert.match(await textOf(one), /Le numéro de la semaine du 6 au 12 juillet 2026[^]*préparé vendredi 3 juillet à 16h/)
  await press(one, 'form[action$="/preparer"] button')
  assert.match(await textOf(one), /n’est pas encore sur le blog/)
  assert.equal(await friday.issue(), null)
  blogSays(programme)
  await press(one, 'form[action$="/preparer"] button')
  assert.match(await textOf(one), /Le numéro est prêt[^]*Concert de jazz/)
  path = one.url().replace(/\?.*/, '')
  await one.goto(`${desk.url}/console/numeros`)
  assert.equal(await one.$('form[action$="/preparer"]'), null)
  await friday.app.queue.runDue()
  assert.deepEqual(await friday.toStaff(), { proofs: 0, alarms: 0 })
  // What is told of it before its day shows it to nobody, though it opens the same page.
  const { context } = friday.app
  const { id } = await issue()
  await context.store.transaction((rows) =>
    alarm(context, rows, {
      code: 'audience',
      values: { publication: 'Agenda', why: '', about: '' },
      issueId: id,
    }),
  )
  for (const hours of [0, 1]) {
    await friday.at(fridayAfternoon.add({ hours }))
    assert.deepEqual(await friday.toStaff(), { proofs: staff, alarms: staff })
  }
  assert.equal(path, `${desk.url}/console/numeros/${(await issue()).id}`)
  friday.clock.set(fridayAfternoon)
})

test('as one types the mail follows: an event is corrected, hidden, moved, pinned; a line left open is completed', async () => {
  await one.goto(`${desk.url}/console/numeros`)
  assert.match(await textOf(one), /du 6 au 12 juillet 2026\s+attend votre accord/)
  await press(one, 'main td a, main th a')
  assert.deepEqual(await lines(one), ['10hBalade des moulins', '21hConcert de jazz', '9hVisite du rucher'])
  assert.match(await textOf(one), /Une ligne n’a pas été comprise[^]*La photo n’a pas de crédit/)

  const jazz = await refOf(one, 'Concert de jazz')
  const frame = () => one.$eval('.view.desktop iframe', (view) => (view as HTMLIFrameElement).src)
  const [shown, revision] = [await frame(), (await issue()).revision]
  await one.click(`#ouvrir-${jazz}`)
  await one.waitForSelector(`#e${jazz}-venue`)
  await write(one, `#e${jazz}-venue`, 'salle des fêtes')
  await one.waitForFunction(
    (before) => document.querySelector<HTMLIFrameElement>('.view.desktop iframe')?.src !== before,
    {},
    shown,
  )
  await one.waitForFunction(
    (before) => Number(document.querySelector<HTMLInputElement>('[name=revision]')?.value) > before,
    {},
    revision,
  )
  assert.match(await mailOf(), /salle des fêtes/)
  assert.match(await one.$eval(`#tete-${jazz}`, (head) => head.textContent ?? ''), /corrigé.*salle des fêtes/)

  // Moved up and pinned without losing the form that is open.
  await one.click(`#up-${jazz}`)
  await one.waitForFunction(() => document.querySelector('#semaine .line')?.textContent?.includes('jazz'))
  assert.ok(await one.$(`#e${jazz}-venue`), 'the form stays')
  const walk = await refOf(one, 'Balade des moulins')
  await one.click(`#pin-${walk}`)
  await one.waitForSelector(`#unpin-${walk}`)
  const bees = await refOf(one, 'Visite du rucher')
  // The poster is looked at as pictures, and follows too.
  await one.click('.tabs [value=poster]')
  await one.click(`#hide-${bees}`)
  await one.waitForSelector(`#show-${bees}`)
  await one.waitForFunction(() => {
    const view = document.querySelector<HTMLIFrameElement>('.view.poster iframe')
    const page = view?.contentDocument?.images[0]
    return page?.complete && page.naturalWidth > page.naturalHeight
  })
  assert.match((await lines(one)).join(' '), /Balade.*jazz.*rucher/)

  // By forms alone: a line that was left open, the photo's credit, an event of one's own.
  await one.setJavaScriptEnabled(false)
  await one.goto(path)
  await one.click('.line.open summary')
  await write(one, '.line.open [name=start]', '18:00')
  await write(one, '.line.open [name=commune]', 'Auch')
  await write(one, '.line.open [name=title]', 'Apéritif au village')
  await press(one, '.line.open button[type=submit]')
  assert.match(await textOf(one), /C’est corrigé/)
  await one.type('#texte-credit', '© Office')
  await press(one, '#photo form button')
  await one.click('#ajouter summary')
  await one.type('#ajouter-title', 'Vide-greniers')
  await one.type('#ajouter-url', 'javascript:alert(1)')
  await press(one, '#ajouter button')
  assert.match(await textOf(one), /Ce lien doit commencer par https/)
  await one.goto(path)
  await one.click('#ajouter-en-cours summary')
  await one.type('#ajouter-en-cours-title', 'Aquarelles de Gascogne')
  await one.type('#ajouter-en-cours-hours', 'tous les après-midi')
  await one.type('#ajouter-en-cours-commune', 'Auch')
  await press(one, '#ajouter-en-cours button')
  const { content } = await issue()
  assert.deepEqual(
    content?.ongoing.map(({ title, hours, from }) => [title, hours, from]),
    [['Aquarelles de Gascogne', 'tous les après-midi', null]],
  )
  await one.setJavaScriptEnabled(true)
  const mail = await mailOf()
  assert.match(mail, /Balade[^]*jazz[^]*Apéritif au village/)
  assert.doesNotMatch(mail, /rucher|javascript/)
  const { findings } = await issue()
  assert.deepEqual(
    findings.map(({ code }) => code),
    [],
    'every point is settled',
  )
})

test('corrections survive a new reading; where the blog says something new, staff see both and choose', async () => {
  const jazz = 'À 22h, Concert de jazz, halle aux grains, à Pavie. 5 €.'
  blogSays({ ...programme, jazz, bees: 'À 9h, Visite du rucher, à Auch. 3 €.' })
  await one.goto(path)
  await one.click('.more summary')
  await press(one, 'form[action$=relire] button')
  const text = await textOf(one)
  assert.match(text, /L’article a changé : le numéro est à jour/)
  assert.match(text, /Modifié : Concert de jazz[^]*Début : 21h → 22h[^]*Modifié : Visite du rucher/)
  assert.match(text, /Lieu : le blog dit maintenant « halle aux grains » ; Personne 1 avait écrit « salle des fêtes »/)
  const mail = await mailOf()
  assert.match(mail, /22:00[^]*Concert de jazz[^]*salle des fêtes/)
  assert.doesNotMatch(mail, /rucher/, 'what was hidden stays hidden')
  await press(one, '.conflict button[value=garder]')
  assert.doesNotMatch(await textOf(one), /le blog dit maintenant/)
  assert.match(await mailOf(), /salle des fêtes/)
  await press(one, 'form[action$=vu] button')
  assert.doesNotMatch(await textOf(one), /Modifié :/)
  await other.goto(path)
  assert.match(await textOf(other), /Modifié :/, 'who has not looked yet sees it')

  blogSays({ ...programme, jazz, walk: 'Vendredi, tout est complet.' })
  await one.click('.more summary')
  await press(one, 'form[action$=relire] button')
  assert.match(await textOf(one), /Corrections sans objet[^]*Balade des moulins[^]*En tête du jour : oui/)
  blogSays({ ...programme, jazz })
  await one.click('.more summary')
  await press(one, 'form[action$=relire] button')
  assert.doesNotMatch(await textOf(one), /Corrections sans objet/)
  assert.match((await lines(one))[0] ?? '', /Balade/, 'pinned again')
})

test('of two people at once neither overwrites the other unseen, and nobody approves what they have not seen', async () => {
  await one.setJavaScriptEnabled(false)
  await other.goto(path)
  const jazz = await refOf(other, 'Concert de jazz')
  await one.goto(`${path}/manifestations/${jazz}`)
  await other.click(`#ouvrir-${jazz}`)
  await other.waitForSelector(`#e${jazz}-venue`)
  await write(one, '[name=venue]', 'église')
  await press(one, '.correct form button')
  assert.match(await textOf(one), /C’est corrigé/)

  await write(other, `#e${jazz}-title`, 'Concert de jazz manouche')
  await other.waitForSelector('.fate .conflict')
  const told = await other.$eval('.fate .conflict', (box) => (box as HTMLElement).innerText)
  assert.match(told, /dernière correction de Personne 1[^]*Lieu\s+salle des fêtes\s+église/)
  assert.match(await mailOf(), /église/)
  await press(other, '.fate .conflict form button')
  assert.match(await mailOf(), /manouche[^]*salle des fêtes/)

  await one.goto(`${path}/manifestations/${jazz}`)
  await other.goto(path)
  await write(one, '[name=price]', '6 €')
  await press(one, '.correct form button')
  assert.match(await textOf(one), /C’est corrigé/, 'another line is nobody’s business')
  await press(other, 'form[action$=valider] button')
  assert.match(await textOf(other), /Le numéro a changé[^]*Personne 1 l’a corrigé/)
  assert.notEqual((await issue()).state, 'approved')
  const token = await desk.friday.app.context.store.issues.proofToken((await issue()).id, 'Camille')
  await one.goto(`${desk.url}/bat/${token}`)
  assert.match(await one.$eval('main', (main) => main.textContent ?? ''), /corrigé par Personne 1/)
  const stale = await one.goto(`${path}/manifestations/inconnue`)
  assert.match(await textOf(one), /Page introuvable/)
  assert.equal(stale?.status(), 404)
})

test('what the blog calls off after the approval is told at once; the issue leaves as approved, unless the article is taken again', async () => {
  const { friday } = desk
  await one.goto(path)
  await press(one, 'form[action$=valider] button')
  const [approved, { alarms }] = [await mailOf(), await friday.toStaff()]
  await friday.at(fridayAfternoon.add({ hours: 1 }))
  assert.equal((await friday.toStaff()).alarms, alarms, 'the blog says what it said')
  blogSays({ ...programme, jazz: 'ANNULÉ : À 22h, Concert de jazz, halle aux grains, à Pavie. 5 €.' })
  await friday.at(fridayAfternoon.add({ hours: 2 }))
  await friday.at(fridayAfternoon.add({ hours: 3 }))
  assert.equal((await friday.toStaff()).alarms, alarms + friday.app.context.office.staff.length, 'told once, to each')
  const mail = await simpleParser(Buffer.from(friday.sink.messages.at(-1)?.raw ?? '', 'latin1'))
  assert.match(mail.subject ?? '', /le blog a changé depuis votre accord/)
  assert.match(
    plain(mail.text ?? ''),
    /validé par Personne 1, part tel quel[^]*Annulé : Concert de jazz, Pavie, lundi 6 juillet/,
  )
  assert.deepEqual([(await issue()).state, await mailOf()], ['approved', approved])

  await one.goto(`${desk.url}/console`)
  assert.match(await textOf(one), /est validé, mais l’article du blog a changé depuis \(un point\)/)
  await one.goto(path)
  assert.match(await textOf(one), /Depuis cet accord, l’article du blog dit autre chose sur un point/)
  await press(one, '.finding form[action$=relire] button')
  assert.match(await textOf(one), /L’article a changé : le numéro est à jour[^]*annulée?/i)
  assert.equal((await issue()).state, 'composed')
  await one.goto(`${desk.url}/console`)
  assert.doesNotMatch(await textOf(one), /a changé depuis/)
  const { proofs } = await friday.toStaff()
  blogSays(programme)
  await friday.at(fridayAfternoon.add({ hours: 4 }))
  assert.ok((await friday.toStaff()).proofs > proofs, 'what waits for approval follows the blog')
  friday.clock.set(fridayAfternoon)
})

test('approve, hold, test and skip by buttons alone, each taken back; what is corrected after approval is approved again', async () => {
  await one.setJavaScriptEnabled(false)
  await one.goto(path)
  await press(one, 'form[action$=retenir] button')
  assert.match(await textOf(one), /Retenu par Personne 1/)
  assert.match(await textOf(one), /« Ne plus retenir » : il attend de nouveau votre accord, et part quand même/)
  await press(one, 'form[action$=reprendre] button')
  assert.match(await textOf(one), /Valider : partira à 5 partenaires demain à 7h30/)
  await press(one, 'form[action$=valider] button')
  assert.equal((await issue()).state, 'approved')
  const jazz = await refOf(one, 'Concert de jazz')
  await press(one, `#ouvrir-${jazz}`)
  await write(one, '[name=start]', '20:30')
  await press(one, '.correct form button')
  assert.match(await textOf(one), /Le numéro était validé : relisez-le/)
  assert.equal((await issue()).state, 'composed')

  await press(one, 'form[action$=essai] button')
  const { sink, app } = desk.friday
  await app.queue.runDue()
  const tested = await simpleParser(Buffer.from(sink.messages.at(-1)?.raw ?? '', 'latin1'))
  assert.match(String(sink.messages.at(-1)?.to), /^equipe1@/)
  assert.match(tested.text ?? '', /20:30/)
  assert.deepEqual(
    desk.friday.toPartners().filter((to) => to.includes('partenaires')),
    [],
  )

  await one.click('.more summary')
  await press(one, 'form[action$=passer] button')
  assert.match(await textOf(one), /rien ne part/)
  await press(one, 'form[action$=reprendre] button')
  assert.equal((await issue()).state, 'composed')
  await one.click('.more summary')
  await press(one, 'form[action$=passer] button')
  const alarms = (await desk.friday.toStaff()).alarms
  await desk.friday.at(saturdayMorning)
  await desk.friday.at(saturdayMorning.add({ hours: 24 }))
  assert.equal((await desk.friday.toStaff()).alarms, alarms, 'nobody is alarmed')
  assert.deepEqual([(await issue()).state, (await issue()).stateReason], ['held', 'skipped'])
  desk.friday.clock.set(fridayAfternoon)
})

test('by the keyboard alone an event is corrected and the issue approved', async () => {
  await other.goto(path)
  const walk = await refOf(other, 'Balade')
  const reach = async (wanted: string) => {
    for (let presses = 0; presses < 150; presses++) {
      if (await other.evaluate((selector) => document.activeElement?.matches(selector), wanted)) return
      await other.keyboard.press('Tab')
    }
    assert.fail(`${wanted} is out of reach`)
  }
  await reach(`#ouvrir-${walk}`)
  await other.keyboard.press('Enter')
  await other.waitForFunction((id) => document.activeElement?.id === id, {}, `e${walk}-title`)
  await reach(`#e${walk}-commune`)
  await other.keyboard.type('Jégun')
  await reach('.correct button')
  await other.keyboard.press('Enter')
  await other.waitForFunction(() => document.querySelector('.fate')?.textContent?.includes('Enregistré'))
  await desk.friday.app.queue.runDue()
  await other.goto(path)
  await reach('form[action$=reprendre] button')
  await Promise.all([other.waitForNavigation(), other.keyboard.press('Enter')])
  await reach('form[action$=valider] button')
  await Promise.all([other.waitForNavigation(), other.keyboard.press('Enter')])
  assert.equal((await issue()).state, 'approved')
  assert.match(await mailOf(), /Jégun/)
})

test('everybody can read the desk on a laptop and a phone; readers change nothing; what is sent now leaves as it was seen', async () => {
  const reader = await desk.somebody('reader')
  await reader.goto(path)
  assert.equal(await reader.$('#etat form'), null)
  const refused = await reader.evaluate(async (address) => {
    const answer = await fetch(`${address}/retenir`, { method: 'POST' })
    return answer.status
  }, path)
  assert.equal(refused, 403)
  await one.setJavaScriptEnabled(true)
  const jazz = await refOf(other, 'Concert de jazz')
  await theBarOfAPhone(one)
  for (const at of [`${desk.url}/console/numeros`, path, `${path}/manifestations/${jazz}`, `${path}/envoyer`]) {
    await one.goto(at)
    assert.deepEqual(await accessibilityFaults(one, [screens.laptop, screens.phone]), [], at)
    const sideways = await one.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    assert.ok(sideways <= 0, `${at} is wider than a phone`)
    await one.setViewport(screens.laptop)
  }
  for (const [name, status] of [
    ['courriel.html?aspect=sombre', 200],
    ['affiche.pdf', 200],
    ['mail.html', 404],
    ['constructor', 404],
    ['..%2Fmail.html', 404],
  ] as const) {
    const answer = await one.evaluate(async (address) => {
      const file = await fetch(address)
      return [file.status, file.headers.get('content-security-policy')]
    }, `${path}/fichiers/${name}`)
    assert.equal(answer[0], status, name)
    if (status === 200) assert.match(String(answer[1]), /script-src 'none'/)
  }
  await press(one, 'main form button')
  assert.match(await textOf(one), /C’est parti/)
  await desk.friday.app.queue.runDue()
  const partners = desk.friday.sink.messages.filter(({ to }) => to.includes('partenaires'))
  assert.equal(partners.length, 5)
  const sent = await simpleParser(Buffer.from(partners[0]?.raw ?? '', 'latin1'))
  assert.match(sent.text ?? '', /Jégun[^]*20:30 Concert de jazz manouche/)
  await one.goto(path)
  assert.match(await textOf(one), /ne peut plus être corrigé/)
  assert.equal(await one.$('#semaine form'), null)
  await one.evaluate(() => void [...document.links].find(({ textContent }) => textContent === 'Voir l’envoi')?.click())
  await one.waitForNavigation()
  assert.match(one.url(), /\/console\/envois\//)
  await one.goto(path)
  const page = await one.evaluate(
    () => [...document.links].find(({ textContent }) => textContent === 'Sa page publique')?.href,
  )
  assert.equal((await fetch(page ?? '')).status, 200)
  const { decidedBy } = await issue()
  assert.match(decidedBy ?? '', /^Personne/, 'who approved it stays written when it leaves')
  // It left before its hour: what comes next is the week after it.
  await one.goto(`${desk.url}/console`)
  assert.match(await textOf(one), /le prochain numéro part samedi 11 juillet à 7h30/)
  assert.deepEqual(desk.complaints, [])
})

test('what a check holds and has nothing to approve is told by the buttons that are there', async () => {
  await desk.friday.at(fridayAfternoon.add({ hours: 24 * 7 }))
  const empty = await desk.friday.app.context.store.issues.byPeriod('agenda', '2026-W29')
  assert.ok(empty && !empty.content)
  const partners = desk.friday.toPartners().filter((to) => to.includes('partenaires'))
  assert.equal(partners.length, 5, 'what was prepared by hand and sent now is not sent again at its hour')
  await one.goto(`${desk.url}/console/numeros/${empty.id}`)
  const text = await textOf(one)
  assert.match(text, /réglez le point ci-dessous\. Il n’y a encore rien à valider/)
  assert.doesNotMatch(text, /validez quand même|essai/)
  assert.match(text, /Retenir, même une fois réglé/)
  await press(one, 'form[action$=retenir] button')
  assert.match(await textOf(one), /Retenu par Personne 1/)
  assert.doesNotMatch(await textOf(one), /même une fois réglé/)
})

/** From the list to the preview far below it, and back, by the bar at the foot of a phone. */
async function theBarOfAPhone(page: Page) {
  await page.setViewport(screens.phone)
  await page.goto(path)
  const topOf = (selector: string) => page.$eval(selector, (one) => one.getBoundingClientRect().top)
  for (const target of ['#apercu', '#semaine']) {
    assert.ok(Math.abs(await topOf(target)) > 50, `${target} is elsewhere`)
    const link = await page.$(`.jumps a[href="${target}"]`)
    const box = await link?.boundingBox()
    assert.ok(box && box.height >= 44 && box.y + box.height <= screens.phone.height, 'under the thumb')
    await link?.click()
    await page.waitForFunction(
      (selector) => Math.abs(document.querySelector(selector)!.getBoundingClientRect().top) < 50,
      {},
      target,
    )
  }
  await page.setViewport(screens.laptop)
  assert.equal(await page.$eval('.jumps', (one) => getComputedStyle(one).display), 'none')
}
