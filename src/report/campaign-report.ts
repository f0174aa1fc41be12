import { type CampaignSums, type DeliveryState, deliveryStates } from '../domain/index.js'

/** What a report needs of a line of the ledger. */
export interface ReportedDelivery {
  state: DeliveryState
  reason: string | null
  code: number | null
  reply: string | null
  /** ISO instant of the last change. */
  updated_at: string
}

/** The answers that a director asks for: how many had it, who did not and why, and when. */
export interface CampaignReport {
  sums: CampaignSums
  /** How many were left out, by reason. */
  leftOut: { reason: string; count: number }[]
  /** Refusals for good, by the server's code, the most frequent first, each with one reply as it came. */
  refusals: { code: number | null; count: number; reply: string }[]
  /** ISO instants of the first and the last acceptance; null when nothing was accepted. */
  firstAccepted: string | null
  lastAccepted: string | null
}

/** Sums up a campaign from its lines. The sums always add up to the audience: every line is in exactly one state. */
export function reportCampaign(deliveries: readonly ReportedDelivery[]): CampaignReport {
  const sums = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as CampaignSums
  sums.audience = deliveries.length
  for (const delivery of deliveries) sums[delivery.state]++

  const of = (state: DeliveryState) => deliveries.filter((delivery) => delivery.state === state)
  const accepted = of('accepted')
    .map((delivery) => delivery.updated_at)
    .sort()
  const leftOut = Map.groupBy(of('excluded'), (delivery) => delivery.reason ?? '')
  const refusals = Map.groupBy(of('failed'), (delivery) => delivery.code)
  return {
    sums,
    leftOut: [...leftOut].map(([reason, list]) => ({ reason, count: list.length })),
    refusals: [...refusals]
      .map(([code, list]) => ({ code, count: list.length, reply: list[0]?.reply ?? '' }))
      .toSorted((a, b) => b.count - a.count),
    firstAccepted: accepted[0] ?? null,
    lastAccepted: accepted.at(-1) ?? null,
  }
}
