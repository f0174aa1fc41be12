import assert from 'node:assert/strict'
import { readEvents } from '../support/read-calendar.js'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { load } from 'cheerio'
import { type ParsedMail, simpleParser } from 'mailparser'
import type { Page } from 'puppeteer-core'
import sharp from 'sharp'
import { type ConsoleUnderTest, fill, openConsole, screens } from '../support/console.js'
import { lacks } from '../support/needs.js'
import { type NewsBlog, openNewsBlog } from '../support/news-blog.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { spamAssassin } from '../support/spam-assassin.js'
import { accessibilityFaults, press } from './browser.js'
import { keyboardOf } from './keyboard.js'

const ends: (() => unknown)[] = []
const asTest = { after: (end: () => unknown) => void ends.unshift(end) } as unknown as TestContext
const at = (text: string) => Temporal.Instant.from(text)
const draft = at('2026-06-30T07:00:00Z')
const sending = at('2026-07-07T07:00:00Z')

let blog: NewsBlog
let desk: ConsoleUnderTest
let editor: Page
let path: string
let raw: Buffer
let mail: ParsedMail

before(async () => {
  blog = await openNewsBlog(asTest)
  const season = { from: '01-01', to: '01-02' }
  desk = await openConsole({ partners: 3, publication: { season }, news: { rest: blog.rest, settings: { most: 6 } } })
  ends.unshift(() => desk.close())
  desk.friday.clock.set(at('2026-06-25T07:00:00Z'))
  editor = await desk.somebody('editor')
})
after(async () => {
  for (const end of ends) await end()
})

const textOf = async (page: Page) =>
  (await page.$eval('main', (main) => (main as HTMLElement).innerText)).replaceAll(/[\u00a0\u202f]/g, ' ')
const printed = (page: Page) =>
  page.$$eval('[aria-labelledby=retenues] .line strong', (list) => list.map((one) => one.textContent ?? ''))

async function issue(period = '2026-07') {
  const found = await desk.friday.app.context.store.issues.byPeriod('nouvelles', period)
  assert.ok(found)
  return found
}

const fileOf = async (name: string, period?: string) =>
  Buffer.from((await desk.friday.app.context.store.issues.file((await issue(period)).id, name))?.body ?? '').toString()

/** The id of the line of a piece of news. */
async function refOf(page: Page, title: string): Promise<string> {
  const ids = await page.$$eval('#nouvelles .line', (list) => list.map((line) => [line.id, line.textContent ?? '']))
  const id = ids.find(([, text]) => text?.includes(title))?.[0]
  assert.ok(id, title)
  return id.slice(2)
}

/** Waits until what leaves says something. */
async function follows(page: Page, pattern: RegExp, period?: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (pattern.test(await fileOf('mail.txt', period))) return
    await new Promise((resolve) => void setTimeout(resolve, 100))
  }
  assert.match(await fileOf('mail.txt', period), pattern, await textOf(page))
}

test('the month is there before its day for whoever asks; then, posts are chosen, moved and reworded as one types', async () => {
  await editor.goto(`${desk.url}/console`)
  assert.match(await textOf(editor), /Les nouvelles du mois : le prochain numéro part mardi 7 juillet à 9h/)
  await editor.goto(`${desk.url}/console/numeros?publication=nouvelles`)
  assert.match(await textOf(editor), /Le numéro de juillet 2026/)
  await press(editor, 'form[action$="/preparer"] button')
  assert.match(await textOf(editor), /Le numéro est prêt/)
  path = new URL(editor.url()).pathname
  await desk.friday.app.queue.runDue()
  assert.equal((await desk.friday.toStaff()).proofs, 0, 'who asked looks at it')
  await desk.friday.at(draft)
  assert.equal((await desk.friday.toStaff()).proofs, desk.friday.app.context.office.staff.length)
  await editor.goto(`${desk.url}${path}`)
  assert.equal((await printed(editor)).length, 6)
  assert.match(await textOf(editor), /24 autres articles du mois/)

  const second = (await printed(editor))[1] ?? ''
  await editor.click(`#leave-${await refOf(editor, second)}`)
  await editor.waitForFunction(() => document.querySelectorAll('[aria-labelledby=retenues] .line').length === 5)
  await editor.click('.offered summary')
  const other = 'Un jeu de piste dans la tour de guet'
  await editor.click(`#take-${await refOf(editor, `${other} (2)`)}`)
  await editor.waitForFunction(() => document.querySelectorAll('[aria-labelledby=retenues] .line').length === 6)
  const last = (await printed(editor)).at(-1) ?? ''
  assert.match(last, /jeu de piste/)
  await editor.click(`#up-${await refOf(editor, last)}`)
  await editor.waitForFunction(
    (title) => document.querySelectorAll('[aria-labelledby=retenues] .line strong')[4]?.textContent === title,
    {},
    last,
  )

  const mill = await refOf(editor, 'Le moulin de Larroque')
  const before = await editor.$eval('.view.desktop iframe', (view) => (view as HTMLIFrameElement).src)
  await editor.click(`#ouvrir-${mill}`)
  await editor.waitForSelector(`#n${mill}-title`)
  await editor.$eval(`#n${mill}-title`, (field) => void ((field as HTMLInputElement).value = ''))
  await editor.type(`#n${mill}-title`, 'Le moulin rouvre, enfin')
  await follows(editor, /LE MOULIN ROUVRE, ENFIN/)
  await editor.waitForFunction(
    (src) => document.querySelector<HTMLIFrameElement>('.view.desktop iframe')?.src !== src,
    {},
    before,
  )
  assert.match(await editor.$eval(`#tete-${mill}`, (head) => head.textContent ?? ''), /enfin.*corrigé/)
})

