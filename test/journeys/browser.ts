import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer, { type Browser, type Page, type Viewport } from 'puppeteer-core'
import { findChromium } from '../../src/render/chromium.js'

/** A real Chromium that may reach the pages under test on loopback, unlike the one that prints. */
export async function openBrowser(): Promise<Browser> {
  const { executable, environments } = await findChromium({ cacheDir: join(tmpdir(), 'semainier-test-chromium') })
  return await puppeteer.launch({
    executablePath: executable,
    headless: 'shell',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      // The public address that mails name is nobody's: no resolver need be asked for it.
      '--host-resolver-rules=MAP *.example.org ~NOTFOUND',
    ],
    // In the C locale a file whose name has an accent cannot be handed in.
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...environments.at(-1) },
  })
}

/**
 * Rules that axe finds broken on a page (WCAG 2.2 A and AA), as "rule: element"; in each of the given sizes of its
 * window, or in the one that it has.
 */
export async function accessibilityFaults(page: Page, viewports: (Viewport | null)[] = [null]): Promise<string[]> {
  // The pages forbid scripts: axe is run by the debugger, past their policy.
  await page.setBypassCSP(true)
  await page.reload({ waitUntil: 'load' })
  await page.evaluate(await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8'))
  const faults = []
  for (const viewport of viewports) {
    if (viewport) await page.setViewport(viewport)
    faults.push(...(await axeFaults(page)))
  }
  return faults
}

const axeFaults = (page: Page) =>
  page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const results = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      iframes: false,
    })
    return results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`))
  })

/** Presses a button of the page and waits for what it leads to. */
export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(selector)])
}
