import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { keyedHash, newId } from '../base/ids.js'
import { bulkKinds, type CampaignKind } from '../domain/index.js'
import type { Schema } from './schema.js'

/** Where a message lies: UIDs count within a mailbox and its UIDVALIDITY. */
export interface MailboxPlace {
  mailbox: string
  uidValidity: string
}

/** A delivery that a returned message may speak of. */
export interface BouncedDelivery {
  id: string
  emailKey: string
  contactId: string
  attempt: number
  campaignKind: CampaignKind
  publication: string | null
}

/** How long the bytes of forwarded messages are kept: longer than any forward is tried. */
const sourceDays = 30

const tagLength = 10

/** What was read in the mailbox of returned mail, and how its messages find their delivery. */
export function returnedRows(db: Kysely<Schema>, clock: Clock, hashKey: string) {
  const now = () => stamp(clock.now())
  const sealOf = (deliveryId: string) => keyedHash(hashKey, `return/${deliveryId}`).slice(0, tagLength)

  const deliveries = () =>
    db
      .selectFrom('deliveries')
      .innerJoin('campaigns', 'campaigns.id', 'deliveries.campaign_id')
      .select(['deliveries.id', 'email_key', 'contact_id', 'attempt', 'campaigns.kind', 'publication'])

  type Row = Awaited<ReturnType<ReturnType<typeof deliveries>['execute']>>[number]
  const bounced = (row: Row | undefined): BouncedDelivery | null =>
    row
      ? {
          id: row.id,
          emailKey: row.email_key,
          contactId: row.contact_id,
          attempt: row.attempt,
          campaignKind: row.kind as CampaignKind,
          publication: row.publication,
        }
      : null

  return {
    /** After which UID to read on; 0 for a mailbox that is new, or whose UIDs count anew. */
    async lastUid({ mailbox, uidValidity }: MailboxPlace): Promise<number> {
      const row = await db
        .selectFrom('returned_mailboxes')
        .select('last_uid')
        .where('mailbox', '=', mailbox)
        .where('uid_validity', '=', uidValidity)
        .executeTakeFirst()
      return row?.last_uid ?? 0
    },

    /** Notes how far a mailbox was read. */
    async advance({ mailbox, uidValidity }: MailboxPlace, uid: number): Promise<void> {
      const values = { uid_validity: uidValidity, last_uid: uid }
      await db
        .insertInto('returned_mailboxes')
        .values({ mailbox, ...values })
        .onConflict((conflict) => conflict.column('mailbox').doUpdateSet(values))
        .execute()
    },

    /**
     * Enters a message; null when it was read before, under whatever UID. Call it in the transaction of what follows
     * from the message.
     */
    async enter(
      { mailbox, uidValidity }: MailboxPlace,
      message: { uid: number; fingerprint: string; kind: string; source: Uint8Array | null },
    ): Promise<string | null> {
      const id = newId()
      const inserted = await db
        .insertInto('returned_messages')
        .values({ id, mailbox, uid_validity: uidValidity, ...message, at: now(), filed: 0 })
        .onConflict((conflict) => conflict.columns(['mailbox', 'fingerprint']).doNothing())
        .executeTakeFirst()
      return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n ? id : null
    },

    /** How many messages of each kind were read since an instant. */
    async counts(since: Temporal.Instant): Promise<Record<string, number>> {
      const rows = await db
        .selectFrom('returned_messages')
        .select(['kind', (eb) => eb.fn.countAll<number>().as('count')])
        .where('at', '>=', stamp(since))
        .groupBy('kind')
        .execute()
      return Object.fromEntries(rows.map((row) => [row.kind, Number(row.count)]))
    },

    /** The UIDs of messages that were read, and not yet marked or moved in the mailbox. */
    async unfiled({ mailbox, uidValidity }: MailboxPlace, limit: number): Promise<number[]> {
      const rows = await db
        .selectFrom('returned_messages')
        .select('uid')
        .where('mailbox', '=', mailbox)
        .where('uid_validity', '=', uidValidity)
        .where('filed', '=', 0)
        .orderBy('uid')
        .limit(limit)
        .execute()
      return rows.map((row) => row.uid)
    },

    /** Notes that messages were marked or moved. */
    async file({ mailbox, uidValidity }: MailboxPlace, uids: readonly number[]): Promise<void> {
      if (uids.length === 0) return
      await db
        .updateTable('returned_messages')
        .set({ filed: 1 })
        .where('mailbox', '=', mailbox)
        .where('uid_validity', '=', uidValidity)
        .where('uid', 'in', [...uids])
        .execute()
    },

    /** The bytes of a message that staff get, or null when they are forgotten. */
    async source(id: string): Promise<Uint8Array | null> {
      const row = await db.selectFrom('returned_messages').select('source').where('id', '=', id).executeTakeFirst()
      return row?.source ?? null
    },

    /** Forgets the bytes of old messages: the mailbox still has them. */
    async forgetSources(): Promise<void> {
      await db
        .updateTable('returned_messages')
        .set({ source: null })
        .where('source', 'is not', null)
        .where('at', '<', stamp(clock.now().subtract({ hours: 24 * sourceDays })))
        .execute()
    },

    /** The tag of a delivery in its return address: only this program can make one. Letters, digits and "-" only. */
    tagOf: (deliveryId: string) => `${deliveryId}-${sealOf(deliveryId)}`,

    /** The delivery whose tag it is; null for a tag that is not ours. */
    async byTag(tag: string): Promise<BouncedDelivery | null> {
      const id = tag.toLowerCase().slice(0, -(tagLength + 1))
      return id !== '' && tag.toLowerCase() === this.tagOf(id) ? await this.byId(id) : null
    },

    async byId(deliveryId: string): Promise<BouncedDelivery | null> {
      return bounced(await deliveries().where('deliveries.id', '=', deliveryId).executeTakeFirst())
    },

    /** The last delivery that left for an address since an instant, or null. */
    async lastTo(emailKey: string, since: Temporal.Instant): Promise<BouncedDelivery | null> {
      const row = await deliveries()
        .where('email_key', '=', emailKey)
        .where('deliveries.state', 'in', ['accepted', 'uncertain', 'failed'])
        .where('campaigns.kind', 'in', bulkKinds)
        .where('deliveries.updated_at', '>=', stamp(since))
        .orderBy('deliveries.updated_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return bounced(row)
    },

    /** Adds what came back to the history of a delivery; its state stays what the server had answered. */
    async noteDelivery(
      { id, attempt }: BouncedDelivery,
      { what, code, status, words }: { what: string; code: number | null; status: string | null; words: string },
    ): Promise<void> {
      await db
        .insertInto('delivery_events')
        .values({ delivery_id: id, at: now(), what, attempt, code, status, reply: words.slice(0, 1000) })
        .execute()
    },

    /** The contacts with an address. */
    async contactsWith(emailKey: string): Promise<{ id: string }[]> {
      return await db.selectFrom('contacts').select('id').where('email_key', '=', emailKey).execute()
    },
  }
}
