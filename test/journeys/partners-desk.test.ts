import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import type { ElementHandle, Page } from 'puppeteer-core'
import { type ConsoleUnderTest, fill, openConsole, screens } from '../support/console.js'
import { enterPartners } from '../support/enter-partners.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { accessibilityFaults, press } from './browser.js'
import { keyboardOf } from './keyboard.js'

let desk: ConsoleUnderTest
let editor: Page
let folder: string
const home = () => `${desk.url}/console/partenaires`
const mean = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&'

before(async () => {
  ;[desk, folder] = await Promise.all([openConsole({ partners: 1 }), scratchFolder('partners-desk')])
  await enterPartners(
    desk.friday.app.context.store,
    [
      {
        email: 'accueil@midi.example.org',
        organisation: 'Hôtel du Midi',
        commune: 'Auch',
        kind: 'hotel',
        latitude: 43.6465,
        longitude: 0.5855,
      },
      { email: 'zoe@midi.example.org', organisation: 'Hôtel du Midi', commune: 'Auch', contactName: 'Zoé Œuvrard' },
      {
        email: 'ferme@example.org',
        organisation: 'Ferme des Oies',
        commune: 'Pavie',
        kind: 'farm-or-vineyard',
        latitude: 43.61,
        longitude: 0.6,
      },
    ],
    ['agenda'],
  )
  editor = await desk.somebody('editor')
})
after(async () => {
  await desk?.close()
  await rm(folder, { recursive: true, force: true })
})

const textOf = async (page: Page) =>
  (await page.$eval('main', (main) => (main as HTMLElement).innerText)).replace(/[\u00a0\u202f]/g, ' ')
const submit = 'main form button[type=submit]'

/** Axe and the width on a laptop and a phone. */
async function looksRight(page: Page): Promise<void> {
  const here = page.url()
  assert.deepEqual(await accessibilityFaults(page, [screens.laptop, screens.phone]), [], here)
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  assert.ok(sideways <= 0, `${here} is wider than a phone`)
  await page.setViewport(screens.laptop)
}

test('by keyboard alone: a partner is found as one types, looked at, corrected; of two at once neither is lost', async () => {
  await editor.goto(home())
  await looksRight(editor)
  await editor.focus('main [name=q]')
  await editor.keyboard.type('ZOE oeuv')
  await editor.waitForFunction(() => location.search.includes('q=ZOE+oeuv&'), {})
  assert.equal((await editor.$$('#resultats tbody tr')).length, 1)
  for (;;) {
    await editor.keyboard.press('Tab')
    if ((await focused(editor)) === 'Hôtel du Midi') break
  }
  await editor.keyboard.press('Enter')
  await editor.waitForSelector('main a[href$="/modifier"]')
  const organisation = editor.url()
  const text = await textOf(editor)
  for (const word of ['hôtel', 'Auch', 'Zoé Œuvrard', 'partenaire de l’office', 'On peut lui écrire'])
    assert.ok(text.includes(word), word)
  await looksRight(editor)

  await editor.goto(`${organisation}/modifier`)
  await looksRight(editor)
  const other = await editor.browserContext().newPage()
  await other.goto(`${organisation}/modifier`)
  await fill(other, { phone: '0562000001' })
  await press(other, submit)

  await editor.focus('main [name=phone]')
  await editor.keyboard.type('05 62 00 00 02')
  await Promise.all([editor.waitForNavigation(), editor.keyboard.press('Enter')])
  assert.match(await textOf(editor), /Quelqu’un a changé[^]*05 62 00 00 02[^]*05 62 00 00 01/)
  await editor.focus(submit)
  await Promise.all([editor.waitForNavigation(), editor.keyboard.press('Enter')])
  assert.match(await textOf(editor), /C’est enregistré[^]*05 62 00 00 02[^]*fiche modifiée[^]*→ 05 62 00 00 02/)
  await other.close()

  await editor.goto(`${organisation}/modifier`)
  await fill(editor, { siret: '12', latitude: '91' })
  await press(editor, submit)
  assert.match(await textOf(editor), /2 champs[^]*quatorze chiffres/)
})

