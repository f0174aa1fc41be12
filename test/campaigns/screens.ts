import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'puppeteer-core'
import { accessibilityFaults } from '../journeys/browser.js'
import { screens } from '../support/console.js'
import { crawl } from './screens/crawl.js'
import { busyOffice } from './screens/office.js'

/*
 * npm run screens -- [--out DIR]
 *
 * Walks from link to link over every screen of the console and every public page, on a laptop, in the dark and on a
 * phone, and says of each what axe finds, what its own policy refuses, what is asked of third parties, what leads
 * nowhere, and what is wider than a phone. With --out, a picture of each.
 */
const { out } = parseArgs({ options: { out: { type: 'string' } } }).values
const say = (line: string) => void process.stdout.write(`${line}\n`)
const desk = await busyOffice()
const faults: string[] = []

async function look(page: Page, address: string, name: string): Promise<void> {
  const answer = await page.goto(address, { waitUntil: 'load' }).catch((error: Error) => error)
  // What is handed out to be kept is not shown.
  if (answer instanceof Error && answer.message.includes('ERR_ABORTED')) return
  if (answer instanceof Error) throw answer
  if (answer && answer.status() !== 200 && answer.status() !== 304)
    faults.push(`${name}: answers ${answer.status()} (${address})`)
  if (!(await page.evaluate(() => document.contentType)).includes('html')) return
  for (const [light, size] of [
    ['light', 'laptop'],
    ['dark', 'laptop'],
    ['light', 'phone'],
  ] as const) {
    await page.setViewport(screens[size])
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: light }])
    for (const fault of await accessibilityFaults(page)) faults.push(`${name} (${size}, ${light}): ${fault}`)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (sideways > 0) faults.push(`${name} (${size}): ${sideways} px wider than its window`)
    const file = `${name.replaceAll(/[^\w]+/g, '_')}-${size}-${light}.png`
    if (out) await page.screenshot({ path: join(out, file), fullPage: true })
  }
}

try {
  if (out) await mkdir(out, { recursive: true })
  const page = await desk.somebody('administrator')
  // Mails show their pictures from the public address, which here is nobody's.
  const { publicUrl } = desk.friday.app.context
  const strangers = new Set<string>()
  page.on('request', (request) => {
    const ours = [desk.url, publicUrl].some((start) => request.url().startsWith(start))
    if (/^https?:/.test(request.url()) && !ours) strangers.add(request.url())
  })
  const walked = await crawl(
    page,
    ['/console', '/numeros', '/ecran', '/inscription'].map((path) => `${desk.url}${path}`),
    async (address, screen) => {
      const before = faults.length
      await look(page, address, screen)
      say(`${faults.length === before ? '✓' : '✗'} ${screen}`)
      for (const fault of faults.slice(before)) say(`  ${fault}`)
    },
  )
  const complaints = desk.complaints.filter((one) => !one.includes('ERR_NAME_NOT_RESOLVED'))
  const about = [...complaints, ...[...strangers].map((one) => `asked of a third party: ${one}`)]
  for (const fault of about) say(`✗ ${fault}`)
  faults.push(...about)
  say(`${walked.length} screens, ${faults.length} faults`)
} finally {
  await desk.close()
}
process.exitCode = faults.length > 0 ? 1 : 0
