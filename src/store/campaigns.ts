import { type Kysely, sql, type SqlBool } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { bulkKinds, type DeliveryState, type MessageSource, noticeKinds, type Settlement } from '../domain/index.js'
import type { Schema } from './schema.js'

/** Reading the campaigns and their lines, and the state of a campaign as a whole; see halts.ts for what staff do to one. */
export function campaignRows(db: Kysely<Schema>, clock: Clock) {
  const setState = async (id: string, state: 'open' | 'blocked', reason: string | null) => {
    await db
      .updateTable('campaigns')
      .set({ state, state_reason: reason, finished_at: null })
      .where('id', '=', id)
      // A stopped campaign is staff's: only `resume` changes it, whatever a lane that was still at work finds.
      .where('halted', 'is distinct from', 'stopped')
      .execute()
  }

  return {
    async byId(id: string) {
      return (await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
    },

    async byKey(key: string) {
      return (await db.selectFrom('campaigns').selectAll().where('key', '=', key).executeTakeFirst()) ?? null
    },

    /** The message of a campaign, as frozen. */
    async message(id: string): Promise<MessageSource> {
      const row = await db.selectFrom('campaigns').select('message').where('id', '=', id).executeTakeFirstOrThrow()
      return JSON.parse(row.message) as MessageSource
    },

    /** Newest first. */
    async list(limit = 100) {
      return await db
        .selectFrom('campaigns')
        .select([
          'id',
          'key',
          'kind',
          'publication',
          'subject',
          'state',
          'state_reason',
          'halted',
          'created_at',
          'finished_at',
        ])
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
    },

    /**
     * A page of campaigns, newest first; with or without notices to staff and to single persons.
     * `before` is what the page before said.
     */
    async page({ notices, before, limit }: { notices: boolean; before?: string | undefined; limit: number }) {
      const [at, id] = before?.split('~') ?? []
      let query = db
        .selectFrom('campaigns')
        .select(['id', 'kind', 'publication', 'subject', 'state', 'halted', 'created_at', 'finished_at'])
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
      if (!notices) query = query.where('kind', 'not in', [...noticeKinds])
      if (at && id) query = query.where(sql<SqlBool>`(created_at, id) < (${at}, ${id})`)
      const rows = await query.execute()
      const shown = rows.slice(0, limit)
      const last = rows.length > limit ? shown.at(-1) : undefined
      return {
        campaigns: shown,
        before: last ? `${last.created_at}~${last.id}` : null,
      }
    },

    /** Campaigns that go on only when somebody decides, or about which something is uncertain, newest first. */
    async needingStaff(limit = 20) {
      const uncertain = sql<number>`(select count(*) from deliveries where campaign_id = campaigns.id and state = 'uncertain')`
      const rows = await db
        .selectFrom('campaigns')
        .select(['id', 'subject', 'state', 'halted', uncertain.as('uncertain')])
        // By the two indexes that hold nothing else: years of campaigns wait for nobody.
        .where(
          'id',
          'in',
          sql<string>`(select id from campaigns where state = 'blocked' or halted is not null
            union all select campaign_id from deliveries where state = 'uncertain')`,
        )
        .where('kind', 'in', bulkKinds)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => ({ ...row, uncertain: Number(row.uncertain) }))
    },

    /** Campaigns that still have something to send, oldest first. */
    async unfinished() {
      return await db
        .selectFrom('campaigns')
        .select(['id', 'key', 'state', 'halted'])
        .where('state', '!=', sql.lit('done'))
        .orderBy('created_at')
        .execute()
    },

    /** Instants of the first and the last acceptance; null while nothing is accepted. */
    async acceptedBetween(id: string): Promise<{ first: string | null; last: string | null }> {
      const row = await db
        .selectFrom('deliveries')
        .select((eb) => [eb.fn.min('updated_at').as('first'), eb.fn.max('updated_at').as('last')])
        .where('campaign_id', '=', id)
        .where('state', '=', 'accepted')
        .executeTakeFirst()
      return { first: row?.first ?? null, last: row?.last ?? null }
    },

    /** The lines of a campaign in the audience's order. */
    async deliveries(id: string, filter: { state?: DeliveryState; limit?: number; offset?: number } = {}) {
      let query = db.selectFrom('deliveries').selectAll().where('campaign_id', '=', id).orderBy('id')
      if (filter.state) query = query.where('state', '=', filter.state)
      return await query
        .limit(filter.limit ?? 10_000)
        .offset(filter.offset ?? 0)
        .execute()
    },

    async history(deliveryId: string) {
      return await db
        .selectFrom('delivery_events')
        .selectAll()
        .where('delivery_id', '=', deliveryId)
        .orderBy('at')
        .execute()
    },

    /** Who settled the campaign's uncertain deliveries and how, oldest first. */
    async settlements(id: string) {
      const settlements: Settlement[] = ['resend', 'take-as-sent']
      return await db
        .selectFrom('delivery_events')
        .innerJoin('deliveries', 'deliveries.id', 'delivery_events.delivery_id')
        .select(['delivery_id', 'at', 'what', 'delivery_events.reply as who'])
        .where('campaign_id', '=', id)
        .where('what', 'in', settlements)
        .orderBy('at')
        .orderBy('delivery_id')
        .execute()
    },

    /** Ends a campaign, unless something of it is open again: a delivery may be put back at the last moment. */
    async finish(id: string): Promise<void> {
      await db
        .updateTable('campaigns')
        .set({ state: 'done', state_reason: null, finished_at: stamp(clock.now()) })
        .where('id', '=', id)
        .where('halted', 'is distinct from', 'stopped')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('deliveries')
                .select('id')
                .where('campaign_id', '=', id)
                .where('state', 'in', ['pending', 'sending', 'deferred']),
            ),
          ),
        )
        .execute()
    },

    /** Nothing can be sent until somebody mends it: the reason says what. */
    block: (id: string, reason: string) => setState(id, 'blocked', reason),

    reopen: (id: string) => setState(id, 'open', null),
  }
}