test('staff write entries with a picture, dates, the partner of the month; what is no photo is refused', async () => {
  const folder = await scratchFolder('news')
  const [photo, drawing] = [join(folder, 'photo.png'), join(folder, 'photo.jpg')]
  const ground = { width: 900, height: 600, channels: 3, background: '#557733' } as const
  await writeFile(photo, await sharp({ create: ground }).png().toBuffer())
  await writeFile(drawing, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const words = 'De 10h à 13h.\nJusqu’au 30 août.'
  const write = async (file: string, text = words) => {
    await editor.goto(`${desk.url}${path}`)
    await editor.click('#ecrire summary')
    const form = '#ecrire form'
    await editor.type(`${form} [name=title]`, 'L’accueil ouvre le dimanche')
    await editor.type(`${form} [name=text]`, text)
    await editor.type(`${form} [name=credit]`, 'Camille L.')
    await editor.type(`${form} [name=alt]`, 'La place de l’office, le matin')
    const input = await editor.$(`${form} [name=picture]`)
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file)
    await editor.click(`${form} button`)
  }
  await write(drawing)
  await editor.waitForSelector('#ecrire [role=alert]')
  assert.match(await textOf(editor), /n’est pas une photo que l’on peut montrer/)
  const asked: string[] = []
  editor.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await write(photo, '')
  assert.deepEqual(asked, ['beforeunload'], 'what was typed is not lost without a question')
  await editor.waitForSelector('#ecrire [role=alert]')
  assert.match(await editor.$eval('#ecrire .kept', (kept) => kept.textContent ?? ''), /Photo choisie\s: photo\.png/)
  assert.ok(await editor.$eval('#ecrire .kept img', async (one) => (await fetch((one as HTMLImageElement).src)).ok))
  await editor.type('#ecrire [name=text]', words)
  await editor.click('#ecrire form button')
  await editor.waitForSelector('#ecrire .done')
  await follows(editor, /OUVRE LE DIMANCHE/)
  assert.match(await fileOf('mail.html'), /alt="La place de l’office, le matin"/)
  assert.equal((await printed(editor)).length, 7)

  // A title alone is no news; it stays while a date is added.
  await editor.type('#ecrire [name=title]', 'Une nouvelle commencée')
  await editor.click('#ecrire form button')
  await editor.waitForFunction(() =>
    /titre seul/.test(document.querySelector('#ecrire [role=alert]')?.textContent ?? ''),
  )
  await editor.type('#ecrire [name=text]', 'À finir.')
  await editor.click('.dates .add summary')
  await editor.select('.dates .add [name=kind]', 'training')
  await editor.type('.dates .add [name=title]', 'Accueillir les cyclistes')
  await editor.$eval('.dates .add [name=date]', (field) => void ((field as HTMLInputElement).value = '2026-09-17'))
  await editor.type('.dates .add [name=hours]', 'de 9h30 à 12h')
  await editor.type('.dates .add [name=place]', 'Auch')
  await editor.click('.dates .add button')
  await editor.waitForSelector('.dates .add .done')
  assert.match(await editor.$eval('#liste-dates', (list) => list.textContent ?? ''), /Accueillir les cyclistes/)
  assert.equal(await editor.$eval('.dates .add [name=title]', (field) => (field as HTMLInputElement).value), '')
  assert.deepEqual(
    await editor.$$eval('#ecrire :is([name=title], [name=text])', (fields) =>
      fields.map((field) => (field as HTMLInputElement).value),
    ),
    ['Une nouvelle commencée', 'À finir.'],
  )
  await follows(editor, /jeudi\s17\sseptembre, de 9h30 à 12h \| Accueillir les cyclistes \[FORMATION\]/)

  await editor.$eval('#ecrire form', (form) => {
    for (const field of (form as HTMLFormElement).elements)
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = ''
  })
  await editor.click('[aria-labelledby=partenaire] .add summary')
  await editor.type('[aria-labelledby=partenaire] [name=title]', 'La ferme de Peyrot')
  await editor.type('[aria-labelledby=partenaire] [name=text]', 'Du fromage, des ânes, un gîte.')
  await press(editor, '[aria-labelledby=partenaire] .add button')
  await editor.type('[aria-labelledby=ouverture] textarea', 'Voici l’été.')
  await follows(editor, /Voici l’été\.[^]*LE PARTENAIRE DU MOIS[^]*La ferme de Peyrot/)

  assert.deepEqual(await accessibilityFaults(editor, [screens.laptop, screens.phone]), [])
  await editor.setViewport(screens.laptop)
  await editor.goto(`${desk.url}${path}`)
  await press(editor, 'form[action$="/essai"] button')
  await desk.friday.app.queue.runDue()
  assert.match(desk.friday.sink.messages.at(-1)?.raw ?? '', /^To: .*equipe1@example\.org/m)
})

