import type { Agenda, Occurrence, OngoingEvent } from '../../src/domain/agenda.js'
import { loosen } from '../../src/collect/reading/text.js'
import type { Expected, ExpectedOccurrence, ExpectedOngoing } from './expected.js'
import { bestMatching } from './matching.js'

export const fieldNames = [
  'datesAndTimes',
  'commune',
  'title',
  'venue',
  'price',
  'booking',
  'status',
  'ongoing',
  'warnings',
] as const
export type FieldName = (typeof fieldNames)[number]

/** Counts behind precision (right / told) and recall (right / expected). */
export interface Tally {
  right: number
  expected: number
  told: number
}

export interface Comparison {
  fields: Record<FieldName, Tally>
  missed: string[]
  invented: string[]
  /** What was found but read wrong, as sentences. */
  wrong: string[]
  weekRight: boolean
}

const equal = (one: string | null | undefined, other: string | null | undefined) =>
  loosen(one ?? '') === loosen(other ?? '')

const says = (product: { title: string; description: string | null }, words: string[]) => {
  const said = loosen(`${product.title} ${product.description ?? ''}`)
  const parts = [loosen(product.title), loosen(product.description ?? '')]
  return words.every((word) => parts.some((part) => part.includes(loosen(word))) || said.includes(loosen(word)))
}

/** An event after midnight may bear its evening's date or the next. */
function sameDate(expected: ExpectedOccurrence, product: Occurrence): boolean {
  if (expected.date === product.date) return true
  return expected.afterMidnight && Temporal.PlainDate.from(expected.date).add({ days: 1 }).toString() === product.date
}

/** How likely both are the same occurrence; 0 where too little agrees to say so. */
function likeness(expected: ExpectedOccurrence, product: Occurrence): number {
  const weight =
    (says(product, expected.titleContains) ? 4 : 0) +
    (sameDate(expected, product) ? 4 : 0) +
    (expected.start === product.start ? 3 : 0) +
    (equal(expected.commune, product.commune) ? 2 : 0) +
    (expected.end === product.end ? 0.2 : 0) +
    (expected.status === product.status ? 0.1 : 0)
  return weight >= 8 ? weight : 0
}

const amounts = (text: string) =>
  [...text.matchAll(/(\d+)(?:\s?[.,]\s?(\d{1,2})(?=\s?(?:€|e))|\s?€\s?(\d{2})(?!\d))?\s?(?:€|euros?)?/g)]
    .filter((match) => /€|eur/.test(match[0]) || /^\s*(?:€|eur)/.test(text.slice(match.index + match[0].length)))
    .map((match) => Number(`${match[1]}.${(match[2] ?? match[3] ?? '0').padEnd(2, '0')}`))
    .sort((one, other) => one - other)
    .join(' ')

export function comparePrice(expected: ExpectedOccurrence['price'], product: Occurrence['price']): boolean {
  if (expected === null || product === null) return expected === product
  return expected.free === product.free && amounts(expected.text) === amounts(product.text)
}

function compareBooking(expected: ExpectedOccurrence['booking'], product: Occurrence['booking']): boolean {
  if (expected === null || product === null) return expected === product
  const address = (url: string | null) => (url ?? '').replace(/\/$/, '')
  return equal(expected.phone, product.phone) && address(expected.url) === address(product.url)
}

const within = (one: string | null, other: string | null) => {
  const [a, b] = [loosen(one ?? ''), loosen(other ?? '')]
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a))
}

/** Compares an agenda with what is expected of it: each occurrence is used once, by the best matching over all. */
export function compareAgenda(expected: Expected, agenda: Agenda): Comparison {
  const fields = Object.fromEntries(fieldNames.map((name) => [name, { right: 0, expected: 0, told: 0 }])) as Record<
    FieldName,
    Tally
  >
  const comparison: Comparison = {
    fields,
    missed: [],
    invented: [],
    wrong: [],
    weekRight: expected.week.from === agenda.week.from,
  }
  const weights = expected.occurrences.map((one) => agenda.occurrences.map((other) => likeness(one, other)))
  const matching = bestMatching(weights)
  const used = new Set(matching)
  for (const [row, one] of expected.occurrences.entries()) {
    const column = matching[row]
    const product = column === null || column === undefined ? null : (agenda.occurrences[column] as Occurrence)
    if (!product) comparison.missed.push(`${one.date} ${one.start ?? '-'} ${one.source}`)
    tallyOccurrence(comparison, one, product)
  }
  for (const [column, product] of agenda.occurrences.entries()) {
    if (used.has(column)) continue
    comparison.invented.push(`${product.date} ${product.start ?? '-'} ${product.title} (${product.commune ?? '?'})`)
    for (const name of ['datesAndTimes', 'commune', 'title'] as const) fields[name].told++
  }
  tallyOngoing(comparison, expected.ongoing, agenda.ongoing)
  tallyWarnings(
    comparison,
    expected.warnings,
    agenda.warnings.map(({ code }) => code),
  )
  checkIgnored(comparison, expected.ignored, agenda)
  return comparison
}

