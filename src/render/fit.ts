import type { Measure, Setting } from './in-page.js'
import { paginate, type Layout } from './paginate.js'

export interface Fit {
  setting: Setting
  measure: Measure
  layout: Layout
}

/** Hundreds of events: beyond, something is wrong. */
const mostPages = 60

/** `from`, `from - step` ... down to `to`, both included: type sizes to try, largest first. */
export function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((from - to) / step) + 1 }, (_, index) => from - index * step)
}

/** Measures one setting; asked for a few of them only, since each costs a layout of the whole document. */
export type MeasureSetting = (setting: Setting) => Promise<Measure>

/** The fewest pages on which `setting` holds everything. Throws when even `mostPages` do not. */
export async function fewestPages(setting: Setting, measure: MeasureSetting): Promise<number> {
  const { blocks, frames } = await measure(setting)
  for (let pages = 1; pages <= mostPages; pages++) if (paginate(blocks, frames, pages)) return pages
  throw new Error(`The programme does not fit on ${mostPages} pages: an event must be taller than a page`)
}

/**
 * The roomiest of `settings` (roomiest first) that holds everything on `pages` pages, found by halving. Throws when
 * none does.
 */
export async function fit(pages: number, settings: Setting[], measure: MeasureSetting): Promise<Fit> {
  let best: Fit | undefined
  let [low, high] = [0, settings.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const setting = settings[middle]
    if (!setting) break
    const measured = await measure(setting)
    const layout = paginate(measured.blocks, measured.frames, pages)
    if (layout) [best, high] = [{ setting, measure: measured, layout }, middle - 1]
    else low = middle + 1
  }
  if (!best) throw new Error(`The programme does not fit on ${pages} pages`)
  return best
}