test('by buttons alone: corrected, held, approved; two at once lose nothing', async () => {
  const plain = await desk.somebody('editor', { javascript: false })
  await plain.goto(`${desk.url}${path}`)
  const sunday = await refOf(plain, 'L’accueil ouvre le dimanche')
  await plain.goto(`${desk.url}${path}/nouvelles/${sunday}`)
  // Somebody else changes it meanwhile.
  await editor.goto(`${desk.url}${path}/nouvelles/${sunday}`)
  await fill(editor, { title: 'L’accueil ouvre aussi le dimanche' })
  await follows(editor, /L’ACCUEIL OUVRE AUSSI LE DIMANCHE/)
  await fill(plain, { title: 'Ouvert le dimanche' })
  await press(plain, 'main form.event button')
  assert.match(await textOf(plain), /a changé pendant que vous l’aviez sous les yeux/)
  assert.match(await fileOf('mail.txt'), /AUSSI LE DIMANCHE/)

  // What the blog has told since somebody looked last is told, until they say that they saw it.
  blog.posts.push({ id: 2500, title: 'Une nouveauté de juillet', at: '2026-07-02T09:00:00Z' })
  await desk.friday.at(at('2026-07-03T07:00:00Z'))
  await plain.goto(`${desk.url}${path}`)
  assert.match(await textOf(plain), /a changé depuis[^]*Nouveau : Une nouveauté de juillet/)
  assert.match(await fileOf('mail.txt'), /AUSSI LE DIMANCHE/)
  // From the mail as well, where staff look who come by no screen.
  const token = await desk.friday.app.context.store.issues.proofToken((await issue()).id, 'Camille')
  await plain.goto(`${desk.url}/bat/${token}`)
  assert.match(await textOf(plain), /Historique/)
  assert.match(await plain.$eval('details', (box) => box.textContent ?? ''), /corrigé par Personne 1/)
  await plain.goto(`${desk.url}${path}`)
  await press(plain, 'form[action$="/vu"] button')
  assert.doesNotMatch(await textOf(plain), /a changé depuis/)
  await press(plain, 'form[action$="/retenir"] button')
  assert.match(await textOf(plain), /Retenu par/)
  await press(plain, 'form[action$="/valider"] button')
  assert.match(await textOf(plain), /Validé par/)
  // The mail names its pictures by the public address, which this machine does not know.
  assert.deepEqual(
    desk.complaints.filter((one) => !one.includes('ERR_NAME_NOT_RESOLVED')),
    [],
  )
})

