import type { Kysely } from 'kysely'
import { keyedHash } from '../../base/ids.js'
import type { ListedPartner } from '../../domain/index.js'
import type { Schema } from '../schema.js'
import type { Line } from './details.js'
import { type ContactRow, type Known, keysOf } from './look-up.js'
import type { Writing } from './write.js'

/** What a line does to what its address receives; names of publications. */
export interface SubscriptionChange {
  /** Begin now, and are sent. */
  begun: string[]
  /** The person has left these, or all that they received: they stay without. */
  left: string[]
  /** Would begin, but this address is never written to. */
  barred: string[]
}

/** What a list does to what people receive: addresses, each once, by publication. */
export interface SubscriptionCounts {
  begun: Record<string, number>
  left: Record<string, number>
  /** Addresses of the list that are never written to, whatever the publication. */
  barred: number
}

/** Subscribes the people of a list, line by line, and counts what that changes. */
export function beginSubscribing(db: Kysely<Schema>, hashKey: string, publications: readonly string[]) {
  const counts: SubscriptionCounts = { begun: {}, left: {}, barred: 0 }
  /** Few stop what they receive: of those who begin, nothing is kept here. */
  const stopped = new Set<string>()
  const barredAddresses = new Set<string>()
  let suppressed: Set<string> | null = null

  const isBarred = (address: string) =>
    suppressed !== null && suppressed.size > 0 && suppressed.has(keyedHash(hashKey, address))

  return {
    counts,

    /** Reads what `subscribe` needs; costs nothing when it is called again. */
    async prepare(): Promise<void> {
      suppressed ??= new Set(
        (await db.selectFrom('suppressions').select('address_hash').execute()).map((row) => row.address_hash),
      )
    },

    /** Whoever has ended all that they received begins nothing new but by their own word. */
    subscribe<L extends ListedPartner>(
      line: Line<L>,
      contact: { row: ContactRow; isAdded: boolean },
      known: Known,
      writing: Writing,
    ): SubscriptionChange {
      const change: SubscriptionChange = { begun: [], left: [], barred: [] }
      const { id, email_key: address } = contact.row
      for (const publication of line.listed.publications ?? publications) {
        const keys = keysOf(address, publication)
        const ended = known.ended.get(keys)
        const isHeld = known.running.has(keys)
        const isLeft = !isHeld && (ended !== undefined || known.stopped.has(address))
        if (isLeft) {
          change.left.push(publication)
          if (!stopped.has(keys)) counts.left[publication] = (counts.left[publication] ?? 0) + 1
          stopped.add(keys)
        }
        if (!ended && known.stopped.has(address)) continue
        const { until = null, until_reason = null } = ended ?? {}
        const subscription = { contact_id: id, publication, until, until_reason }
        if (contact.isAdded) writing.subscriptions.push(subscription)
        else writing.moreSubscriptions.set(keysOf(id, publication), subscription)
        if (isHeld || isLeft) continue
        known.running.add(keys)
        if (isBarred(address)) {
          change.barred.push(publication)
          barredAddresses.add(address)
          counts.barred = barredAddresses.size
        } else {
          change.begun.push(publication)
          counts.begun[publication] = (counts.begun[publication] ?? 0) + 1
        }
      }
      return change
    },
  }
}