test('a new organisation with its contact: the ground is asked; what they receive, what they refuse, what is known, erasure', async () => {
  const { store } = desk.friday.app.context
  await editor.goto(`${home()}/nouveau`)
  await looksRight(editor)
  await fill(editor, { name: 'Camping neuf', email: 'camping@neuf.example.org', contactName: 'Ada' })
  await editor.click('main [name=publication]')
  await press(editor, submit)
  assert.match(await textOf(editor), /Dites pourquoi/)
  await editor.click('main [name=ground][value=professional-interest]')
  await press(editor, submit)
  assert.match(await textOf(editor), /La structure est enregistrée[^]*Ada[^]*intérêt professionnel/)

  await Promise.all([editor.waitForNavigation(), editor.click('.cards a')])
  const contact = editor.url().replace(/\?.*/, '')
  await press(editor, 'form[action$=desabonner] button')
  assert.match(await textOf(editor), /L’abonnement est arrêté[^]*On ne lui écrit pas : ses abonnements/)
  for (const only of ['unsubscribed', 'unsubscribed.agenda', 'opposed']) {
    await editor.goto(`${home()}?seulement=${only}`)
    assert.equal(await editor.$eval('[name=seulement]', (choice) => (choice as HTMLSelectElement).value), only)
    assert.match(await textOf(editor), /Un résultat[^]*Camping neuf/)
  }
  await editor.goto(`${home()}?seulement=unsubscribed.editions`)
  assert.match(await textOf(editor), /Rien ne correspond à ce choix\.(?! Essayez)/)
  await editor.goto(contact)
  await editor.select('main .begin [name=ground]', 'partner')
  await press(editor, '.begin button')
  assert.match(await textOf(editor), /n’est abonnée de nouveau que si elle le demande/)
  await store.suppressions.suppress('camping@neuf.example.org', 'bounced')
  await editor.goto(contact)
  assert.match(await textOf(editor), /adresse morte – ses messages sont revenus/)
  assert.doesNotMatch(await textOf(editor), /opposition/)
  await store.suppressions.suppress('camping@neuf.example.org', 'opposed')
  desk.friday.app.context.changes.made()
  await editor.goto(contact)
  assert.match(await textOf(editor), /a demandé à ne plus rien recevoir/)
  await looksRight(editor)
  await editor.$eval('form[action$=lever] input', (box) => box.removeAttribute('required'))
  await press(editor, 'form[action$=lever] button')
  assert.match(await textOf(editor), /seule la personne/)
  await editor.click('form[action$=lever] input')
  await press(editor, 'form[action$=lever] button')
  assert.match(await textOf(editor), /On peut de nouveau écrire/)

  await editor.goto(`${contact}/donnees`)
  assert.match(await textOf(editor), /Ce que nous savons de camping@neuf/)
  await editor.goto(`${contact}/effacer`)
  await looksRight(editor)
  assert.match(await textOf(editor), /Restent : les lignes du registre/)
  await press(editor, submit)
  assert.match(await textOf(editor), /Tout est effacé/)
  assert.equal((await editor.goto(contact))?.status(), 404)
})

const csv = () =>
  [
    'Structure;Courriel;Commune;Truc;Téléphone;Contact',
    'Hôtel du Midi;accueil@midi.example.org;Auch;;0562000009;',
    `${mean};${'mechant'}@example.org;${mean};${mean};;${mean}`,
    `Sans adresse;${mean};Auch;;;`,
  ].join('\r\n')

