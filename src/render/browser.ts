import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Browser, Page } from 'puppeteer-core'
import { launchChromium, type ChromiumSettings } from './chromium.js'

export interface PrintLog {
  warn(details: object, message: string): void
}

/** Neither promise rejects: a failure is told by the print. */
export interface WarmingUp {
  /** Chromium's process runs, and gets ready beside whatever is done next. */
  spawned: Promise<void>
  ready: Promise<void>
}

/** Puppeteer tells of a browser only once it is ready; Node tells of its process. */
function nextChildProcess(): Promise<void> {
  return new Promise((resolve) => {
    const told = () => {
      unsubscribe('child_process', told)
      resolve()
    }
    subscribe('child_process', told)
  })
}

const loadingTimeout = 30_000

/**
 * A page for which only what the document itself carries exists: it runs no script and is offline, and the browser
 * resolves no name (launchChromium). Intercepting each request would say the same for a tenth of the print's time.
 */
async function isolatedPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage()
  page.setDefaultTimeout(loadingTimeout)
  await Promise.all([page.setJavaScriptEnabled(false), page.setOfflineMode(true)])
  return page
}

/** One browser for the whole process: started at first use, started again once when it dies under a print. */
export class SharedBrowser {
  readonly #settings: ChromiumSettings
  readonly #log: PrintLog | undefined
  #launched: Promise<Browser> | undefined
  #waiting: Promise<Page>[] = []

  constructor(settings: ChromiumSettings, { log }: { log?: PrintLog } = {}) {
    this.#settings = settings
    this.#log = log
  }

  /** Starts Chromium now, with `pages` empty pages, so that it is there when the documents are. */
  warmUp(pages = 0): WarmingUp {
    const process = this.#launched ? null : nextChildProcess()
    const browser = this.#browser()
    while (this.#waiting.length < pages) this.#waiting.push(browser.then(isolatedPage))
    const ready = Promise.allSettled([browser, ...this.#waiting]).then(() => undefined)
    return { ready, spawned: process ? Promise.race([process, ready]) : ready }
  }

  /** A page that waits, or a fresh one. */
  async #page(browser: Browser): Promise<Page> {
    const waiting = await this.#waiting.pop()?.catch(() => undefined)
    return waiting && !waiting.isClosed() && waiting.browser() === browser ? waiting : isolatedPage(browser)
  }

  async #browser(): Promise<Browser> {
    this.#launched ??= launchChromium(this.#settings)
    const launched = this.#launched
    try {
      const browser = await launched
      if (browser.connected) return browser
    } catch (error) {
      if (this.#launched === launched) this.#launched = undefined
      throw error
    }
    if (this.#launched === launched) this.#launched = undefined
    return this.#browser()
  }

  /** Name and version of the browser. @throws when none can be started. */
  async version(): Promise<string> {
    return (await this.#browser()).version()
  }

  /** Runs `work` on a fresh page that holds `html`, and closes the page. */
  async withPage<Result>(html: string, work: (page: Page) => Promise<Result>): Promise<Result> {
    const browser = await this.#browser()
    try {
      return await this.#onPage(browser, html, work)
    } catch (error) {
      if (browser.connected) throw error
      this.#log?.warn({ error: String(error) }, 'Chromium died while printing and is started again')
      return this.#onPage(await this.#browser(), html, work)
    }
  }

  async #onPage<Result>(browser: Browser, html: string, work: (page: Page) => Promise<Result>): Promise<Result> {
    const page = await this.#page(browser)
    try {
      await page.setContent(html, { waitUntil: 'load', timeout: loadingTimeout })
      return await work(page)
    } finally {
      await page.close().catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    const launched = this.#launched
    this.#launched = undefined
    const browser = await launched?.catch(() => undefined)
    await browser?.close().catch(() => undefined)
  }
}
