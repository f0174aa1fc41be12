import type { AnyNode, Element } from 'domhandler'
import { programmeOf, walk } from './document.js'
import { plainRank, type Line } from './line.js'
import { LineBuilder } from './line-builder.js'
import { linesOfTable } from './tables.js'

const blocks = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figure footer header hr li main ol p pre section summary ul h1 h2 h3 h4 h5 h6'.split(
    ' ',
  ),
)
const boldTags = new Set(['b', 'strong', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'th'])
const italicTags = new Set(['em', 'i', 'cite'])
const struckTags = new Set(['s', 'del', 'strike'])
const deepestTable = 3
const longestLine = 10_000

/** The article as a reader sees it: its lines, in order. */
export function linesOf(html: string): Line[] {
  return new LineReader(0).read(programmeOf(html))
}

/** Reads nodes into lines; tables hand their cells to another reader, one level deeper. */
class LineReader {
  readonly #tableDepth: number
  readonly #lines: Line[] = []
  #line = new LineBuilder()
  #block = 0
  readonly #open: string[] = []
  readonly #linkStarts: number[] = []

  constructor(tableDepth: number) {
    this.#tableDepth = tableDepth
  }

  read(nodes: AnyNode[]): Line[] {
    const control = { skip: false }
    for (const step of walk(nodes, control)) {
      if (step.kind === 'text') {
        this.#text(step.text)
      } else if (step.kind === 'enter') {
        control.skip = this.#enter(step.element)
      } else {
        this.#leave(step.element)
      }
    }
    this.#flush()
    return this.#lines
  }

  /** A line too long to be one is cut, so that no reading of a line can last. */
  #text(text: string): void {
    const marks = { bold: this.#isOpen(boldTags), struck: this.#isOpen(struckTags) }
    for (let at = 0; at < text.length; at += longestLine) {
      if (this.#line.length > longestLine) this.#flush()
      this.#line.append(text.slice(at, at + longestLine), marks)
    }
  }

  #isOpen(tags: Set<string>): boolean {
    return this.#open.some((name) => tags.has(name))
  }

  /** True when the content of the element has been read already. */
  #enter(element: Element): boolean {
    const name = element.name
    if (name === 'br') this.#flush()
    if (name === 'table' && this.#tableDepth < deepestTable) {
      this.#endBlock()
      const rows = linesOfTable(element, (cell) => new LineReader(this.#tableDepth + 1).read(cell))
      for (const line of rows) this.#lines.push({ ...line, block: ++this.#block })
      this.#endBlock()
      return true
    }
    if (blocks.has(name) || name === 'tr') this.#endBlock()
    if (marked.has(name)) this.#open.push(name)
    if (name === 'a') this.#linkStarts.push(this.#line.length)
    if (italicTags.has(name)) this.#line.openItalic()
    return false
  }

  #leave(element: Element): void {
    const name = element.name
    if (italicTags.has(name)) this.#line.closeItalic()
    if (name === 'a') this.#line.link(element.attribs['href']?.trim() ?? '', this.#linkStarts.pop() ?? 0)
    if (blocks.has(name) || name === 'tr') this.#endBlock()
    if (marked.has(name) && this.#open.at(-1) === name) this.#open.pop()
  }

  #endBlock(): void {
    this.#flush()
    this.#block++
  }

  #flush(): void {
    const heading = this.#open.findLast((name) => /^h[1-6]$/.test(name))
    const depth = this.#open.filter((name) => name === 'ul' || name === 'ol').length
    const inTerm = this.#open.at(-1) === 'dt' || this.#open.includes('dt')
    const line = this.#line.finish({
      rank: heading ? Number(heading[1]) : inTerm ? 8 : plainRank,
      kind: heading || inTerm ? 'heading' : depth > 0 ? 'item' : 'paragraph',
      block: this.#block,
      depth,
    })
    if (line) this.#lines.push(line)
    this.#line = new LineBuilder()
  }
}

const marked = new Set([...boldTags, ...italicTags, ...struckTags, 'ul', 'ol', 'dt'])
