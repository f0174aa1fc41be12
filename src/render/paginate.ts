/** A heading and its items, as measured: heights in CSS pixels. A continued block repeats its heading. */
export interface MeasuredBlock {
  heading: number
  items: number[]
}

/** The items `from` to `to` (not included) of a block, in one column. */
export interface Slice {
  block: number
  from: number
  to: number
}

export interface Layout {
  /** pages > columns > slices */
  pages: Slice[][][]
  /** The share of the columns' height that is used, 0 to 1. */
  fill: number
}

/** Where things go: `columns` per page, and the height of the columns of the first and of later pages. */
export interface Frames {
  columns: number
  first: number
  next: number
}

/** How many items of a block go in a column where `room` is left. */
function takeItems(items: number[], from: number, room: number, columnIsEmpty: boolean): number {
  let taken = 0
  for (let height = 0; from + taken < items.length; taken++) {
    height += items[from + taken] ?? 0
    if (height > room) break
  }
  const left = items.length - from - taken
  if (left === 0) return taken
  // Two events at least below a heading, and two carried over: a lone one looks like a mistake.
  if (left === 1 && taken > 2) taken -= 1
  if (from === 0 && taken < 2 && !columnIsEmpty) return 0
  return taken
}

/** Fills columns from left to right up to `share` of their height; null when `pages` pages do not hold it all. */
function pack(blocks: MeasuredBlock[], frames: Frames, pages: number, share: number): Slice[][][] | null {
  const columns: Slice[][] = [[]]
  const heightOf = (column: number): number => (column < frames.columns ? frames.first : frames.next) * share
  let room = heightOf(0)
  const nextColumn = (): void => {
    columns.push([])
    room = heightOf(columns.length - 1)
  }
  for (const [index, { heading, items }] of blocks.entries()) {
    let from = 0
    for (let done = false; !done;) {
      const column = columns.at(-1) ?? []
      const taken = takeItems(items, from, room - heading, column.length === 0)
      const fits = taken > 0 || (items.length === 0 && heading <= room)
      if (!fits && column.length === 0) return null
      if (fits) {
        column.push({ block: index, from, to: from + taken })
        from += taken
        room -= heading + items.slice(from - taken, from).reduce((sum, height) => sum + height, 0)
      }
      done = fits && from === items.length
      if (!done) nextColumn()
      if (columns.length > pages * frames.columns) return null
    }
  }
  return Array.from({ length: pages }, (_, page) => columns.slice(page * frames.columns, (page + 1) * frames.columns))
}

/** Lays `blocks` out over exactly `pages` pages, all columns filled about alike; null when they do not fit. */
export function paginate(blocks: MeasuredBlock[], frames: Frames, pages: number): Layout | null {
  let best = pack(blocks, frames, pages, 1)
  if (!best) return null
  let [low, high] = [0, 1]
  for (let step = 0; step < 14; step++) {
    const share = (low + high) / 2
    const tried = pack(blocks, frames, pages, share)
    if (tried) [best, high] = [tried, share]
    else low = share
  }
  return { pages: best, fill: high }
}
