import lighthouse from 'lighthouse'
import desktop from 'lighthouse/core/config/desktop-config.js'
import { openBrowser } from '../journeys/browser.js'
import { busyOffice } from './screens/office.js'

/*
 * npm run lighthouse
 *
 * Lighthouse's marks for performance and accessibility of every public page, on a phone (its slow network and processor)
 * and on a desk. Required: 95 each.
 */
const pages = await busyOffice()
const browser = await openBrowser()
const say = (line: string) => void process.stdout.write(`${line}\n`)
let failed = false
try {
  const links = await Promise.all(pages.friday.sink.messages.map((one) => pages.linksOf(one.raw)))
  const preferences = links.flat().find((link) => link.includes('/preferences/')) ?? ''
  const edition = (await pages.friday.app.context.store.editions.list()).find(({ year }) => year === 2027)
  const port = Number(new URL(browser.wsEndpoint()).port)
  const paths = [
    '/numeros',
    '/numeros/agenda/2026-W28/',
    '/ecran',
    '/inscription',
    new URL(preferences).pathname,
    `/editions/${edition?.id}/`,
    `/editions/${edition?.id}/feuilleter`,
    `/commande/ouverte/${edition?.id}`,
    '/console/connexion',
  ]
  for (const path of paths) {
    for (const [device, config] of [
      ['phone', undefined],
      ['desk', desktop],
    ] as const) {
      const result = await lighthouse(
        `${pages.url}${path}`,
        { port, onlyCategories: ['performance', 'accessibility'], logLevel: 'error', output: 'json' },
        config,
      )
      const mark = (name: string) => Math.round((result?.lhr.categories[name]?.score ?? 0) * 100)
      const marks = { performance: mark('performance'), accessibility: mark('accessibility') }
      const met = marks.performance >= 95 && marks.accessibility >= 95
      const shown = path.replace(/(?<=\/preferences\/).+/, 'TOKEN').replace(edition?.id ?? ' ', 'ID')
      say(
        `${met ? 'met    ' : 'not met'} ${shown} (${device}): performance ${marks.performance}, accessibility ${marks.accessibility}`,
      )
      if (!met) {
        failed = true
        for (const audit of Object.values(result?.lhr.audits ?? {}))
          if (audit.score !== null && audit.score < 0.9)
            say(`          ${audit.id}: ${audit.displayValue ?? audit.title}`)
      }
    }
  }
} finally {
  await browser.close()
  await pages.close()
}
process.exitCode = failed ? 1 : 0
