import { remembered } from '../base/remembered.js'
import { loadTexts, type Texts } from '../base/texts.js'
import { type Edition, type Leg, loadOf, type Order, type WayBy } from '../domain/index.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { fullDate } from './dates.js'
import { withFonts } from './fonts.js'
import { legText, wayText } from './round-way.js'
import { paletteOf } from './palette.js'
import { fillTemplate } from './templates.js'

export interface RoundToPrint {
  name: string
  /** ISO date. */
  day: string
  by: WayBy
  back: Leg | null
  stops: readonly { number: number; order: Order; leg: Leg | null }[]
}

/** Made once: a round weighs a hundred stops. */
const tenths = remembered((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }))

/** A weight as people lift it: "850 g", "12,4 kg". */
export function weightText(grams: number, { language }: Pick<Texts, 'language'>): string {
  if (grams < 1000) return `${grams}\u00a0g`
  return `${tenths(language).format(grams / 1000)}\u00a0kg`
}

/** What a stop, or a whole round, carries: copies of each edition, boxes begun, and weight where it is known. */
export function cargoOf(orders: readonly Order[], editions: ReadonlyMap<string, Edition>, texts: Texts) {
  const copies = new Map<string, number>()
  let boxes = 0
  let grams = 0
  for (const { lines } of orders)
    for (const line of lines) {
      const edition = editions.get(line.editionId)
      if (!edition) continue
      const load = loadOf(edition, line.copies)
      copies.set(edition.id, (copies.get(edition.id) ?? 0) + line.copies)
      boxes += load.boxes ?? 0
      grams += load.grams ?? 0
    }
  return {
    lines: [...copies].map(([id, count]) => ({ copies: count, title: editions.get(id)?.title ?? '' })),
    boxes,
    weight: grams > 0 ? weightText(grams, texts) : null,
  }
}

function scopeOf(office: OfficeSettings, round: RoundToPrint, editions: ReadonlyMap<string, Edition>, texts: Texts) {
  return {
    language: texts.language,
    office: { name: office.name, phone: office.phone ?? null },
    palette: paletteOf(office),
    name: round.name,
    day: fullDate(round.day, texts),
    total: cargoOf(
      round.stops.map((stop) => stop.order),
      editions,
      texts,
    ),
    way: wayText(round, texts),
    stops: round.stops.map(({ number, order, leg }) => ({
      number,
      leg: leg && legText(leg, texts),
      who: order.organisation ?? order.name ?? order.email,
      name: order.organisation ? order.name : null,
      place: [order.address, order.commune].filter(Boolean).join(', '),
      commune: order.commune ?? '',
      remark: order.remark,
      ...cargoOf([order], editions, texts),
    })),
  }
}

/** The sheet that goes along with a round, as a page that prints on A4: what to load, then stop after stop. */
export function renderRoundSheet(
  office: OfficeSettings,
  round: RoundToPrint,
  editions: ReadonlyMap<string, Edition>,
): string {
  const texts = loadTexts(office.language)
  return withFonts(fillTemplate('print/round.html', scopeOf(office, round, editions, texts), texts))
}

/** A label per box, eight on an A4 sheet: whom it is for, where, and which box of how many. */
export function renderLabels(
  office: OfficeSettings,
  round: RoundToPrint,
  editions: ReadonlyMap<string, Edition>,
): string {
  const texts = loadTexts(office.language)
  const { stops, ...scope } = scopeOf(office, round, editions, texts)
  const labels = stops.flatMap((stop) => {
    const count = Math.max(1, stop.boxes)
    return Array.from({ length: count }, (_, index) => ({ ...stop, box: index + 1, count }))
  })
  return withFonts(fillTemplate('print/labels.html', { ...scope, labels }, texts))
}
