/**
 * The states of a delivery. The sum of all states is the frozen audience, at any instant:
 * pending + sending + deferred + accepted + failed + uncertain + excluded.
 */
export const deliveryStates = ['pending', 'sending', 'deferred', 'accepted', 'failed', 'uncertain', 'excluded'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Why a member of the audience was left out before anything was tried. */
export type Exclusion = 'unsubscribed' | 'opposed' | 'bounced' | 'no-address' | 'invalid-address' | 'duplicate'

export type CampaignSums = Record<DeliveryState, number> & { audience: number }

/** Deliveries in these states may still change by themselves. */
export const openStates: readonly DeliveryState[] = ['pending', 'sending', 'deferred']
