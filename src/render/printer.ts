import type { IssueContent } from '../domain/issue.js'
import { SharedBrowser, type PrintLog } from './browser.js'
import type { ChromiumSettings } from './chromium.js'
import { printPoster, type PosterResult, type PrintInput } from './poster.js'

export interface Printer {
  poster(content: IssueContent, input: PrintInput): Promise<PosterResult>
  /** Ends the browser; the next print would start another. */
  close(): Promise<void>
}

/** A printer backed by one Chromium, started at the first print. The caller closes it. */
export function openPrinter({ log, ...settings }: ChromiumSettings & { log?: PrintLog }): Printer {
  const browser = new SharedBrowser(settings, log)
  return {
    poster: (content, input) => printPoster(browser, content, input),
    close: () => browser.close(),
  }
}
