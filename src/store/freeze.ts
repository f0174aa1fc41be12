import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId } from '../base/ids.js'
import { type CampaignKind, domainOf, type MessageSource, type Recipient, type Segment } from '../domain/index.js'
import type { Schema } from './schema.js'

export interface NewCampaign {
  /** thing + period: a second campaign with the same key is never made. */
  key: string
  kind: CampaignKind
  issueId: string | null
  publication: string | null
  message: MessageSource
  /** The segments that the audience is restricted to, kept as they stand; by default none. */
  segments?: readonly Segment[]
}

/** An audience, page by page; asked for the next page only once the last is stored. */
export type Audience = AsyncIterable<readonly Recipient[]> | Iterable<readonly Recipient[]>

/** SQLite allows 32,766 values in a statement; PostgreSQL 65,535. */
const rowsPerInsert = 500

/** The making of campaigns: afterwards only the ledger touches their lines. */
export function freezeRows(db: Kysely<Schema>, clock: Clock) {
  const now = () => stamp(clock.now())

  return {
    /**
     * Freezes an audience: the campaign and one row per recipient, those left out included. Memory does not grow with
     * the audience. Call it inside a transaction. Returns the campaign's id, and whether it is new.
     */
    async freeze(campaign: NewCampaign, audience: Audience): Promise<{ id: string; created: boolean }> {
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
          segments: campaign.segments ? JSON.stringify(campaign.segments) : null,
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
      let number = 0
      for await (const page of audience) {
        const rows = page.map((recipient) => ({
          id: `${id}-${String(++number).padStart(7, '0')}`,
          campaign_id: id,
          contact_id: recipient.contactId,
          email: recipient.email,
          email_key: recipient.emailKey,
          domain: domainOf(recipient.emailKey),
          name: recipient.name,
          language: recipient.language,
          token: recipient.token,
          papers: recipient.papers ?? 'attached',
          state: recipient.excluded ? ('excluded' as const) : ('pending' as const),
          reason: recipient.excluded,
          attempt: 0,
          next_at: recipient.excluded ? null : now(),
          owner: null,
          code: null,
          status: null,
          reply: null,
          updated_at: now(),
        }))
        for (let start = 0; start < rows.length; start += rowsPerInsert) {
          await db
            .insertInto('deliveries')
            .values(rows.slice(start, start + rowsPerInsert))
            .execute()
        }
      }
      return { id, created: true }
    },
  }
}
