import { type ConditionValues, editionName, laterEditions, plainWords, UnusableSegment } from '../../domain/index.js'
import { people, type World } from './people.js'

/** An edition that a rule names, and those that took its place. @throws {UnusableSegment} when there is none. */
export async function editionOf(
  { db }: World,
  wanted: ConditionValues['took'],
): Promise<{ id: string; later: string[] }> {
  const editions = await db.selectFrom('editions').select(['id', 'title_key', 'year', 'replaces']).execute()
  const key = plainWords(wanted.title)
  const found = editions.find((one) => one.title_key === key && one.year === wanted.year)
  if (!found) throw new UnusableSegment('edition-unknown', { edition: editionName(wanted) })
  return { id: found.id, later: laterEditions(editions, found.id) }
}

/** Whether copies of one of these editions were handed over to the contact's address. */
export const tookOneOf = (editions: readonly string[]) =>
  people.exists(
    people
      .selectFrom('orders')
      .innerJoin('order_lines', 'order_lines.order_id', 'orders.id')
      .select('orders.id')
      .whereRef('orders.email_key', '=', 'member.email_key')
      .where('orders.state', '=', 'completed')
      .where('order_lines.edition_id', 'in', editions),
  )

/** Whether the contact's address has ordered since an instant, or ever; an order that was refused or never confirmed is none. */
export const orderedSince = (since: string | null) =>
  people.exists(
    people
      .selectFrom('orders')
      .select('orders.id')
      .whereRef('orders.email_key', '=', 'member.email_key')
      .where('orders.state', 'in', ['placed', 'completed'])
      .where('orders.created_at', '>=', since ?? ''),
  )