test('by the keyboard alone a post is left out, another reworded, and the issue approved again', async () => {
  const { reach, follow, write } = keyboardOf(editor)
  await editor.goto(`${desk.url}${path}`)
  const [hunt, sunday] = [await refOf(editor, 'jeu de piste'), await refOf(editor, 'L’accueil ouvre aussi')]
  await reach(`#leave-${hunt}`)
  await editor.keyboard.press('Enter')
  await editor.waitForFunction(
    (id) => document.querySelector('[aria-labelledby=retenues]')?.querySelector(`#leave-${id}`) === null,
    {},
    hunt,
  )
  await editor.goto(`${desk.url}${path}`)
  await reach(`#ouvrir-${sunday}`)
  await editor.keyboard.press('Enter')
  await editor.waitForSelector(`#n${sunday}-title`)
  await write(`#n${sunday}-title`, 'Ouvert tous les dimanches')
  await follows(editor, /OUVERT TOUS LES DIMANCHES/)
  assert.equal((await issue()).state, 'composed', 'what is corrected asks for approval')
  await editor.goto(`${desk.url}${path}`)
  assert.match(await textOf(editor), /Valider : partira à 3 partenaires mardi 7 juillet à 9h/)
  await follow('form[action$="/valider"] button')
  assert.match(await textOf(editor), /Validé par/)
  const told = (await desk.friday.app.context.store.journal.latest({ limit: 100, what: 'corrected' }))
    .map(({ note }) => note?.replaceAll(/[\u00a0\u202f]/g, ' '))
    .join('\n')
  for (const deed of [
    /juillet 2026 – « Un jeu de piste dans la tour de guet.*», écartée/,
    /« L’accueil ouvre le dimanche », ajouté/,
    /« Accueillir les cyclistes », ajouté/,
    /« La ferme de Peyrot », Partenaire du mois, ajouté/,
    /« Le moulin de Larroque.*», Titre : Le moulin rouvre, enfin/,
    /« L’accueil ouvre aussi le dimanche », Titre : Ouvert tous les dimanches/,
    /ordre des nouvelles/,
  ])
    assert.match(told, deed)
})

test('on the first Tuesday at nine it leaves: the mail, its page, its line in the feed of issues', async () => {
  await desk.friday.at(sending)
  assert.equal((await issue()).state, 'sent')
  assert.equal(desk.friday.toPartners().filter((address) => address.startsWith('p')).length, 3)
  raw = Buffer.from(desk.friday.sink.messages.find(({ to }) => to.startsWith('p1@'))?.raw ?? '', 'latin1')
  mail = await simpleParser(raw)
  const html = mail.html || ''
  assert.equal(mail.subject?.replaceAll(/\s/g, ' '), 'Les nouvelles du mois, juillet 2026')
  assert.ok(Buffer.byteLength(html) < 102_000, `${Buffer.byteLength(html)} bytes`)
  const $ = load(html)
  assert.equal($('h1').length, 1)
  const pictures = $('img').toArray()
  assert.ok(pictures.length >= 3 && pictures.every((one) => $(one).attr('alt')))
  for (const one of pictures) {
    const answer = await fetch(desk.here($(one).attr('src') ?? ''))
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'image/jpeg'])
  }
  assert.ok(!html.includes(`${blog.url}/photo`), 'no picture is asked of the blog')
  assert.equal(mail.attachments.length, 0)
  assert.ok(mail.headers.has('list') && (mail.text ?? '').includes('LE MOULIN ROUVRE, ENFIN'))
  const ours = (await desk.linksOf(raw.toString('latin1'))).filter((link) => new URL(link).pathname !== '/')
  for (const link of ours) assert.ok((await fetch(link)).status < 400, `${link} leads somewhere`)

  const page = await desk.somebody(null)
  await page.goto(`${desk.url}/numeros/nouvelles/2026-07/`)
  assert.match(await page.$eval('body', (body) => body.innerText), /Le moulin rouvre, enfin/)
  assert.deepEqual(await accessibilityFaults(page, [screens.laptop, screens.phone]), [])
  const feed = await (await fetch(`${desk.url}/numeros/flux.xml`)).text()
  assert.match(feed, /nouvelles\/2026-07\//)
  assert.ok(!feed.includes('2026-07/affiche.pdf'), 'what has no poster names none')
  const list = await (await fetch(`${desk.url}/numeros`)).text()
  assert.ok(list.includes('/numeros/nouvelles/2026-07/') && !list.includes('2026-07/affiche.pdf'))
  // Its dates can be entered by one click, from the mail, the page and the list.
  const calendar = `${desk.url}/numeros/nouvelles/2026-07/agenda.ics`
  assert.ok(list.includes(new URL(calendar).pathname) && ours.includes(calendar))
  const dates = await fetch(calendar)
  assert.equal(dates.headers.get('content-type'), 'text/calendar; charset=utf-8')
  const content = (await issue()).content
  assert.equal(readEvents(await dates.text()).length, content?.kind === 'monthly-news' ? content.dates.length : 0)
})

test('the mail as it leaves is no spam to SpamAssassin', (t) => {
  if (lacks(t, 'spamassassin', 'spamassassin', '--version')) return
  const { score, rules } = spamAssassin(raw)
  t.diagnostic(rules)
  assert.ok(score < 1, `${score} points`)
})

