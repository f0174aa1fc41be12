import type { Store } from '../../../src/store/store.js'
import type { SunkMessage } from '../../deliver/sink.js'

export interface Audit {
  campaigns: number
  audience: number
  accepted: number
  excluded: number
  uncertain: number
  failed: number
  open: number
  /** Accepted in the ledger, absent from the sink. */
  lost: number
  /** More than one copy of a campaign in a mailbox. */
  doubled: number
  /** Uncertain in the ledger, and yet in the sink. */
  uncertainButThere: number
}

/** The ledger against the sink's own count; a copy is told by its mailbox and the campaign in its Message-ID. */
export async function audit(
  store: Store,
  campaignIds: readonly string[],
  messages: readonly SunkMessage[],
): Promise<Audit> {
  const copies = new Map<string, number>()
  for (const { to, raw } of messages) {
    const key = `${raw.match(/^Message-ID: <(.+)-\d{7}@/im)?.[1]} ${to}`
    copies.set(key, (copies.get(key) ?? 0) + 1)
  }
  const sums: Audit = {
    campaigns: campaignIds.length,
    audience: 0,
    accepted: 0,
    excluded: 0,
    uncertain: 0,
    failed: 0,
    open: 0,
    lost: 0,
    doubled: [...copies.values()].filter((count) => count > 1).length,
    uncertainButThere: 0,
  }
  for (const id of campaignIds) {
    const states = await store.ledger.sums(id)
    sums.audience += states.audience
    sums.accepted += states.accepted
    sums.excluded += states.excluded
    sums.uncertain += states.uncertain
    sums.failed += states.failed
    sums.open += states.pending + states.sending + states.deferred
    for (const line of await store.campaigns.deliveries(id)) {
      const there = copies.has(`${id} ${line.email}`)
      if (line.state === 'accepted' && !there) sums.lost++
      if (line.state === 'uncertain' && there) sums.uncertainButThere++
    }
  }
  return sums
}

/** Throws unless the states of a campaign add up to its frozen audience. */
export async function checkSum(store: Store, campaignId: string, audience: number): Promise<void> {
  const { audience: counted, ...states } = await store.ledger.sums(campaignId)
  const sum = Object.values(states).reduce((total, count) => total + count, 0)
  if (sum !== audience || counted !== audience)
    throw new Error(`campaign ${campaignId}: ${JSON.stringify(states)} is not ${audience}`)
}
