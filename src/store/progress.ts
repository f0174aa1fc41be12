import { type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { type CampaignSums, type DeliveryState, deliveryStates } from '../domain/index.js'
import type { Schema } from './schema.js'

/** How far a campaign has come: the ledger, counted. */
export function progressRows(db: Kysely<Schema>, clock: Clock) {
  return {
    /** How many deliveries stand in each state; together they are the audience. */
    async sums(campaignId: string): Promise<CampaignSums> {
      const rows = await db
        .selectFrom('deliveries')
        .select(['state', sql<number>`count(*)`.as('count')])
        .where('campaign_id', '=', campaignId)
        .groupBy('state')
        .execute()
      const sums = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as CampaignSums
      sums.audience = 0
      for (const row of rows) {
        sums[row.state] = Number(row.count)
        sums.audience += Number(row.count)
      }
      return sums
    },

    /**
     * How many deliveries have no outcome for good yet, by domain; how many of them may be tried now; and the latest
     * hour for which one is put off.
     */
    async waiting(
      campaignId: string,
    ): Promise<{ domains: { domain: string; waiting: number }[]; due: number; lastTry: Temporal.Instant | null }> {
      const rows = await db
        .selectFrom('deliveries')
        .select((eb) => [
          'domain',
          eb.fn.countAll<number>().as('count'),
          eb.fn.sum<number>(eb.case().when('next_at', '<=', stamp(clock.now())).then(1).else(0).end()).as('due'),
          eb.fn.max('next_at').as('last'),
        ])
        .where('campaign_id', '=', campaignId)
        .where('state', 'in', ['pending', 'sending', 'deferred'])
        .groupBy('domain')
        .execute()
      const last = rows
        .map((row) => row.last)
        .filter((one) => one !== null)
        .sort()
        .at(-1)
      return {
        domains: rows.map((row) => ({ domain: row.domain, waiting: Number(row.count) })),
        due: rows.reduce((sum, row) => sum + Number(row.due), 0),
        lastTry: last ? Temporal.Instant.from(last) : null,
      }
    },

    /** When the next waiting delivery may be tried, or null when none waits. */
    async nextTry(campaignId: string): Promise<Temporal.Instant | null> {
      const first = async (state: DeliveryState) =>
        (
          await db
            .selectFrom('deliveries')
            .select((eb) => eb.fn.min('next_at').as('next'))
            .where('campaign_id', '=', campaignId)
            .where('state', '=', state)
            .executeTakeFirst()
        )?.next
      const waits = [await first('pending'), await first('deferred')].filter((next) => typeof next === 'string').sort()
      return waits[0] ? Temporal.Instant.from(waits[0]) : null
    },
  }
}
