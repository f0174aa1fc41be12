import type { ClaimedDelivery } from './campaign.js'

declare const addressed: unique symbol

/**
 * A delivery that may be sent: its audience was frozen, its intent is in the ledger and nothing forbids it now.
 * Only the verb `address` makes one (a test holds the imports to it) and only a Deliverable can be sent.
 */
export type Deliverable = ClaimedDelivery & { readonly [addressed]: true }

/** For the verb `address` alone. */
export function markDeliverable(delivery: ClaimedDelivery): Deliverable {
  return delivery as Deliverable
}
