import { isTag, type AnyNode, type Element } from 'domhandler'
import { movedLinks, plainRank, type Line } from './line.js'
import { rolesOfHeader, rolesOfContent, type Role } from './table-roles.js'
import { separator } from './text.js'

interface Cell {
  lines: Line[]
  /** Covers the whole width of the table. */
  wide: boolean
  header: boolean
}

type Row = Array<Cell | undefined>

const largestSpan = 40
const emptyCell = /^[\s\-–—_.•/]*$/

const textOf = (cell: Cell | undefined) => (cell?.lines ?? []).map((line) => line.text).join(' • ')

/**
 * A table as lines: a row that is one wide cell is a heading, other rows are items whose columns are put in the order
 * day, hour, what, price, booking, with the place apart. Cells that span rows or columns count for each of them.
 * A table whose columns are days is read column by column.
 */
export function linesOfTable(table: Element, readCell: (nodes: AnyNode[]) => Line[]): Line[] {
  const rows = gridOf(table, readCell).filter((row) => row.some((cell) => !emptyCell.test(textOf(cell))))
  const header = rows.findIndex((row) => !row.every((cell) => cell?.wide))
  const names = (rows[header] ?? []).map(textOf)
  const fromHeader = rolesOfHeader(names)
  if (fromHeader === 'days') return linesByColumn(rows.slice(header + 1), names)
  const body = fromHeader ? rows.filter((_, index) => index !== header) : rows
  const plain = body.filter((row) => !row[0]?.wide)
  const roles = fromHeader ?? rolesOfContent(plain.map((row) => row.map(textOf)))
  return body.flatMap((row) => (row[0]?.wide ? headingRow(row[0]) : linesOfRow(row, roles)))
}

function headingRow(cell: Cell): Line[] {
  return cell.lines.map((line) => ({ ...line, kind: 'heading', rank: Math.min(line.rank, 7) }))
}

function linesByColumn(rows: Row[], days: string[]): Line[] {
  return days.flatMap((day, column) => {
    const cells = rows.flatMap((row) => {
      const cell = row[column]
      const label = column > 0 ? textOf(row[0]) : ''
      const repeated = days[0] === '' || !/\d/.test(days[0] ?? '')
      return (cell?.lines ?? [])
        .filter((line) => !emptyCell.test(line.text))
        .map((line) => led(line, repeated && label ? `${label} : ` : ''))
    })
    return /\d|di\b/i.test(day) ? [lineOf(day, 'heading', 6), ...cells] : []
  })
}

const led = (line: Line, lead: string): Line =>
  Object.assign(line, { text: lead + line.text, links: movedLinks(line.links, lead.length) })

const lineOf = (text: string, kind: Line['kind'], rank: number): Line => ({
  text,
  links: [],
  rank,
  kind,
  block: 0,
  depth: 0,
  struck: false,
  place: null,
})

const order: Role[] = ['day', 'hour', 'what', 'price', 'booking']

function linesOfRow(row: Row, roles: Role[]): Line[] {
  const whole = roles
    .map((role, column) => ({ role, cell: row[column] }))
    .filter(({ cell }, column) => column === 0 || cell !== row[column - 1])
  const filled = whole.filter(({ cell }) => cell && !emptyCell.test(textOf(cell)))
  const several = filled.find(({ role, cell }) => role === 'what' && (cell as Cell).lines.length > 1)
  const hasHour = filled.some(({ role }) => role === 'hour')
  const place = filled
    .filter(({ role }) => role === 'place')
    .map(({ cell }) => textOf(cell))
    .join(', ')
  if (several && !hasHour) {
    const day = filled
      .filter(({ role }) => role === 'day')
      .map(({ cell }) => textOf(cell))
      .join(' ')
    const lines = (several.cell as Cell).lines.map((line) => Object.assign(line, { place: place || null }))
    return day ? [lineOf(day, 'heading', 7), ...lines] : lines
  }
  const line = lineOf('', 'row', plainRank)
  for (const role of order) {
    for (const { cell } of filled.filter((part) => part.role === role)) appendCell(line, role, cell as Cell)
  }
  line.place = place || null
  line.struck = filled.length > 0 && filled.every(({ cell }) => (cell as Cell).lines.every((part) => part.struck))
  return line.text || line.place ? [line] : []
}

function appendCell(line: Line, role: Role, cell: Cell): void {
  for (const part of cell.lines) {
    const lead = line.text === '' ? '' : role === 'hour' ? ' ' : role === 'what' ? ' : ' : ` ${separator} `
    const label =
      role === 'booking' && !/^(?:non|sans|aucune|libre|pas )|r[ée]serv|inscri|rens|info|contact/i.test(part.text)
        ? 'Réservation : '
        : role === 'price' && /^\d+([.,]\d+)?$/.test(part.text)
          ? 'Tarif : '
          : ''
    const from = line.text.length + lead.length + label.length
    const money = label === 'Tarif : ' ? ' €' : ''
    line.text += lead + label + part.text + money
    line.links.push(...movedLinks(part.links, from))
  }
}

function gridOf(table: Element, readCell: (nodes: AnyNode[]) => Line[]): Row[] {
  const rows: Row[] = []
  const sources = rowsOf(table)
  const width = Math.max(0, ...sources.map((row) => cellsOf(row).reduce((sum, cell) => sum + span(cell, 'colspan'), 0)))
  sources.forEach((source, y) => {
    const row = (rows[y] ??= [])
    let x = 0
    for (const element of cellsOf(source)) {
      while (row[x] !== undefined) x++
      const columns = span(element, 'colspan')
      const lines = readCell(element.children)
      const cell: Cell = { lines, wide: columns >= width && width > 1, header: element.name === 'th' }
      const until = Math.min(y + span(element, 'rowspan'), sources.length)
      for (let below = y; below < until; below++) {
        const target = (rows[below] ??= [])
        for (let beside = x; beside < x + columns; beside++) target[beside] = cell
      }
      x += columns
    }
  })
  return rows.map((row) =>
    Array.from({ length: Math.min(width || row.length, largestSpan) }, (_, column) => row[column]),
  )
}

const span = (cell: Element, name: string) => Math.min(Math.max(Number(cell.attribs[name]) || 1, 1), largestSpan)

const cellsOf = (row: Element) =>
  row.children.filter((node): node is Element => isTag(node) && (node.name === 'td' || node.name === 'th'))

function rowsOf(table: Element): Element[] {
  return table.children.filter(isTag).flatMap((child) => {
    if (child.name === 'tr') return [child]
    return /^t(head|body|foot)$/.test(child.name) ? child.children.filter(isTag).filter((row) => row.name === 'tr') : []
  })
}
