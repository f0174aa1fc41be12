import { type Kysely, type SelectQueryBuilder, sql, type SqlBool } from 'kysely'
import { type DeliveryState, emailKey, isWholeAddress, type LineFilter } from '../domain/index.js'
import type { Engine } from './engine/engine.js'
import { type WantedWords, wantedWords } from './ledger-words.js'
import type { DeliveriesTable, Schema } from './schema.js'

/** A line of the ledger as a list shows it. */
export type LedgerLine = Pick<
  DeliveriesTable,
  | 'id'
  | 'contact_id'
  | 'email'
  | 'name'
  | 'state'
  | 'reason'
  | 'attempt'
  | 'code'
  | 'status'
  | 'reply'
  | 'next_at'
  | 'updated_at'
>

/** Part of a list: where the next one begins is said by `after`, null at the end. */
export interface LinePage {
  lines: LedgerLine[]
  after: string | null
}

const columns = [
  'id',
  'contact_id',
  'email',
  'name',
  'state',
  'reason',
  'attempt',
  'code',
  'status',
  'reply',
  'next_at',
  'updated_at',
] as const

/** Lines looked through in one statement when words are searched: others get their turn in between. */
const linesPerLook = 20_000

/** The highest number that a line may have. */
const lastNumber = 9_999_999

const waitingStates: ReadonlySet<DeliveryState> = new Set(['pending', 'sending', 'deferred'])

