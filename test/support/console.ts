import type { Browser, Page } from 'puppeteer-core'
import type { StaffRole } from '../../src/domain/index.js'
import { openBrowser } from '../journeys/browser.js'
import type { FridayOptions } from './friday.js'
import { openPublicPages, type PublicPages } from './public-pages.js'

export const password = 'trois mots au hasard'

/** The program with its console on loopback, and a real Chromium before it. */
export interface ConsoleUnderTest extends PublicPages {
  browser: Browser
  /** A browser of somebody new, with their own cookies, signed in where a role is given. */
  somebody(role: StaffRole | null, options?: { language?: string; javascript?: boolean }): Promise<Page>
  /** What the pages complained about: refused by their own policy, or failed in a script. */
  complaints: string[]
}

const laptop = { width: 1366, height: 768 }
const phone = { width: 390, height: 844 }
export const screens = { laptop, phone }

export async function openConsole({ partners = 5, ...options }: FridayOptions = {}): Promise<ConsoleUnderTest> {
  const pages = await openPublicPages({ partners, ...options })
  const browser = await openBrowser()
  const complaints: string[] = []
  let people = 0

  async function somebody(
    role: StaffRole | null,
    { language = 'fr', javascript = true }: { language?: string; javascript?: boolean } = {},
  ): Promise<Page> {
    const page = await (await browser.createBrowserContext()).newPage()
    await page.setJavaScriptEnabled(javascript)
    await page.setViewport(laptop)
    await page.setExtraHTTPHeaders({ 'Accept-Language': language })
    page.on('console', (line) => {
      // That a page was refused is told by what stands on it.
      if (line.type() === 'error' && !line.text().includes('responded with a status'))
        complaints.push(`${page.url()}: ${line.text()}`)
    })
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${String(error)}`))
    if (role) await signUp(page, role)
    return page
  }

  /** Makes an account through the page behind an invitation, as everybody's is made. */
  async function signUp(page: Page, role: StaffRole): Promise<void> {
    people += 1
    const email = `equipe${people}@example.org`
    const who = 'test'
    const token = await pages.friday.app.context.store.staff.invite({
      email,
      name: `Personne ${people}`,
      role,
      who,
      hours: 1,
    })
    await page.goto(`${pages.url}/console/invitation/${token}`)
    await page.type('[name=password]', password)
    await page.type('[name=again]', password)
    await Promise.all([page.waitForNavigation(), page.click('main button[type=submit]')])
  }

  return {
    ...pages,
    browser,
    complaints,
    somebody,
    async close() {
      await browser.close()
      await pages.close()
    },
  }
}

/** Fills in the fields of a form by name. */
export async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await page.$eval(`main [name="${name}"]`, (field) => void ((field as HTMLInputElement).value = ''))
    await page.type(`main [name="${name}"]`, value)
  }
}
