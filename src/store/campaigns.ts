import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import type { DeliveryState, MessageSource } from '../domain/index.js'
import type { Schema } from './schema.js'

/** Reading the campaigns and their lines, and the state of a campaign as a whole. */
export function campaignRows(db: Kysely<Schema>, clock: Clock) {
  const setState = async (id: string, state: 'open' | 'blocked' | 'done', reason: string | null) => {
    await db
      .updateTable('campaigns')
      .set({ state, state_reason: reason, finished_at: state === 'done' ? stamp(clock.now()) : null })
      .where('id', '=', id)
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
        .select(['id', 'key', 'kind', 'publication', 'subject', 'state', 'state_reason', 'created_at', 'finished_at'])
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
    },

    /** Campaigns that still have something to send, oldest first. */
    async unfinished() {
      return await db
        .selectFrom('campaigns')
        .select(['id', 'key'])
        .where('state', '!=', 'done')
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

    finish: (id: string) => setState(id, 'done', null),

    /** Nothing can be sent until somebody mends it: the reason says what. */
    block: (id: string, reason: string) => setState(id, 'blocked', reason),

    reopen: (id: string) => setState(id, 'open', null),
  }
}
