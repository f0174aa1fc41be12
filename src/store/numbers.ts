import { type Kysely, sql } from 'kysely'
import { stamp } from '../base/clock.js'
import { type AgendaDocument, noticeKinds } from '../domain/index.js'
import type { Schema } from './schema.js'

/** What is asked of the figures: from one instant to another (excluded), of one publication or of all. */
export interface NumbersQuestion {
  from: Temporal.Instant
  to: Temporal.Instant
  publication: string | null
}

/** So many of a kind within one hour, told by its beginning ("2026-07-04T05"), or on one day. */
export interface Counted {
  at: string
  kind: string
  count: number
}

/** Campaigns whose deliveries are counted in one statement. */
const campaignsPerLook = 20

/** The figures of the console, each summed up by the database. Hours, not days: a day begins where the office is. */
export function numberRows(db: Kysely<Schema>) {
  const hourOf = (column: string) => sql<string>`substr(${sql.ref(column)}, 1, 13)`
  const count = sql<number>`count(*)`.as('count')
  const counted = (rows: readonly { at: string; kind: string | null; count: number }[]): Counted[] =>
    rows.map(({ at, kind, count: some }) => ({ at, kind: kind ?? '', count: Number(some) }))

  return {
    /** Deliveries by the instant at which their campaign was made, and by state; notices to staff are left out. */
    async sends({ from, to, publication }: NumbersQuestion): Promise<Counted[]> {
      let campaigns = db
        .selectFrom('campaigns')
        .select(['id', 'created_at'])
        .where('created_at', '>=', stamp(from))
        .where('created_at', '<', stamp(to))
        .where('kind', 'not in', [...noticeKinds])
      if (publication) campaigns = campaigns.where('publication', '=', publication)
      const made = await campaigns.execute()
      const found: Counted[] = []
      for (let start = 0; start < made.length; start += campaignsPerLook) {
        const some = new Map(made.slice(start, start + campaignsPerLook).map((one) => [one.id, one.created_at]))
        const rows = await db
          .selectFrom('deliveries')
          .select(['campaign_id', 'state as kind', count])
          .where('campaign_id', 'in', [...some.keys()])
          .groupBy(['campaign_id', 'state'])
          .execute()
        found.push(...counted(rows.map((row) => ({ ...row, at: some.get(row.campaign_id) ?? '' }))))
        // The database of one file answers at once, and would let nobody else have a word.
        await new Promise((next) => setImmediate(next))
      }
      return found
    },

    /** What came back or was refused for good, by kind ("hard", "soft"). */
    async bounces({ from, to, publication }: NumbersQuestion): Promise<Counted[]> {
      let query = db
        .selectFrom('bounces')
        .select([hourOf('bounces.at').as('at'), 'bounces.kind', count])
        .where('bounces.at', '>=', stamp(from))
        .where('bounces.at', '<', stamp(to))
        .groupBy([hourOf('bounces.at'), 'bounces.kind'])
      if (publication)
        query = query
          .innerJoin('deliveries', 'deliveries.id', 'bounces.delivery_id')
          .innerJoin('campaigns', 'campaigns.id', 'deliveries.campaign_id')
          .where('campaigns.publication', '=', publication)
      return counted(await query.execute())
    },

    /** Who stopped a publication ("unsubscribed"), or everything ("opposed"); an address that died is nobody's word. */
    async departures({ from, to, publication }: NumbersQuestion): Promise<Counted[]> {
      let query = db
        .selectFrom('journal')
        .select([hourOf('at').as('at'), 'what as kind', count])
        .where(({ or, eb }) => or([eb('what', '=', 'unsubscribed'), eb('note', 'is distinct from', 'bounced')]))
        .where('what', 'in', publication ? ['unsubscribed'] : ['unsubscribed', 'opposed'])
        .where('at', '>=', stamp(from))
        .where('at', '<', stamp(to))
        .groupBy([hourOf('at'), 'what'])
      if (publication) query = query.where('publication', '=', publication)
      return counted(await query.execute())
    },

    /** What was fetched from the public pages, by file; `from` and `to` are days of the office's. */
    async downloads({
      from,
      to,
      publication,
    }: {
      from: string
      to: string
      publication: string | null
    }): Promise<Counted[]> {
      let query = db
        .selectFrom('downloads')
        .select(['day as at', 'file as kind', (eb) => eb.fn.sum<number>('count').as('count')])
        .where('day', '>=', from)
        .where('day', '<', to)
        .groupBy(['day', 'file'])
      if (publication)
        query = query
          .innerJoin('issues', 'issues.id', 'downloads.issue_id')
          .where('issues.publication', '=', publication)
      return counted(await query.execute())
    },

    /** The agendas of issues that were sent and composed between two instants. */
    async agendas({ from, to, publication }: NumbersQuestion): Promise<AgendaDocument[]> {
      let query = db
        .selectFrom('issues')
        .select('agenda')
        .where('state', '=', 'sent')
        .where('agenda', 'is not', null)
        .where('composed_at', '>=', stamp(from))
        .where('composed_at', '<', stamp(to))
      if (publication) query = query.where('publication', '=', publication)
      const rows = await query.execute()
      return rows.flatMap(({ agenda }) => (agenda ? [JSON.parse(agenda) as AgendaDocument] : []))
    },
  }
}
