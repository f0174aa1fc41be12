import { homedir } from 'node:os'
import { join } from 'node:path'
import type { WeeklyContent } from '../domain/issue.js'
import { SharedBrowser, type PrintLog, type WarmingUp } from './browser.js'
import { printBooklet, type BookletResult } from './booklet.js'
import { printPoster, type PosterResult } from './poster.js'
import type { PrintInput } from './print-input.js'

export interface Printer {
  poster(content: WeeklyContent, input: PrintInput): Promise<PosterResult>
  booklet(content: WeeklyContent, input: PrintInput): Promise<BookletResult>
  /** A document that lays itself out by its own style, as a tagged PDF. */
  document(html: string): Promise<Uint8Array>
  /** Name and version of the browser. @throws when none can be started. */
  version(): Promise<string>
  /** Starts Chromium already, for a caller who knows that prints will follow. */
  warmUp(): WarmingUp
  /** Ends the browser; the next print would start another. */
  close(): Promise<void>
}

/** Where the packaged Chromium is unpacked, once per user. */
const userCache = () => join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'semainier')

interface PrinterOptions {
  /** A Chromium to use in place of the system's or the packaged one. */
  chromiumPath?: string | null
  cacheDir?: string
  log?: PrintLog
}

/** A printer backed by one Chromium, started at the first print. The caller closes it. */
export function openPrinter({ chromiumPath, cacheDir = userCache(), log }: PrinterOptions): Printer {
  const browser = new SharedBrowser({ cacheDir, ...(chromiumPath ? { chromiumPath } : {}) }, { log })
  return {
    poster: (content, input) => printPoster(browser, content, input),
    booklet: (content, input) => printBooklet(browser, content, input),
    document: (html) =>
      browser.withPage(html, (page) =>
        page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: 30_000 }),
      ),
    version: () => browser.version(),
    // One page for the poster, one for the booklet.
    warmUp: () => browser.warmUp(2),
    close: () => browser.close(),
  }
}
