import { type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId } from '../base/ids.js'
import {
  type CampaignKind,
  type CampaignSums,
  type ClaimedDelivery,
  deliveryStates,
  type MessageSource,
  type Outcome,
  type Recipient,
} from '../domain/index.js'
import type { Engine } from './engine/engine.js'
import type { Schema } from './schema.js'

export interface NewCampaign {
  /** thing + period: a second campaign with the same key is never made. */
  key: string
  kind: CampaignKind
  issueId: string | null
  publication: string | null
  message: MessageSource
}

/** SQLite allows 32,766 values in a statement; PostgreSQL 65,535. */
const rowsPerInsert = 500

/** The only record of what happened to each message. Every change of state goes through here. */
export function ledgerRows(db: Kysely<Schema>, clock: Clock, _engine: Engine) {
  const now = () => stamp(clock.now())

  return {
    /**
     * Freezes an audience: the campaign and one row per recipient, those left out included.
     * Call it inside a transaction. Returns the campaign's id, and whether it is new.
     */
    async freeze(campaign: NewCampaign, audience: readonly Recipient[]): Promise<{ id: string; created: boolean }> {
      const id = newId()
      const inserted = await db
        .insertInto('campaigns')
        .values({
          id,
          key: campaign.key,
          kind: campaign.kind,
          issue_id: campaign.issueId,
          publication: campaign.publication,
          subject: campaign.message.subject,
          message: JSON.stringify(campaign.message),
          state: 'open',
          state_reason: null,
          created_at: now(),
          finished_at: null,
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst()
      if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) {
        const existing = await db
          .selectFrom('campaigns')
          .select('id')
          .where('key', '=', campaign.key)
          .executeTakeFirstOrThrow()
        return { id: existing.id, created: false }
      }
      const rows = audience.map((recipient, index) => ({
        id: `${id}-${String(index + 1).padStart(7, '0')}`,
        campaign_id: id,
        contact_id: recipient.contactId,
        email: recipient.email,
        email_key: recipient.emailKey,
        name: recipient.name,
        language: recipient.language,
        token: recipient.token,
        state: recipient.excluded ? ('excluded' as const) : ('pending' as const),
        reason: recipient.excluded,
        attempt: 0,
        next_at: null,
        owner: null,
        code: null,
        reply: null,
        updated_at: now(),
      }))
      for (let start = 0; start < rows.length; start += rowsPerInsert) {
        await db
          .insertInto('deliveries')
          .values(rows.slice(start, start + rowsPerInsert))
          .execute()
      }
      return { id, created: true }
    },

    /** Writes the intent to send the next waiting delivery, and hands it to `owner`; null when none may be tried now. */
    async claim(campaignId: string, owner: string): Promise<ClaimedDelivery | null> {
      const row = await db
        .updateTable('deliveries')
        .set((eb) => ({ state: 'sending', owner, attempt: eb('attempt', '+', 1), next_at: null, updated_at: now() }))
        .where('id', '=', (eb) =>
          eb
            .selectFrom('deliveries')
            .select('id')
            .where('campaign_id', '=', campaignId)
            .where('state', 'in', ['pending', 'deferred'])
            .where((or) => or.or([or('next_at', 'is', null), or('next_at', '<=', now())]))
            .orderBy('state', 'desc')
            .orderBy('id')
            .limit(1),
        )
        .returningAll()
        .executeTakeFirst()
      if (!row) return null
      return {
        id: row.id,
        campaignId: row.campaign_id,
        contactId: row.contact_id,
        email: row.email,
        emailKey: row.email_key,
        name: row.name,
        token: row.token,
        attempt: row.attempt,
      }
    },

    /**
     * Stores what became of a claimed delivery; `nextAt` is when a deferred one may be tried again.
     * False when the row is no longer this owner's: it was taken for dead meanwhile, and the row stays as it is.
     */
    async record(delivery: ClaimedDelivery, owner: string, outcome: Outcome, nextAt: Temporal.Instant | null) {
      const code = 'code' in outcome ? outcome.code : null
      const reply = 'reply' in outcome ? outcome.reply.slice(0, 1000) : null
      const reason = outcome.state === 'excluded' ? outcome.reason : null
      const result = await db
        .updateTable('deliveries')
        .set({
          state: outcome.state,
          reason,
          code,
          reply,
          next_at: nextAt ? stamp(nextAt) : null,
          owner: null,
          updated_at: now(),
          // An attempt that reached no server is not one.
          ...(outcome.state === 'pending' ? { attempt: delivery.attempt - 1 } : {}),
        })
        .where('id', '=', delivery.id)
        .where('owner', '=', owner)
        .where('state', '=', 'sending')
        .executeTakeFirst()
      const stored = result.numUpdatedRows > 0n
      if (stored && outcome.state !== 'accepted') {
        await this.note(delivery.id, outcome.state, delivery.attempt, code, reply ?? reason)
      }
      return stored
    },

    /** Adds a line to the history of a delivery. */
    async note(deliveryId: string, what: string, attempt: number, code: number | null, reply: string | null) {
      await db
        .insertInto('delivery_events')
        .values({ delivery_id: deliveryId, at: now(), what, attempt, code, reply })
        .execute()
    },

    /** What dead workers had in hand may have left: it becomes uncertain. Returns how many. */
    async doubt(deadWorkers: readonly string[]): Promise<number> {
      if (deadWorkers.length === 0) return 0
      const rows = await db
        .updateTable('deliveries')
        .set({ state: 'uncertain', reason: 'worker-gone', owner: null, updated_at: now() })
        .where('state', '=', 'sending')
        .where('owner', 'in', [...deadWorkers])
        .returning(['id', 'attempt'])
        .execute()
      for (const row of rows) await this.note(row.id, 'uncertain', row.attempt, null, 'worker-gone')
      return rows.length
    },

    /**
     * Staff's decision about an uncertain delivery: send it again under the same Message-ID, or take it as sent.
     * False when it is not uncertain.
     */
    async settle(deliveryId: string, decision: 'resend' | 'take-as-sent', who: string): Promise<boolean> {
      const row = await db
        .updateTable('deliveries')
        .set({ state: decision === 'resend' ? 'pending' : 'accepted', reason: decision, updated_at: now() })
        .where('id', '=', deliveryId)
        .where('state', '=', 'uncertain')
        .returning(['attempt', 'campaign_id'])
        .executeTakeFirst()
      if (!row) return false
      if (decision === 'resend') {
        await db
          .updateTable('campaigns')
          .set({ state: 'open', finished_at: null })
          .where('id', '=', row.campaign_id)
          .execute()
      }
      await this.note(deliveryId, decision, row.attempt, null, who)
      return true
    },

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

    /** When the next deferred delivery may be tried, or null when none waits. */
    async nextTry(campaignId: string): Promise<Temporal.Instant | null> {
      const row = await db
        .selectFrom('deliveries')
        .select((eb) => eb.fn.min('next_at').as('next'))
        .where('campaign_id', '=', campaignId)
        .where('state', '=', 'deferred')
        .executeTakeFirst()
      return row?.next ? Temporal.Instant.from(row.next) : null
    },
  }
}
