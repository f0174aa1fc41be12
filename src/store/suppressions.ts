import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { keyedHash, newId } from '../base/ids.js'
import {
  type BounceReason,
  type ChangeSource,
  type SoftBounce,
  suppressionReason,
  type SuppressionReason,
  theProgram,
} from '../domain/index.js'
import { journalRows } from './journal.js'
import type { Schema } from './schema.js'

/** A line of the list of addresses that are never written to. */
export interface Suppression {
  hash: string
  reason: SuppressionReason
  since: string
  /** As long as a contact with this address is known. */
  address: string | null
}

/** Addresses that are never written to, and the bounces that lead there: hashes only, which outlive the contacts. */
export function suppressionRows(db: Kysely<Schema>, clock: Clock, hashKey: string) {
  const now = () => stamp(clock.now())
  const hashOf = (emailKey: string) => keyedHash(hashKey, emailKey)

  return {
    /**
     * Enters an address; true when it was not there. The first reason stays, but for a bounce: a person's word, which
     * may come later, is worth more.
     */
    async suppress(
      emailKey: string,
      reason: SuppressionReason,
      source: ChangeSource = { who: theProgram, door: 'rule', note: reason },
    ): Promise<boolean> {
      const told = async () => {
        const contacts = await db.selectFrom('contacts').select('id').where('email_key', '=', emailKey).execute()
        const ids = contacts.length > 0 ? contacts.map((one) => one.id) : [null]
        const lines = ids.map((contactId) => ({ what: 'opposed' as const, contactId }))
        await journalRows(db, clock).write(lines, source)
      }
      const inserted = await db
        .insertInto('suppressions')
        .values({ address_hash: hashOf(emailKey), reason, since: now() })
        .onConflict((conflict) => conflict.column('address_hash').doNothing())
        .executeTakeFirst()
      if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) {
        await told()
        return true
      }
      if (reason !== 'bounced') {
        const changed = await db
          .updateTable('suppressions')
          .set({ reason, since: now() })
          .where('address_hash', '=', hashOf(emailKey))
          .where('reason', '=', 'bounced')
          .executeTakeFirst()
        if (changed.numUpdatedRows > 0n) await told()
      }
      return false
    },

    /** Takes an address off the list, with the bounces that were counted; false when it is not on it. */
    async lift(emailKey: string): Promise<boolean> {
      await db.deleteFrom('bounces').where('address_hash', '=', hashOf(emailKey)).execute()
      const gone = await db.deleteFrom('suppressions').where('address_hash', '=', hashOf(emailKey)).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },

    /** Why an address is never written to, or null. */
    async reasonFor(emailKey: string): Promise<SuppressionReason | null> {
      const row = await db
        .selectFrom('suppressions')
        .select('reason')
        .where('address_hash', '=', hashOf(emailKey))
        .executeTakeFirst()
      return row ? suppressionReason(row.reason) : null
    },

    /** The whole list, the latest first. */
    async list(): Promise<Suppression[]> {
      const rows = await db
        .selectFrom('suppressions')
        .selectAll()
        .orderBy('since', 'desc')
        .orderBy('address_hash')
        .execute()
      const contacts = await db.selectFrom('contacts').select('email_key').distinct().execute()
      const known = new Map(contacts.map(({ email_key }) => [hashOf(email_key), email_key]))
      return rows.map((row) => ({
        hash: row.address_hash,
        reason: suppressionReason(row.reason),
        since: row.since,
        address: known.get(row.address_hash) ?? null,
      }))
    },

    /** Remembers a bounce; false when this delivery has bounced before, so that one send counts once. */
    async addBounce(
      emailKey: string,
      { deliveryId, kind, reason }: { deliveryId: string | null; kind: 'hard' | 'soft'; reason: BounceReason },
    ): Promise<boolean> {
      const address = hashOf(emailKey)
      if (deliveryId !== null) {
        const known = await db
          .selectFrom('bounces')
          .select('id')
          .where('address_hash', '=', address)
          .where('delivery_id', '=', deliveryId)
          .executeTakeFirst()
        if (known) return false
      }
      await db
        .insertInto('bounces')
        .values({ id: newId(), address_hash: address, delivery_id: deliveryId, kind, reason, at: now() })
        .execute()
      return true
    },

    /** The soft bounces of an address, the oldest first. */
    async softBounces(emailKey: string): Promise<SoftBounce[]> {
      const rows = await db
        .selectFrom('bounces')
        .select('at')
        .where('address_hash', '=', hashOf(emailKey))
        .where('kind', '=', 'soft')
        .orderBy('at')
        .execute()
      return rows.map((row) => ({ at: Temporal.Instant.from(row.at) }))
    },
  }
}
