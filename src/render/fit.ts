import type { Measure, Setting } from './in-page.js'
import { paginate, type Layout } from './paginate.js'

export interface Fit {
  setting: Setting
  measure: Measure
  layout: Layout
}

const mostPages = 60

/** `from`, `from - step` ... down to `to`, both included: type sizes to try, largest first. */
export function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((from - to) / step) + 1 }, (_, index) => from - index * step)
}

/**
 * The first of `settings` (in order of preference) that holds everything on the fewest pages: a page is added only
 * when no setting does without. Throws when even `mostPages` pages do not hold it.
 */
export function fit(settings: Setting[], measures: Measure[], fewestPages = 1): Fit {
  for (let pages = fewestPages; pages <= mostPages; pages++) {
    for (const [index, setting] of settings.entries()) {
      const measure = measures[index]
      const layout = measure && paginate(measure.blocks, measure.frames, pages)
      if (layout) return { setting, measure, layout }
    }
  }
  throw new Error(`The programme does not fit on ${mostPages} pages: an event must be taller than a page`)
}
