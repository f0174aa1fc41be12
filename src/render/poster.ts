import { loadTexts } from '../base/texts.js'
import type { IssueContent } from '../domain/issue.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import type { SharedBrowser } from './browser.js'
import { paperClamp } from './clamp.js'
import { fullDate } from './dates.js'
import { fit } from './fit.js'
import { fontFaces } from './fonts.js'
import { arrangePages, measureSettings, type Setting } from './in-page.js'
import { viewIssue, type IssueView } from './issue-view.js'
import type { IssueLinks } from './links.js'
import { qrCode } from './qr.js'
import { fillTemplate } from './templates.js'

export interface PrintInput {
  office: OfficeSettings
  links: IssueLinks
  /** ISO date of printing, shown on the paper. */
  printedOn: string
}

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

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((from - to) / step) + 1 }, (_, index) => from - index * step)
}

/** "--h1" follows the title's length: a poster is read from three metres. */
function titleSize(title: string, hero: number): string {
  const size = Math.min(hero > 70 ? 54 : 44, 44 * Math.sqrt(30 / Math.max(title.length, 10)))
  return `${Math.max(18, Math.round(hero < 50 ? size * 0.82 : size))}pt`
}

/** From the roomiest to the tightest. */
function posterSettings(view: IssueView): Setting[] {
  const setting = (columns: number, size: number, details: boolean, hero: number): Setting => ({
    columns,
    size,
    details,
    properties: {
      '--hero': `${hero}mm`,
      '--h1': titleSize(view.title, hero),
      '--column': columns === 1 ? '190mm' : '91mm',
    },
  })
  const few = view.count <= 12 ? steps(18, 13, 0.5).map((size) => setting(1, size, true, 88)) : []
  return [
    ...few,
    ...steps(15, usualSize, 0.5).map((size) => setting(2, size, true, 66)),
    ...steps(14.5, usualSize, 0.5).map((size) => setting(2, size, false, 62)),
    ...steps(usualSize - 0.25, floorSize, 0.25).map((size) => setting(2, size, false, 54)),
    setting(2, floorSize, false, 44),
  ]
}

/** Prints the A4 poster. What does not fit is never dropped: the type shrinks to 11 pt, then a page is added. */
export async function printPoster(browser: SharedBrowser, content: IssueContent, input: PrintInput): Promise<PosterResult> {
  browser.warmUp()
  const texts = loadTexts(content.language)
  const clamp = paperClamp()
  const view = viewIssue(content, input.office, { clamp, texts })
  const target = view.articleUrl ?? input.links.archive
  const scope = { issue: view, target, qr: await qrCode(target), printed: fullDate(input.printedOn, texts), fonts: '' }
  const html = fillTemplate('print/poster.html', { ...scope, fonts: fontFaces(fillTemplate('print/poster.html', scope, texts)) }, texts)
  const settings = posterSettings(view)
  return browser.withPage(html, async (page) => {
    const { setting, measure, layout } = fit(settings, await page.evaluate(measureSettings, settings))
    const overflow = await page.evaluate(arrangePages, {
      setting,
      layout,
      stretch: setting.columns === 1 ? 24 : 9,
      frames: measure.frames,
      continued: texts.t('paper.continued', { day: '#' }),
      closing: [],
    })
    if (overflow > 2) throw new Error(`The poster's columns overflow by ${Math.round(overflow)} px`)
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
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
