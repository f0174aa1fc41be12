import type { Kysely } from 'kysely'
import type { Schema } from '../schema.js'
import type { ContactQuery } from './people.js'

interface Row {
  id: string
  email_key: string
  created_at: string
  /** An earlier subscriber, in the segment or not, has the same address. */
  duplicate: unknown
}

/** Ids per statement: each part is found through an index, however long a rule takes to tell. */
const idsPerStatement = 1000

/**
 * Those of a page of subscribers that are among the contacts of segments. Another contact of the same address takes the
 * copy only where that contact is among them too.
 */
export async function narrowed<R extends Row>(
  db: Kysely<Schema>,
  page: readonly R[],
  among: ContactQuery,
  publication: string,
): Promise<R[]> {
  const members = await membersAmong(
    page.map((row) => row.id),
    among,
  )
  const kept = page.filter((row) => members.has(row.id))
  const doubtful = kept.filter((row) => row.duplicate)
  if (doubtful.length === 0) return kept
  const holders = await db
    .selectFrom('contacts')
    .innerJoin('subscriptions', 'subscriptions.contact_id', 'contacts.id')
    .select(['contacts.id', 'contacts.email_key', 'contacts.created_at'])
    .where('publication', '=', publication)
    .where('until', 'is', null)
    .where(
      'email_key',
      'in',
      doubtful.map((row) => row.email_key),
    )
    .execute()
  const holding = await membersAmong(
    holders.map((row) => row.id),
    among,
  )
  const byAddress = Map.groupBy(
    holders.filter((row) => holding.has(row.id)),
    (row) => row.email_key,
  )
  return kept.map((row) => ({
    ...row,
    duplicate: Boolean(row.duplicate) && (byAddress.get(row.email_key) ?? []).some((one) => isEarlier(one, row)),
  }))
}

async function membersAmong(ids: readonly string[], among: ContactQuery): Promise<Set<string>> {
  const found = new Set<string>()
  for (let start = 0; start < ids.length; start += idsPerStatement) {
    const part = ids.slice(start, start + idsPerStatement)
    for (const { id } of await among.where('member.id', 'in', part).execute()) found.add(id)
  }
  return found
}

type Entered = Pick<Row, 'id' | 'created_at'>
const isEarlier = (one: Entered, other: Entered) =>
  one.created_at < other.created_at || (one.created_at === other.created_at && one.id < other.id)
