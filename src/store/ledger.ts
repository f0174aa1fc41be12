import { type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { type ClaimedDelivery, enhancedStatus, type Outcome, type Settlement } from '../domain/index.js'
import type { Engine } from './engine/engine.js'
import type { Schema } from './schema.js'

/** What became of a claimed delivery, to be stored. */
export interface DeliveryRecord {
  delivery: ClaimedDelivery
  outcome: Outcome
  /** When a deferred one may be tried again. */
  nextAt: Temporal.Instant | null
}

/** How far ahead waiting deliveries are spread over time: so many steps, so many rows. */
const spreadSteps = 200
const spreadRows = 10_000

/** The only record of what happened to each message. Every change of state after the freezing goes through here. */
export function ledgerRows(db: Kysely<Schema>, clock: Clock, engine: Engine) {
  const now = () => stamp(clock.now())

  async function claimIn(state: 'pending' | 'deferred', campaignId: string, owner: string, limit: number) {
    const rows = await db
      .with(
        (cte) => cte('picked').materialized(),
        (qb) =>
          engine.forClaim(
            qb
              .selectFrom('deliveries')
              .select('id')
              .where('campaign_id', '=', campaignId)
              .where('state', '=', state)
              .where('next_at', '<=', now())
              .where((eb) =>
                eb.exists(
                  eb.selectFrom('campaigns').select('id').where('id', '=', campaignId).where('halted', 'is', null),
                ),
              )
              .orderBy('next_at')
              .orderBy('id')
              .limit(limit),
          ),
      )
      .updateTable('deliveries')
      .set((eb) => ({ state: 'sending', owner, attempt: eb('attempt', '+', 1), updated_at: now() }))
      .where('id', 'in', (eb) => eb.selectFrom('picked').select('id'))
      .returning([
        'id',
        'campaign_id',
        'contact_id',
        'email',
        'email_key',
        'name',
        'token',
        'language',
        'papers',
        'attempt',
      ])
      .execute()
    return rows
      .map<ClaimedDelivery>((row) => ({
        id: row.id,
        campaignId: row.campaign_id,
        contactId: row.contact_id,
        email: row.email,
        emailKey: row.email_key,
        name: row.name,
        token: row.token,
        language: row.language,
        papers: row.papers,
        attempt: row.attempt,
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  return {
    /**
     * Writes the intent to send the next waiting deliveries, `limit` at most, and hands them to `owner`. New ones come
     * before those whose wait is over; none when none may be tried now, or when staff have halted the campaign.
     */
    async claim(campaignId: string, owner: string, limit: number): Promise<ClaimedDelivery[]> {
      if (limit <= 0) return []
      const claimed = await claimIn('pending', campaignId, owner, limit)
      if (claimed.length === limit) return claimed
      return [...claimed, ...(await claimIn('deferred', campaignId, owner, limit - claimed.length))]
    },

    /**
     * Stores what became of claimed deliveries, in one statement; gives the ids of those stored.
     * One that was taken from this owner meanwhile stays as it is, unless it is still in doubt because the owner was
     * taken for dead: then what the owner knows ends the doubt.
     */
    async record(records: readonly DeliveryRecord[], owner: string): Promise<Set<string>> {
      if (records.length === 0) return new Set()
      const lines = records.map(({ delivery, outcome, nextAt }) => {
        const { reason, code, reply } = wordsOf(outcome)
        const next = outcome.state === 'pending' ? now() : nextAt && stamp(nextAt)
        // An attempt that reached no server is not one.
        const unmade = outcome.state === 'pending' ? 1 : 0
        return sql`(${delivery.id}, cast(${delivery.attempt} as integer), ${outcome.state}, ${reason},
          cast(${code} as integer), ${enhancedStatus(reply)}, ${reply}, ${next}, cast(${unmade} as integer))`
      })
      const { rows } = await sql<{ id: string }>`
        update deliveries
        set state = line.column3, reason = line.column4, code = line.column5, status = line.column6,
          reply = line.column7, next_at = line.column8, attempt = deliveries.attempt - line.column9,
          owner = null, updated_at = ${now()}
        from (values ${sql.join(lines)}) as line
        where deliveries.id = line.column1 and deliveries.attempt = line.column2
          and ((deliveries.state = 'sending' and deliveries.owner = ${owner})
            or (deliveries.state = 'uncertain' and deliveries.reason = 'worker-gone'))
        returning deliveries.id`.execute(db)
      const stored = new Set(rows.map((row) => row.id))
      const told = records.filter(({ delivery, outcome }) => stored.has(delivery.id) && outcome.state !== 'accepted')
      if (told.length > 0) {
        await db
          .insertInto('delivery_events')
          .values(
            told.map(({ delivery, outcome }) => {
              const { reason, code, reply } = wordsOf(outcome)
              const words = reply ?? reason
              return {
                delivery_id: delivery.id,
                at: now(),
                what: outcome.state,
                attempt: delivery.attempt,
                code,
                status: enhancedStatus(reply),
                reply: words,
              }
            }),
          )
          .execute()
      }
      return stored
    },

    /** Takes claimed deliveries back untried, at the place where they waited. */
    async putBack(ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return
      await db
        .updateTable('deliveries')
        .set((eb) => ({ state: 'pending', owner: null, attempt: eb('attempt', '-', 1) }))
        .where('id', 'in', [...ids])
        .where('state', '=', 'sending')
        .execute()
    },

    /**
     * Lets all that is due to a domain wait: the first `count` until `from`, as many more until `seconds` later, and so
     * on; what lies further ahead is spread in its turn. Each is moved once, not anew whenever there is a little room.
     */
    async spread(
      campaignId: string,
      domain: string,
      { from, count, seconds }: { from: Temporal.Instant; count: number; seconds: number },
    ): Promise<void> {
      const due = await db
        .selectFrom('deliveries')
        .select('id')
        .where('campaign_id', '=', campaignId)
        .where('state', 'in', ['pending', 'deferred'])
        .where('next_at', '<=', now())
        .where('domain', '=', domain)
        .orderBy('next_at')
        .orderBy('id')
        .limit(Math.min(count * spreadSteps, spreadRows))
        .execute()
      const setNext = (step: number) =>
        db.updateTable('deliveries').set({ next_at: stamp(from.add({ seconds: step * seconds })) })
      let step = 0
      for (; step * count < due.length; step++) {
        const ids = due.slice(step * count, (step + 1) * count).map((row) => row.id)
        await setNext(step).where('id', 'in', ids).execute()
      }
      await setNext(step)
        .where('campaign_id', '=', campaignId)
        .where('state', 'in', ['pending', 'deferred'])
        .where('next_at', '<=', now())
        .where('domain', '=', domain)
        .execute()
    },

    /** What this owner has claimed but never got, since the database's answer was lost: it waits again. */
    async giveBack(campaignId: string, owner: string, inHand: readonly string[]): Promise<void> {
      let query = db
        .updateTable('deliveries')
        .set((eb) => ({ state: 'pending', owner: null, attempt: eb('attempt', '-', 1), next_at: now() }))
        .where('campaign_id', '=', campaignId)
        .where('state', '=', 'sending')
        .where('owner', '=', owner)
      if (inHand.length > 0) query = query.where('id', 'not in', [...inHand])
      await query.execute()
    },

    /** Adds a line to the history of a delivery. */
    async note(deliveryId: string, what: string, attempt: number, reply: string | null) {
      await db
        .insertInto('delivery_events')
        .values({ delivery_id: deliveryId, at: now(), what, attempt, code: null, status: null, reply })
        .execute()
    },

    /**
     * What dead workers had in hand may have left: it becomes uncertain. Returns how many.
     * `updated_at` stays the instant of the claim: from there on the attempt is looked up in the mail server's log.
     */
    async doubt(deadWorkers: readonly string[]): Promise<number> {
      if (deadWorkers.length === 0) return 0
      const rows = await db
        .updateTable('deliveries')
        .set({ state: 'uncertain', reason: 'worker-gone', owner: null, next_at: null })
        .where('state', '=', 'sending')
        .where('owner', 'in', [...deadWorkers])
        .returning(['id', 'attempt'])
        .execute()
      for (const row of rows) await this.note(row.id, 'uncertain', row.attempt, 'worker-gone')
      return rows.length
    },

    /**
     * Settles an uncertain delivery: send it again under the same Message-ID, or take it as sent. `who` decided is kept.
     * False when it is not uncertain.
     */
    async settle(deliveryId: string, decision: Settlement, who: string): Promise<boolean> {
      const resend = decision === 'resend'
      const row = await db
        .updateTable('deliveries')
        .set({
          state: resend ? 'pending' : 'accepted',
          reason: decision,
          next_at: resend ? now() : null,
          updated_at: now(),
        })
        .where('id', '=', deliveryId)
        .where('state', '=', 'uncertain')
        .returning(['attempt', 'campaign_id'])
        .executeTakeFirst()
      if (!row) return false
      if (resend) {
        await db
          .updateTable('campaigns')
          .set({ state: 'open', state_reason: null, finished_at: null })
          .where('id', '=', row.campaign_id)
          .where('halted', 'is distinct from', 'stopped')
          .execute()
      }
      await this.note(deliveryId, decision, row.attempt, who)
      return true
    },
  }
}

function wordsOf(outcome: Outcome) {
  return {
    reason: outcome.state === 'excluded' ? outcome.reason : null,
    code: 'code' in outcome ? outcome.code : null,
    reply: 'reply' in outcome ? outcome.reply.slice(0, 1000) : null,
  }
}
