import { freeCopies, type StockPlace } from './edition.js'

/** How copies come to whoever orders them. */
export const orderWays = ['pick-up', 'delivery'] as const
export type OrderWay = (typeof orderWays)[number]

/**
 * Where an order stands. "unconfirmed": from the open form, waiting for the button behind the mail; it holds no stock.
 * "placed": its copies are reserved. The others are ends.
 */
export type OrderState = 'unconfirmed' | 'placed' | 'completed' | 'refused'

/** The reason of an order that the partner ended, and not staff. */
export const cancelledByPartner = 'cancelled'

export interface OrderLine {
  editionId: string
  copies: number
}

/** Who orders, as told or as the directory knows. */
export interface OrderedBy {
  contactId: string | null
  organisationId: string | null
  email: string
  name: string | null
  organisation: string | null
  commune: string | null
  /** Number, street and postcode, on one line. */
  address: string | null
  language: string
}

export interface Order extends OrderedBy {
  id: string
  way: OrderWay
  remark: string | null
  state: OrderState
  /** Why staff refused it; "replaced", "erased", or `cancelledByPartner`. */
  reason: string | null
  lines: OrderLine[]
  createdAt: string
  changedAt: string
}

/** What is wrong with the quantity of an edition; "nothing": not one copy of any was asked for. */
export type OrderFault =
  | { code: 'nothing' }
  | { code: 'unknown-edition'; editionId: string }
  | { code: 'not-a-quantity' | 'negative'; editionId: string }
  | { code: 'limit'; editionId: string; limit: number }
  | { code: 'stock'; editionId: string; left: number }

/**
 * Reads the quantities of a form, by edition: lines to order, or what is wrong with them. An empty field is no copy.
 * @param orderable ids of what may be ordered
 * @param limit the most copies of one edition in one order
 */
export function readQuantities(
  written: ReadonlyMap<string, string>,
  orderable: ReadonlySet<string>,
  limit: number,
): { lines: OrderLine[]; faults: OrderFault[] } {
  const lines: OrderLine[] = []
  const faults: OrderFault[] = []
  for (const [editionId, text] of written) {
    const quantity = text.replace(/\s/g, '')
    if (quantity === '' || /^0+$/.test(quantity)) continue
    if (!orderable.has(editionId)) faults.push({ code: 'unknown-edition', editionId })
    else if (/^[-−]\d+$/.test(quantity)) faults.push({ code: 'negative', editionId })
    else if (!/^\d+$/.test(quantity)) faults.push({ code: 'not-a-quantity', editionId })
    else if (Number(quantity) > limit) faults.push({ code: 'limit', editionId, limit })
    else lines.push({ editionId, copies: Number(quantity) })
  }
  if (lines.length === 0 && faults.length === 0) faults.push({ code: 'nothing' })
  return { lines, faults }
}

/**
 * From which places so many copies are taken: from the one that has most, so that few places are asked. Null when there
 * are not enough.
 */
export function takeFrom(stock: readonly StockPlace[], copies: number): { place: string; copies: number }[] | null {
  if (freeCopies(stock) < copies) return null
  const taken: { place: string; copies: number }[] = []
  let open = copies
  for (const one of stock.toSorted((a, b) => b.copies - b.reserved - (a.copies - a.reserved))) {
    const part = Math.min(open, one.copies - one.reserved)
    if (part > 0) taken.push({ place: one.place, copies: part })
    open -= part
  }
  return taken
}
