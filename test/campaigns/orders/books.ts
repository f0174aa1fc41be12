import type { OrderLine } from '../../../src/domain/index.js'
import type { NewOrder } from '../../../src/store/editions/orders.js'
import type { Store } from '../../../src/store/store.js'

/** How many copies of the guide there were before anybody ordered. */
export const printed = { Auch: 3000, Mirande: 2000 } as const

/** Enters an edition whose every copy is on a shelf. */
export async function addGuide(store: Store): Promise<string> {
  const edition = await store.editions.add({
    title: 'Guide',
    kind: 'guide',
    year: 2027,
    languages: ['fr'],
    pdfUrl: null,
    onlineUrl: null,
    copiesPerBox: null,
    grams: null,
    replaces: null,
  })
  if (!edition) throw new Error('the guide is there already')
  for (const [place, copies] of Object.entries(printed))
    await store.transaction((rows) => rows.editions.setStock(edition.id, place, copies))
  return edition.id
}

/** An order of somebody of Auch. */
export const orderOf = (email: string, key: string, lines: readonly OrderLine[]): NewOrder => ({
  contactId: null,
  organisationId: null,
  email,
  name: null,
  organisation: null,
  commune: 'Auch',
  address: null,
  language: 'fr',
  key,
  way: 'delivery',
  remark: null,
  lines,
})

/** What does not add up: copies that were handed over, lie there or are promised are the printed ones, and each order has its own. */
export async function bookFaults(store: Store): Promise<string[]> {
  const [edition] = await store.editions.list()
  const stock = await store.editions.stock(edition?.id ?? '')
  const orders = await store.orders.list({ limit: 1_000_000 })
  const copiesIn = (state: string) =>
    orders
      .filter((order) => order.state === state)
      .reduce((sum, order) => sum + order.lines.reduce((all, line) => all + line.copies, 0), 0)
  const sum = (pick: (one: (typeof stock)[number]) => number) => stock.reduce((all, one) => all + pick(one), 0)
  const faults: string[] = []
  const all = printed.Auch + printed.Mirande
  if (sum((one) => one.copies) + copiesIn('completed') !== all)
    faults.push(`${sum((one) => one.copies)} lie there and ${copiesIn('completed')} were handed over, of ${all}`)
  if (sum((one) => one.reserved) !== copiesIn('placed'))
    faults.push(`${sum((one) => one.reserved)} are reserved, ${copiesIn('placed')} are ordered`)
  if (stock.some((one) => one.reserved > one.copies || one.reserved < 0)) faults.push('more promised than there is')
  if (orders.some((order) => order.lines.length === 0)) faults.push('an order without a line')
  return faults
}