function tallyOccurrence({ fields, wrong }: Comparison, one: ExpectedOccurrence, product: Occurrence | null): void {
  const count = (name: FieldName, expected: boolean, told: boolean, right: boolean, values: string) => {
    if (expected) fields[name].expected++
    if (told) fields[name].told++
    if (expected && told && right) fields[name].right++
    else if (product && (expected || told)) wrong.push(`${name}: ${values} — ${one.source}`)
  }
  const time = (of: { date: string; start: string | null; end: string | null; allDay: boolean }) =>
    `${of.date} ${of.start ?? '-'}/${of.end ?? '-'}${of.allDay ? ' all day' : ''}`
  const found = product !== null
  const timesRight =
    found &&
    sameDate(one, product) &&
    one.start === product.start &&
    one.end === product.end &&
    one.allDay === product.allDay
  count('datesAndTimes', true, found, timesRight, `${time(one)} ≠ ${found ? time(product) : ''}`)
  count(
    'commune',
    one.commune !== null,
    found && product.commune !== null,
    equal(one.commune, product?.commune),
    `${one.commune} ≠ ${product?.commune}`,
  )
  count(
    'title',
    true,
    found,
    found && says(product, one.titleContains),
    `${one.titleContains.join(' + ')} ∉ ${product?.title} / ${product?.description}`,
  )
  if (one.venue !== null)
    count(
      'venue',
      true,
      found && product.venue !== null,
      within(one.venue, product?.venue ?? null),
      `${one.venue} ≠ ${product?.venue}`,
    )
  const price = (of: Occurrence['price'] | undefined) => (of ? `${of.text}${of.free ? ' (free)' : ''}` : null)
  count(
    'price',
    one.price !== null,
    found && product.price !== null,
    found && comparePrice(one.price, product.price),
    `${price(one.price)} ≠ ${price(product?.price)}`,
  )
  count(
    'booking',
    one.booking !== null,
    found && product.booking !== null,
    found && compareBooking(one.booking, product.booking),
    `${JSON.stringify(one.booking)} ≠ ${JSON.stringify(product?.booking)}`,
  )
  const statusRight = found && one.status === product.status && (one.postponedTo ?? null) === product.postponedTo
  count(
    'status',
    true,
    found,
    statusRight,
    `${one.status} ${one.postponedTo ?? ''} ≠ ${product?.status} ${product?.postponedTo ?? ''}`,
  )
}

function tallyOngoing(
  { fields, missed, invented, wrong }: Comparison,
  expected: ExpectedOngoing[],
  product: OngoingEvent[],
): void {
  const weights = expected.map((one) =>
    product.map((other) => (says(other, one.titleContains) ? 4 + (equal(one.commune, other.commune) ? 1 : 0) : 0)),
  )
  const matching = bestMatching(weights)
  for (const [row, one] of expected.entries()) {
    const column = matching[row]
    const other = column === null || column === undefined ? null : product[column]
    fields.ongoing.expected++
    if (!other) missed.push(`ongoing: ${one.source}`)
    else if (one.from === other.from && one.until === other.until && equal(one.commune, other.commune))
      fields.ongoing.right++
    else
      wrong.push(
        `ongoing: ${one.from}/${one.until}/${one.commune} ≠ ${other.from}/${other.until}/${other.commune} — ${one.source}`,
      )
  }
  fields.ongoing.told += product.length
  const used = new Set(matching)
  for (const [column, other] of product.entries())
    if (!used.has(column)) invented.push(`ongoing: ${other.title} (${other.commune ?? '?'})`)
}

function tallyWarnings({ fields, wrong }: Comparison, expected: string[], product: string[]): void {
  const left = [...product]
  for (const code of expected) {
    const at = left.indexOf(code)
    if (at < 0) wrong.push(`warnings: ${code} is missing`)
    else {
      fields.warnings.right++
      left.splice(at, 1)
    }
  }
  for (const code of left) wrong.push(`warnings: ${code} is not expected`)
  fields.warnings.expected += expected.length
  fields.warnings.told += product.length
}

function checkIgnored({ invented }: Comparison, phrases: string[], agenda: Agenda): void {
  for (const phrase of phrases.map(loosen)) {
    for (const event of [...agenda.occurrences, ...agenda.ongoing]) {
      const taken = [event.title, event.description ?? '']
        .map(loosen)
        .some((text) => text.includes(phrase) || (text.length > 30 && phrase.includes(text)))
      if (taken) invented.push(`from what is to be ignored: ${event.title}`)
    }
  }
}
