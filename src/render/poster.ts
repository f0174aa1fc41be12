import { loadTexts } from '../base/texts.js'
import type { WeeklyContent } from '../domain/issue.js'
import type { SharedBrowser } from './browser.js'
import { paperClamp } from './clamp.js'
import { fullDate } from './dates.js'

import { fewestPages, fit, steps, type MeasureSetting } from './fit.js'
import { withFonts } from './fonts.js'
import { arrangePages, measureSetting, type Setting } from './in-page.js'
import { viewIssue, type IssueView } from './issue-view.js'
import type { PrintInput } from './print-input.js'
import { qrCode } from './qr.js'
import { fillTemplate } from './templates.js'

export interface PosterResult {
  /** Tagged, with title, language and outline. */
  pdf: Uint8Array
  pages: number
  /** The type is smaller than usual, or descriptions were left to the booklet, so that it fits. */
  shrunk: boolean
  /** Type size of the events, in points; never below 11. */
  size: number
  /** Whether the events' descriptions are shown. */
  descriptions: boolean
  /** The beginnings of texts too long for paper, which were cut. */
  clamped: string[]
}

/** Type sizes in points: what is usual on a wall, and what it never goes below. */
const usualSize = 12
const floorSize = 11

/** How much air a poster has: heights in millimetres, title in points at thirty characters. */
interface Air {
  hero: number
  hills: number
  title: number
  inset: number
  /** Width of the title, which leaves the sun alone. */
  text: number
  qr: number
  /** Factor on the space around events. */
  air: number
  leading: number
  hours: string
}

const roomy: Air = {
  hero: 72,
  hills: 58,
  title: 46,
  inset: 6.5,
  text: 124,
  qr: 21,
  air: 1.15,
  leading: 1.2,
  hours: '4.1em',
}
const usual: Air = {
  hero: 62,
  hills: 50,
  title: 40,
  inset: 5.5,
  text: 124,
  qr: 20,
  air: 1,
  leading: 1.18,
  hours: '4em',
}
const dense: Air = {
  hero: 46,
  hills: 40,
  title: 32,
  inset: 4,
  text: 134,
  qr: 18,
  air: 0.8,
  leading: 1.14,
  hours: '3.75em',
}
const tight: Air = {
  hero: 33,
  hills: 32,
  title: 27,
  inset: 3.5,
  text: 146,
  qr: 15,
  air: 0.5,
  leading: 1.08,
  hours: '3.7em',
}

/** The longer the title, the smaller: it stays within its three lines. */
function titleSize(title: string, points: number): string {
  return `${Math.max(18, Math.round(Math.min(points, points * Math.sqrt(34 / Math.max(title.length, 10)))))}pt`
}

/** From the roomiest to the tightest. */
function posterSettings({ title, count }: IssueView): { settings: Setting[]; tightest: Setting } {
  const setting = (columns: number, size: number, details: boolean, look: Air): Setting => ({
    columns,
    size,
    details,
    properties: {
      '--hero': `${look.hero}mm`,
      '--hills': `${look.hills}mm`,
      '--h1': titleSize(title, look.title),
      '--text': `${look.text}mm`,
      '--inset': `${look.inset}mm`,
      '--qr': `${look.qr}mm`,
      '--air': String(look.air),
      '--leading': String(look.leading),
      '--hours': look.hours,
      '--column': columns === 1 ? '190mm' : '91.5mm',
    },
  })
  const few = count <= 14 ? steps(19, 14, 0.5).map((size) => setting(1, size, true, roomy)) : []
  const tightest = setting(2, floorSize, false, tight)
  const settings = [
    ...few,
    ...steps(15, usualSize, 0.5).map((size) => setting(2, size, true, usual)),
    ...steps(15, usualSize, 0.5).map((size) => setting(2, size, false, usual)),
    ...steps(usualSize, floorSize, 0.25).map((size) => setting(2, size, false, dense)),
    ...steps(11.5, floorSize + 0.25, 0.25).map((size) => setting(2, size, false, tight)),
    tightest,
  ]
  return { settings, tightest }
}

/** Prints the A4 poster. What does not fit is never dropped: the type shrinks to 11 pt, then a page is added. */
export async function printPoster(
  browser: SharedBrowser,
  content: WeeklyContent,
  input: PrintInput,
): Promise<PosterResult> {
  browser.warmUp()
  const texts = loadTexts(content.language)
  const clamp = paperClamp()
  const view = viewIssue(content, input.office, { clamp, texts })
  const target = view.articleUrl ?? input.links.archive
  const scope = { issue: view, target, qr: await qrCode(target), printed: fullDate(input.printedOn, texts) }
  const html = withFonts(fillTemplate('print/poster.html', scope, texts))
  const { settings, tightest } = posterSettings(view)
  return browser.withPage(html, async (page) => {
    const measureOne: MeasureSetting = (setting) => page.evaluate(measureSetting, setting)
    const fewest = await fewestPages(tightest, measureOne)
    const { setting, measure, layout } = await fit(fewest, settings, measureOne)
    const overflow = await page.evaluate(arrangePages, {
      setting,
      layout,
      stretch: setting.columns === 1 ? 24 : 9,
      frames: measure.frames,
      continued: texts.t('paper.continued', { day: '#' }),
      closing: [],
    })
    if (overflow > 2) throw new Error(`The poster's columns overflow by ${Math.round(overflow)} px`)
    const pdf = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
      timeout: 30_000,
    })
    return {
      pdf,
      pages: layout.pages.length,
      shrunk: setting.size < usualSize || !setting.details,
      size: setting.size,
      descriptions: setting.details,
      clamped: clamp.clamped,
    }
  })
}
