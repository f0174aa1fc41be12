import type { Frames, Layout, MeasuredBlock } from './paginate.js'

/*
 * What runs inside Chromium. Each function is sent there as text, so it may use nothing but its arguments and
 * the document: a galley of blocks (.block > .block-head, .items > .item) and page shells (template[data-shell]).
 */

/** A way of setting the type: attributes and custom properties of the root element. */
export interface Setting {
  columns: number
  /** Type size of the events, in points. */
  size: number
  details: boolean
  /** Other custom properties, such as "--hero". */
  properties: Record<string, string>
}

export interface Measure {
  frames: Frames
  blocks: MeasuredBlock[]
}

/** Sets the type as asked and measures: the room on first and later pages, the height of every block. */
export async function measureSetting({ columns, size, details, properties }: Setting): Promise<Measure> {
  const root = document.documentElement
  await Promise.all([...document.fonts].map((font) => font.load()))
  const galley = document.querySelector('.galley')
  if (!galley) throw new Error('The template has no .galley')
  root.dataset.measuring = ''
  root.dataset.columns = String(columns)
  root.dataset.details = details ? 'on' : 'off'
  root.style.setProperty('--size', `${size}pt`)
  for (const [name, value] of Object.entries(properties)) root.style.setProperty(name, value)
  const roomOn = (shell: string): number => {
    const template = document.querySelector<HTMLTemplateElement>(`template[data-shell=${shell}]`)
    const page = template?.content.firstElementChild?.cloneNode(true)
    if (!(page instanceof HTMLElement)) throw new Error(`The template has no page shell "${shell}"`)
    document.body.append(page)
    const body = page.querySelector<HTMLElement>('.body')
    if (!body) throw new Error('A page shell has no .body')
    const style = getComputedStyle(body)
    const room = body.clientHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom)
    page.remove()
    return room
  }
  const frames = { columns, first: roomOn('first'), next: roomOn('next') }
  const blocks = [...galley.querySelectorAll('.block')].map((block) => {
    const items = [...block.querySelectorAll('.item')].map((item) => item.getBoundingClientRect().height)
    const sum = items.reduce((total, height) => total + height, 0)
    return { heading: block.getBoundingClientRect().height - sum, items }
  })
  delete root.dataset.measuring
  return { frames, blocks }
}

export interface Arrangement {
  setting: Setting
  layout: Layout
  /** The largest addition to the space after an item, in CSS pixels, to fill what is left of a page. */
  stretch: number
  frames: Frames
  /** "#" stands for the day's name. */
  continued: string
  /** Empty shells to add after the content pages, by name. */
  closing: string[]
}

/** Moves the galley's blocks into pages as laid out. Returns how far, in pixels, the fullest column overflows. */
export function arrangePages({ setting, layout, stretch, frames, continued, closing }: Arrangement): number {
  const root = document.documentElement
  root.dataset.columns = String(setting.columns)
  root.dataset.details = setting.details ? 'on' : 'off'
  root.style.setProperty('--size', `${setting.size}pt`)
  for (const [name, value] of Object.entries(setting.properties)) root.style.setProperty(name, value)
  const galley = document.querySelector('.galley')
  const blocks = [...document.querySelectorAll<HTMLElement>('.galley > .block')]
  const contents = blocks.map((block) => [...block.querySelectorAll<HTMLElement>('.item')])

  const addPage = (shell: string): HTMLElement => {
    const template = document.querySelector<HTMLTemplateElement>(`template[data-shell=${shell}]`)
    const page = template?.content.firstElementChild?.cloneNode(true)
    if (!(page instanceof HTMLElement)) throw new Error(`The template has no page shell "${shell}"`)
    document.body.append(page)
    return page
  }

  const cover = document.querySelector('template[data-shell=cover]') ? [addPage('cover')] : []
  let overflow = 0
  const pages = layout.pages.map((columns, number) => {
    const page = addPage(number === 0 ? 'first' : 'next')
    const body = page.querySelector<HTMLElement>('.body')
    if (!body) throw new Error('A page shell has no .body')
    const height = number === 0 ? frames.first : frames.next
    for (let place = 0; place < setting.columns; place++) {
      const column = document.createElement('div')
      column.className = 'column'
      for (const { block, from, to } of columns[place] ?? []) {
        const original = blocks[block]
        const items = contents[block]
        if (!original || !items) continue
        let part = original
        if (from > 0) {
          part = original.cloneNode(true) as HTMLElement
          part.classList.add('continued')
          for (const item of part.querySelectorAll('.item')) item.remove()
          const heading = part.querySelector('.block-head')
          if (heading) {
            // A paragraph, so that the outline names each day once.
            const again = document.createElement('p')
            again.className = heading.className
            const name = heading.querySelector('.weekday')?.textContent ?? heading.textContent
            const weekday = document.createElement('span')
            weekday.className = 'weekday'
            weekday.textContent = continued.replace('#', name)
            again.append(weekday)
            heading.replaceWith(again)
          }
        }
        part.querySelector('.items')?.append(...items.slice(from, to))
        if (from === 0) for (const item of items.slice(to)) item.remove()
        column.append(part)
      }
      body.append(column)
    }
    const filled = [...body.children].map((column) => {
      const bottom = column.lastElementChild?.getBoundingClientRect().bottom ?? 0
      const used = Math.max(0, bottom - column.getBoundingClientRect().top)
      return { column, used, gaps: column.querySelectorAll('.item, .block').length }
    })
    const fullest = filled.reduce((most, each) => (each.used > most.used ? each : most))
    overflow = Math.max(overflow, fullest.used - height)
    const target = Math.min(height - 1, fullest.used + stretch * fullest.gaps)
    for (const { column, used, gaps } of filled) {
      const extra = gaps > 0 ? Math.max(0, Math.min(stretch * 1.5, (target - used) / gaps)) : 0
      if (column instanceof HTMLElement) column.style.setProperty('--extra', `${extra}px`)
    }
    return page
  })
  const last = closing.map(addPage)
  galley?.remove()
  const all = [...cover, ...pages, ...last]
  for (const [index, page] of all.entries()) {
    for (const folio of page.querySelectorAll<HTMLElement>('.folio')) {
      const pattern = folio.dataset.pattern ?? ''
      folio.textContent =
        all.length > 1 ? pattern.replace('##', String(all.length)).replace('#', String(index + 1)) : ''
    }
  }
  return overflow
}
