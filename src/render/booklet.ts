import { loadTexts } from '../base/texts.js'
import type { WeeklyContent } from '../domain/issue.js'
import type { SharedBrowser } from './browser.js'
import { paperClamp } from './clamp.js'
import { fullDate } from './dates.js'
import { fewestPages, fit, steps, type Fit, type MeasureSetting } from './fit.js'
import { withFonts } from './fonts.js'
import { impose } from './impose.js'
import { arrangePages, measureSetting, type Setting } from './in-page.js'
import { viewIssue } from './issue-view.js'
import { paginate } from './paginate.js'
import { loadPdfLib } from './pdf-lib.js'
import type { PrintInput } from './print-input.js'
import { qrCode } from './qr.js'
import { fillTemplate } from './templates.js'

export interface BookletResult {
  /** A4 landscape, imposed: print on both sides, flip on the short edge, fold once. */
  pdf: Uint8Array
  /** A5 pages, a multiple of four. */
  pages: number
  /** Sheets of A4. */
  sheets: number
  /** Type size of the events, in points; never below 9. */
  size: number
  /** The beginnings of texts too long for paper, which were cut. */
  clamped: string[]
}

const largest = 12.5
const usual = 9.75
const floorSize = 9

function bookletSettings(title: string): Setting[] {
  const titleSize = Math.max(18, Math.round(50 * Math.min(1, Math.sqrt(34 / Math.max(title.length, 10)))))
  return steps(largest, floorSize, 0.25).map((size) => ({
    columns: 1,
    size,
    details: true,
    properties: { '--h1': `${titleSize}pt`, '--hours': '3.9em', '--leading': '1.18' },
  }))
}

/** The fewest sheets at the usual size, the largest type on them, then as few pages as that type needs. */
async function fitSheets(settings: Setting[], measure: MeasureSetting): Promise<Fit> {
  const atUsual = settings.find((setting) => setting.size === usual)
  if (!atUsual) throw new RangeError(`No setting of ${usual} pt`)
  const room = Math.ceil(((await fewestPages(atUsual, measure)) + 2) / 4) * 4 - 2
  const chosen = await fit(room, settings, measure)
  for (let pages = 1; pages < room; pages++) {
    const layout = paginate(chosen.measure.blocks, chosen.measure.frames, pages)
    if (layout) return { ...chosen, layout }
  }
  return chosen
}

/** Prints the booklet: a cover, the week, pages for notes where the sheets leave some, and a practical back. */
export async function printBooklet(
  browser: SharedBrowser,
  content: WeeklyContent,
  input: PrintInput,
): Promise<BookletResult> {
  browser.warmUp()
  const texts = loadTexts(content.language)
  const clamp = paperClamp()
  const view = viewIssue(content, input.office, { clamp, texts })
  const target = view.articleUrl ?? input.links.archive
  const scope = {
    issue: view,
    target,
    shells: ['first', 'next'],
    qr: await qrCode(target),
    printed: fullDate(input.printedOn, texts),
  }
  const html = withFonts(fillTemplate('print/booklet.html', scope, texts))
  const settings = bookletSettings(view.title)
  const printed = await browser.withPage(html, async (page) => {
    const { setting, measure, layout } = await fitSheets(settings, (setting) => page.evaluate(measureSetting, setting))
    const inner = layout.pages.length + 2
    const notes = Array.from({ length: Math.ceil(inner / 4) * 4 - inner }, () => 'notes')
    const overflow = await page.evaluate(arrangePages, {
      setting,
      layout,
      stretch: 10,
      frames: measure.frames,
      continued: texts.t('paper.continued', { day: '#' }),
      closing: [...notes, 'back'],
    })
    if (overflow > 2) throw new Error(`The booklet's pages overflow by ${Math.round(overflow)} px`)
    // Imposing would lose the tags; without them both steps are faster.
    const printing = page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: false, timeout: 30_000 })
    // Loads while Chromium prints; a failure is told where the library is used.
    loadPdfLib().catch(() => undefined)
    const pdf = await printing
    return { pdf, pages: inner + notes.length, size: setting.size }
  })
  const imposed = await impose(printed.pdf, {
    title: `${view.title} – ${view.span}`,
    language: view.language,
    author: view.office.name,
  })
  return { ...imposed, pages: printed.pages, size: printed.size, clamped: clamp.clamped }
}
