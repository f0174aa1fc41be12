import { type Deliverable, markDeliverable } from '../domain/deliverable.js'
import type { ClaimedDelivery, Exclusion, SuppressionReason } from '../domain/index.js'

/** What the directory says of a contact at this moment. */
export type Standing = 'allowed' | 'unsubscribed' | SuppressionReason

/**
 * The last look before a message leaves: whoever unsubscribed since the audience was frozen is left out.
 * The only maker of a `Deliverable`.
 */
export function addressDelivery(
  delivery: ClaimedDelivery,
  standing: Standing,
): { deliverable: Deliverable } | { excluded: Exclusion } {
  return standing === 'allowed' ? { deliverable: markDeliverable(delivery) } : { excluded: standing }
}