test('a list is imported step by step, by keyboard alone and without scripts, and taken back; nothing in it runs anywhere', async () => {
  const list = join(folder, 'liste.csv')
  await writeFile(list, csv())
  const plain = await editor.browserContext().newPage()
  await plain.setJavaScriptEnabled(false)
  const keys = keyboardOf(editor)
  const go = (page: Page, to: string) => (page === editor ? keys.follow(to) : press(page, to))
  for (const page of [editor, plain]) {
    await page.goto(`${home()}/importer`)
    if (page === editor) await looksRight(page)
    if (page === editor) await keys.reach('main [type=file]')
    await ((await page.$('main [type=file]')) as ElementHandle<HTMLInputElement>).uploadFile(list)
    await go(page, submit)
    assert.match(await textOf(page), /liste.csv : les colonnes[^]*Une colonne n’est pas reconnue/)
    if (page === editor) await looksRight(page)
    if (page === editor) {
      await keys.reach('main [name=c3]')
      await page.keyboard.type('labels')
    } else await page.select('main [name=c3]', 'labels')
    await work(go(page, submit))
    assert.match(await textOf(page), /Rien n’est encore écrit[^]*Téléphone : [^]*05 62 00 00 09/)
    assert.match(await textOf(page), /Abonnements\s+Une personne sera abonnée à « L’agenda de la semaine »\./)
    assert.match(await textOf(page), /pas une adresse|mal écrite|interdit/)
    if (page === editor) await looksRight(page)
    await work(go(page, 'form[action$=entrer] button[type]'))
    assert.match(await textOf(page), /liste.csv est importé[^]*Abonnements\s+Une personne a été abonnée à/)
    if (page === editor) await everyScreenShowsIt(page)
    await go(page, 'main a[href$=annuler]')
    await go(page, submit)
    assert.match(await textOf(page), /est annulé[^]*un contact retiré/)
  }
  await plain.close()
})

/** Lets the program do what a button that is pressed asks for. */
async function work(pressed: Promise<void>): Promise<void> {
  while (!(await Promise.race([pressed.then(() => true), desk.friday.app.queue.runDue().then(() => false)])))
    await new Promise((resolve) => setTimeout(resolve, 20))
}

/** The list's scripts stand as words on every screen. */
async function everyScreenShowsIt(page: Page): Promise<void> {
  const done = page.url()
  const { partners } = await desk.friday.app.context.store.organisations.search({ search: 'mechant' })
  const id = partners[0]?.organisationId ?? ''
  const card = await desk.friday.app.context.store.organisations.byId(id)
  const paths = ['', `/${id}`, `/${id}/modifier`, `/contacts/${card?.contacts[0]?.id}`, '/carte']
  for (const path of paths) {
    await page.goto(home() + path)
    assert.equal(await page.$$eval('main script, main img', (found) => found.length), 0, path)
  }
  await page.goto(`${home()}/${id}`)
  assert.ok((await textOf(page)).includes(mean), 'as it was written')
  await page.goto(done)
}

test('files that are no lists, archives that burst, names that climb, drafts of others: refused in words', async () => {
  const cookie = (await editor.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const send = async (bytes: string | Buffer, name: string, as = cookie) => {
    const body = new FormData()
    body.set('file', new File([new Uint8Array(Buffer.from(bytes))], name))
    const headers = { cookie: as, origin: desk.url }
    return await fetch(`${home()}/importer`, { method: 'POST', body, headers, redirect: 'manual' })
  }
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
  assert.match(await (await send(png, 'liste.csv')).text(), /ni un classeur Excel ni un CSV/)
  assert.match(await (await send('', 'liste.csv')).text(), /au moins une ligne/)
  assert.match(await (await send(Buffer.alloc(26 * 1024 * 1024, 'a'), 'liste.csv')).text(), /dépasse 25 Mo/)
  assert.match(await (await send(bomb(), 'liste.xlsx')).text(), /trop grand une fois déplié/)

  const climbing = await send(csv(), '../../../../etc/cron.d/liste.csv')
  const draft = climbing.headers.get('location') ?? ''
  await editor.goto(desk.url + draft)
  assert.match(await textOf(editor), /^← Importer une liste\s+liste.csv : les colonnes/)
  const stranger = await desk.somebody('editor')
  assert.equal((await stranger.goto(desk.url + draft))?.status(), 404, 'another’s draft')
  const reader = await desk.somebody('reader')
  assert.equal((await reader.goto(`${home()}/importer`))?.status(), 403)
  await reader.goto(home())
  assert.doesNotMatch(await textOf(reader), /Importer/)
  assert.deepEqual(desk.complaints, [])
})

/** A workbook of 10 kB that says it is small, and whose entries, all of the same bytes, unpack to 200 MB. */
function bomb(): Buffer {
  const entry = (name: string, data: Buffer, size: number) => ({ name: Buffer.from(name), data, size })
  const types = Buffer.from(
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
  )
  const sheet = deflateRawSync(Buffer.alloc(8 * 1024 * 1024))
  const entries = [entry('[Content_Types].xml', deflateRawSync(types), types.length), entry('xl/sheet.xml', sheet, 100)]
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [index, { name, data, size }] of entries.entries()) {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(name.length, 22)
    const file = Buffer.concat([Buffer.from('504b0304', 'hex'), common, name, data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    const listed = Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, name])
    for (let times = 0; times < (index === 0 ? 1 : 25); times++) directory.push(listed)
    files.push(file)
    at += file.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, ...directory, end])
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

