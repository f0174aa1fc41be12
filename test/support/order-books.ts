import assert from 'node:assert/strict'
import type { EditionDetails, OrderedBy, OrderLine } from '../../src/domain/index.js'
import type { NewOrder } from '../../src/store/editions/orders.js'
import type { Store } from '../../src/store/store.js'

export const guide: EditionDetails = {
  title: 'Guide touristique',
  kind: 'guide',
  year: 2027,
  languages: ['fr', 'en'],
  pdfUrl: null,
  onlineUrl: null,
  copiesPerBox: 50,
  grams: 180,
  replaces: null,
}
const by = (email: string): OrderedBy => ({
  contactId: null,
  organisationId: null,
  email,
  name: null,
  organisation: 'Hôtel du Cèdre',
  commune: 'Auch',
  address: null,
  language: 'fr',
})
/** An order of somebody of Auch, to be delivered. */
export const orderOf = (email: string, key: string, lines: readonly OrderLine[]): NewOrder => ({
  ...by(email),
  key,
  way: 'delivery',
  remark: null,
  lines,
})

/** An edition like the guide, with so many copies at each place. */
export async function addEdition(store: Store, details: Partial<EditionDetails>, places: Record<string, number>) {
  const edition = await store.editions.add({ ...guide, ...details })
  assert.ok(edition)
  for (const [place, copies] of Object.entries(places))
    await store.transaction((rows) => rows.editions.setStock(edition.id, place, copies))
  return edition
}

/** Throws unless what orders hold is what each place has promised, and where what they took came from is known. */
export async function checkBooks(run: (statement: string) => Promise<Record<string, unknown>[]>): Promise<void> {
  const wrong = await run(`
    select place from edition_stock where reserved < 0 or copies < reserved or reserved <> (
      select coalesce(sum(order_reservations.copies), 0) from order_reservations
      where order_reservations.edition_id = edition_stock.edition_id and order_reservations.place = edition_stock.place)
    union all select orders.id from orders join order_lines on order_lines.order_id = orders.id
      where (case orders.state when 'placed' then order_lines.copies else 0 end) <> (
        select coalesce(sum(order_reservations.copies), 0) from order_reservations
        where order_reservations.order_id = orders.id and order_reservations.edition_id = order_lines.edition_id)
      or (case orders.state when 'completed' then order_lines.copies else 0 end) <> (
        select coalesce(sum(handed_copies.copies), 0) from handed_copies
        where handed_copies.order_id = orders.id and handed_copies.edition_id = order_lines.edition_id)`)
  assert.deepEqual(wrong, [])
}