test('a training that is still to come stands in the next issue by itself', async () => {
  blog.posts.push({ id: 3000, title: 'Une nouveauté d’août', at: '2026-07-20T09:00:00Z' })
  await desk.friday.at(at('2026-07-28T07:00:00Z'))
  const { content } = await issue('2026-08')
  assert.ok(content?.kind === 'monthly-news')
  assert.deepEqual(
    [content.entries.map((one) => one.title), content.dates.map((one) => one.title)],
    [['Une nouveauté d’août'], ['Accueillir les cyclistes']],
  )
})

test('of three hundred posts one finds those one wants as one types, and without scripts; taking one loses no place', async () => {
  const newest = at('2026-08-20T09:00:00Z')
  for (let index = 0; index < 300; index++)
    blog.posts.push({
      id: 4000 + index,
      title: `${index % 10 === 0 ? 'Une fête à Éauze' : 'Une nouveauté'} (${index})`,
      at: newest.subtract({ minutes: index }).toString(),
    })
  await desk.friday.at(at('2026-08-25T07:00:00Z'))
  const address = `${desk.url}/console/numeros/${(await issue('2026-09')).id}`
  const told = async (page: Page) =>
    (await page.$eval('#autres [role=status]', (one) => one.textContent ?? '')).replaceAll(/\s/g, ' ')
  const untilTold = (page: Page, pattern: RegExp) =>
    page.waitForFunction(
      (source) => new RegExp(source).test(document.querySelector('#autres [role=status]')?.textContent ?? ''),
      {},
      pattern.source,
    )
  await editor.goto(address)
  await editor.click('#autres summary')
  assert.equal(await told(editor), 'De 1 à 25 sur 295, les plus récents d’abord.')
  assert.equal((await editor.$$('#autres .line')).length, 25)
  await editor.type('#chercher-articles', 'fete eauze')
  await untilTold(editor, /sur\s29\sarticles qui correspondent/)
  await editor.click('#autres .pager [rel=next]')
  await untilTold(editor, /De\s26\sà\s29/)
  await editor.click('#autres [id^=take-]')
  await untilTold(editor, /De\s26\sà\s28/)
  assert.match((await printed(editor)).join(), /Une fête à Éauze \(260\)/)
  // The list is drawn again once all is rendered; nobody is thrown back to the first page.
  await follows(editor, /FÊTE À ÉAUZE \(260\)/, '2026-09')
  await new Promise((resolve) => void setTimeout(resolve, 300))
  assert.match(await told(editor), /De 26 à 28/)
  assert.equal(await editor.$eval('#chercher-articles', (field) => (field as HTMLInputElement).value), 'fete eauze')
  assert.deepEqual(await accessibilityFaults(editor, [screens.phone]), [])

  const plain = await desk.somebody('editor', { javascript: false })
  await plain.goto(address)
  await plain.$eval('#autres summary', (one) => (one as HTMLElement).click())
  await plain.type('#chercher-articles', 'eauze (27')
  await press(plain, '.offered-search button')
  assert.match(await told(plain), /Un article correspond/)
  await plain.goto(`${address}?autres=oui&mots=nouveaut%C3%A9&page=99`)
  assert.equal(await told(plain), 'De 251 à 266 sur 266 articles qui correspondent.')
  await press(plain, '#autres [id^=take-]')
  assert.equal(await told(plain), 'De 251 à 265 sur 265 articles qui correspondent.')
  await plain.goto(`${address}?autres=oui&mots=rien+de+tel`)
  assert.match(await told(plain), /Aucun article ne correspond/)
  await plain.close()
})

test('an issue that goes to nobody says so before its approval and after, with the way to the partners', async () => {
  const { store } = desk.friday.app.context
  for await (const people of store.partners.subscriberPages('nouvelles'))
    for (const { id } of people)
      await store.transaction(({ partners }) => partners.unsubscribe(id, 'nouvelles', 'console', 'test'))
  const address = `${desk.url}/console/numeros/${(await issue('2026-09')).id}`
  // Done behind the program's back, and the count serves for ten times as long as counting took.
  desk.friday.app.context.changes.made()
  for (let tries = 0; tries < 50; tries++) {
    await editor.goto(address)
    if ((await textOf(editor)).includes('Personne ne le recevra')) break
    await new Promise((resolve) => void setTimeout(resolve, 100))
    desk.friday.app.context.changes.made()
  }
  assert.match(await textOf(editor), /Personne ne le recevra : personne n’y est abonné\. Abonner des partenaires/)
  await press(editor, 'form[action$="/valider"] button')
  assert.match(await textOf(editor), /personne n’y est abonné\. Validé ou non, il ne part pas/)
  await press(editor, '.finding.risk a')
  assert.equal(new URL(editor.url()).pathname, '/console/partenaires')
})