test('a segment is put together by choosing, without scripts and by keyboard alone: seen at once, saved, its members told', async () => {
  const home = `${desk.url}/console/segments`
  const plain = await editor.browserContext().newPage()
  await plain.setJavaScriptEnabled(false)
  await plain.goto(`${home}/nouveau`)
  await plain.select('[name="r.new"]', 'commune')
  await press(plain, 'button[value="add:r"]')
  assert.doesNotMatch(await textOf(plain), /À compléter/, 'nothing is missing before it is tried')
  await press(plain, 'button[value="look"]:not(.unseen)')
  assert.match(await textOf(plain), /À compléter[^]*Ajoutez au moins une condition et complétez/)
  await plain.click('[name="r.0.v"][value="Auch"]')
  await press(plain, 'button[value="group:r"]')
  await plain.select('[name="r.1"]', 'none')
  await plain.select('[name="r.1.new"]', 'kind')
  await press(plain, 'button[value="add:r.1"]')
  await plain.click('[name="r.1.0.v"][value="campsite"]')
  await plain.type('[name=name]', 'Auch')
  await press(plain, 'button[value=save]')
  assert.match(await textOf(plain), /Le segment est enregistré/)
  await plain.close()

  const [segment] = await desk.friday.app.context.store.segments.list()
  assert.deepEqual(segment?.rule, { all: [{ commune: ['Auch'] }, { none: [{ kind: ['campsite'] }] }] })
  await editor.goto(`${home}/${segment.id}`)
  await looksRight(editor)
  assert.match(await textOf(editor), /Partenaires d’Auch, sauf les campings\s+2 contacts/)
  const { reach, follow } = keyboardOf(editor)
  await reach('[name="r.0.v"][value="Pavie"]')
  await editor.keyboard.press('Space')
  await editor.waitForFunction(() => document.querySelector('#apercu')?.textContent?.includes('3 contacts'))
  await follow('button[value="remove:r.1"]')
  await follow('button[value=save]')
  await editor.goto(`${home}/${segment.id}/membres`)
  await looksRight(editor)
  assert.match(await textOf(editor), /Partenaires d’Auch ou de Pavie\s+3 contacts[^]*Ferme des Oies/)
  await editor.goto(home)
  await looksRight(editor)
  assert.match(await textOf(editor), /Auch\s+Partenaires d’Auch ou de Pavie\s+3 contacts/)
})

test('the map: a point for each organisation whose place is known, by kind and by segment, and a list that says the same', async () => {
  await editor.goto(`${home()}/carte`)
  await looksRight(editor)
  assert.match(await textOf(editor), /2 structures sur la carte[^]*Auch\s+Hôtel du Midi hôtel\s+Pavie\s+Ferme des Oies/)
  const points = await editor.$$eval('.partners-map a', (all) => all.map((one) => one.textContent))
  assert.deepEqual(points.toSorted(), ['Ferme des Oies', 'Hôtel du Midi'])
  await editor.select('[name=categorie]', 'hotel')
  await press(editor, 'main form button')
  assert.match(await textOf(editor), /Une structure sur la carte/)
  await Promise.all([editor.waitForNavigation(), editor.click('.map-list a')])
  assert.match(await textOf(editor), /^← Partenaires\s+Hôtel du Midi/)
  assert.deepEqual(desk.complaints, [])
})
