import type { Bounce, BounceReason } from './returned.js'

/** How many soft bounces over how long make an address unusable. */
export interface BounceRules {
  soft: { count: number; overDays: number; withinDays: number }
}

/** A soft bounce of an address, as it is remembered. */
export interface SoftBounce {
  at: Temporal.Instant
}

/** What follows from a bounce: the address is suppressed, it is remembered, staff are told, or nothing. */
export type Consequence = 'suppress' | 'remember' | 'tell' | 'none'

/** Refusals of what we send or how: they say nothing of the recipient, and somebody must mend them. */
const refusals: ReadonlySet<BounceReason> = new Set([
  'size',
  'authentication',
  'spam-suspected',
  'relay-denied',
  'policy',
  'rate',
])

/** What a bounce means by itself. A report of delay is followed by another, which counts. */
export function consequenceOf({ kind, reason, action }: Pick<Bounce, 'kind' | 'reason' | 'action'>): Consequence {
  if (action === 'delayed') return 'none'
  if (kind === 'hard') return 'suppress'
  return refusals.has(reason) ? 'tell' : 'remember'
}

/**
 * Whether soft bounces of one address are enough to suppress it: `count` of them within `withinDays`, with at least
 * `overDays` between the first and the last, so that one bad week does not cost a partner the news.
 */
export function softIsEnough(bounces: readonly SoftBounce[], { soft }: BounceRules, now: Temporal.Instant): boolean {
  const hours = (days: number) => ({ hours: 24 * days })
  const since = now.subtract(hours(soft.withinDays))
  const recent = bounces.map(({ at }) => at).filter((at) => Temporal.Instant.compare(at, since) >= 0)
  recent.sort((a, b) => Temporal.Instant.compare(a, b))
  const [first] = recent
  const last = recent.at(-1)
  if (!first || !last || recent.length < soft.count) return false
  return Temporal.Instant.compare(last, first.add(hours(soft.overDays))) >= 0
}

const complaints: ReadonlySet<string> = new Set(['', 'abuse', 'opt-out', 'opt-out-list', 'fraud'])

/** Whether a report is a person's complaint: other types (RFC 5965, 7.3; RFC 6591) speak of servers and viruses. */
export const isPersonsComplaint = (feedbackType: string) => complaints.has(feedbackType)