/** The lines of one campaign, to be leafed through and searched: each page costs the same, however far it lies. */
export function ledgerLineRows(db: Kysely<Schema>, engine: Engine) {
  const idOf = (campaignId: string, number: number) => `${campaignId}-${String(number).padStart(7, '0')}`
  const numberOf = (id: string) => Number(id.slice(id.lastIndexOf('-') + 1))

  type Query = SelectQueryBuilder<Schema, 'deliveries', LedgerLine>
  const lines = (): Query => db.selectFrom('deliveries').select(columns)

  /** What is asked beside the order in which an index hands the lines over. */
  function filtered(query: Query, { state, reason }: LineFilter): Query {
    let wanted = query
    if (state === 'returned') wanted = wanted.where('state', '=', 'accepted')
    else if (state) wanted = wanted.where('state', '=', state)
    return reason ? wanted.where('reason', '=', reason) : wanted
  }

  /** In the order of their numbers, from the primary key. */
  const byNumber = (campaignId: string, from: number, to = lastNumber) =>
    lines().where('id', '>', idOf(campaignId, from)).where('id', '<=', idOf(campaignId, to)).orderBy('id')

  /** Those of one state, the next to be tried first: one index hands them over in this order. */
  function byTurn(campaignId: string, state: DeliveryState, after: string | undefined): Query {
    const query = lines().where('campaign_id', '=', campaignId).where('state', '=', state)
    const [next, number] = after?.split('~') ?? []
    const ordered = query.orderBy('next_at').orderBy('id')
    if (!waitingStates.has(state))
      return ordered.where('next_at', 'is', null).where('id', '>', idOf(campaignId, Number(number ?? 0)))
    if (!next || !number) return ordered
    return ordered.where(sql<SqlBool>`(next_at, id) > (${next}, ${idOf(campaignId, Number(number))})`)
  }

  /** The order of the index that fits what is asked. */
  function inOrder(campaignId: string, filter: LineFilter, after: string | undefined, from: number): Query {
    const { state, reason } = filter
    if (reason)
      return filtered(lines(), filter)
        .where('campaign_id', '=', campaignId)
        .where('id', '>', idOf(campaignId, from))
        .orderBy('id')
    if (state && state !== 'returned') return byTurn(campaignId, state, after)
    return byNumber(campaignId, from)
  }

  /** Those of a query that hold the words, and how many were looked at for that. */
  async function holding(query: Query, { ofHouse, mayHold, holds }: WantedWords) {
    const looked = await query.select(ofHouse.as('of_house')).where(mayHold).execute()
    const held = looked.filter(holds).map(({ of_house: _, ...line }): LedgerLine => line)
    return { held, looked: looked.length, last: looked.at(-1) }
  }

  /**
   * Those that came back: what the index of bounces names, some at a time. A join is planned by what a database believes
   * of its tables, and may read them whole.
   */
  async function returnedLines(campaignId: string, filter: LineFilter, from: number, limit: number) {
    const found: LedgerLine[] = []
    const words = filter.words?.trim() ? await wantedWords(db, engine, filter.words, limit * 2) : null
    for (let after = from; found.length < limit;) {
      const named = await db
        .selectFrom('bounces')
        .select('delivery_id as id')
        .distinct()
        .where('delivery_id', '>', idOf(campaignId, after))
        .where('delivery_id', '<=', idOf(campaignId, lastNumber))
        .orderBy('delivery_id')
        .limit(limit * 2)
        .execute()
      const ids = named.flatMap(({ id }) => id ?? [])
      const last = ids.at(-1)
      if (!last) break
      const some = filtered(lines(), filter).where('id', 'in', ids).orderBy('id')
      found.push(...(words ? (await holding(some, words)).held : await some.execute()))
      after = numberOf(last)
    }
    return found.slice(0, limit)
  }

  async function search(campaignId: string, filter: LineFilter, from: number, limit: number): Promise<LedgerLine[]> {
    const words = (filter.words ?? '').trim()
    if (isWholeAddress(words)) {
      // Put in order here: asked for an order, PostgreSQL would rather walk through all numbers.
      const exact = await filtered(lines(), filter)
        .where('email_key', '=', emailKey(words))
        .where('campaign_id', '=', campaignId)
        .execute()
      if (exact.length > 0)
        return exact
          .filter((line) => numberOf(line.id) > from)
          .toSorted((a, b) => numberOf(a.id) - numberOf(b.id))
          .slice(0, limit)
    }
    const last = await db
      .selectFrom('deliveries')
      .select('id')
      .where('id', '>', idOf(campaignId, from))
      .where('id', '<=', idOf(campaignId, lastNumber))
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const end = last ? numberOf(last.id) : from
    const wanted = await wantedWords(db, engine, words, end - from)
    const most = limit * 2
    const found: LedgerLine[] = []
    for (let start = from; start < end && found.length < limit;) {
      const some = filtered(byNumber(campaignId, start, start + linesPerLook), filter).limit(most)
      const { held, looked, last: seen } = await holding(some, wanted)
      found.push(...held)
      start = seen && looked === most ? numberOf(seen.id) : start + linesPerLook
      // The database of one file answers at once, and would let nobody else have a word.
      await new Promise((next) => setImmediate(next))
    }
    return found
  }

  return {
    /** A page of the lines that a filter lets through, `after` what the page before said. */
    async page(
      campaignId: string,
      filter: LineFilter,
      { after, limit }: { after?: string | undefined; limit: number },
    ) {
      const from = Number(after?.split('~').at(-1) ?? 0)
      const { state, words } = filter
      const rows =
        state === 'returned'
          ? await returnedLines(campaignId, filter, from, limit + 1)
          : words?.trim()
            ? await search(campaignId, filter, from, limit + 1)
            : await inOrder(campaignId, filter, after, from)
                .limit(limit + 1)
                .execute()
      const shown = rows.slice(0, limit)
      const last = rows.length > limit ? shown.at(-1) : undefined
      return { lines: shown, after: last ? `${last.next_at ?? ''}~${numberOf(last.id)}` : null } satisfies LinePage
    },

    /** One line of a campaign by its number in the audience, or null. */
    async line(campaignId: string, number: number) {
      return (
        (await db
          .selectFrom('deliveries')
          .selectAll()
          .where('id', '=', idOf(campaignId, number))
          .where('campaign_id', '=', campaignId)
          .executeTakeFirst()) ?? null
      )
    },

    /** Why lines of a campaign were left out or settled, each with how many. */
    async reasons(campaignId: string): Promise<{ reason: string; count: number }[]> {
      const rows = await db
        .selectFrom('deliveries')
        .select(['reason', sql<number>`count(*)`.as('count')])
        .where('campaign_id', '=', campaignId)
        .where('reason', 'is not', null)
        .groupBy('reason')
        .execute()
      return rows
        .map(({ reason, count }) => ({ reason: reason ?? '', count: Number(count) }))
        .toSorted((a, b) => b.count - a.count)
    },

    /** How many messages of a campaign the next server took, and that came back. */
    async returned(campaignId: string): Promise<number> {
      const row = await db
        .selectFrom('bounces')
        .innerJoin('deliveries', 'deliveries.id', 'bounces.delivery_id')
        .select(sql<number>`count(distinct delivery_id)`.as('count'))
        .where('delivery_id', '>', idOf(campaignId, 0))
        .where('delivery_id', '<=', idOf(campaignId, lastNumber))
        .where('deliveries.state', '=', 'accepted')
        .executeTakeFirst()
      return Number(row?.count ?? 0)
    },
  }
}
