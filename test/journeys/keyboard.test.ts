import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'puppeteer-core'
import { openConsole, password } from '../support/console.js'
import { sendTheAgenda } from '../support/public-pages.js'
import { keyboardOf } from './keyboard.js'

const textOf = (page: Page) => page.$eval('main', (main) => (main as HTMLElement).innerText.replaceAll(/\s+/g, ' '))

test('by the keyboard alone: in and out, from the home to what was sent, figures, health, the team, and the public pages', async (t) => {
  const desk = await openConsole()
  t.after(() => desk.close())
  await sendTheAgenda(desk)
  const page = await desk.somebody('administrator')
  const { reach, follow, write } = keyboardOf(page)

  await page.goto(`${desk.url}/console`)
  await follow('Sortir')
  await page.goto(`${desk.url}/console/envois`)
  await write('[name=email]', 'equipe1@example.org')
  await write('[name=password]', password)
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  assert.equal(new URL(page.url()).pathname, '/console/envois', 'to the screen that was asked for')

  await follow('Accueil')
  await reach('Aller au contenu')
  await page.keyboard.press('Enter')
  await follow('L’agenda de la semaine')
  assert.match(await textOf(page), /5 sur 5 ont une réponse/)

  await follow('Chiffres')
  await reach('[name=periode]')
  await page.keyboard.type('trois')
  await follow('Montrer')
  assert.match(page.url(), /periode=3m/)
  await reach('Les chiffres de cette image')
  await page.keyboard.press('Enter')
  assert.match(await textOf(page), /Messages envoyés[^]*29 juin 5 0 0 0/)

  await follow('Santé')
  assert.match(await textOf(page), /Ce qui ne va pas est en haut/)

  await follow('Équipe')
  await write('main [name=name]', 'Dominique Fauré')
  await write('main [name=email]', 'dominique@example.org')
  await reach('main [name=role]')
  await page.keyboard.press('ArrowDown')
  await follow('Envoyer l’invitation')
  assert.match(await textOf(page), /L’invitation est partie[^]*Dominique Fauré/)
  await follow('Journal')
  assert.match(await textOf(page), /Personne 1/)

  await follow('English')
  assert.match(await textOf(page), /Journal/)
  await follow('Français')

  await page.goto(`${desk.url}/numeros/`)
  await follow('[href$="/2026-W28/"]')
  assert.match(page.url(), /numeros\/agenda\/2026-W28\/$/)
  await reach('Agenda pour')
  assert.deepEqual(desk.complaints, [])
})
