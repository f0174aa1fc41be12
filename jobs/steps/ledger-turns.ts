import { addressDelivery } from '../../src/address/address-delivery.js'
import { batched } from '../../src/base/batch.js'
import { keepTrying } from '../../src/base/keep-trying.js'
import { attemptLimit, backOff } from '../../src/deliver/outcome.js'
import type { Tried } from '../../src/deliver/lane.js'
import type { Deliverable } from '../../src/domain/deliverable.js'
import { type ClaimedDelivery, domainOf, isBulk } from '../../src/domain/index.js'
import { domainLimits, type PaceLimits } from '../../src/domain/settings/sending.js'
import type { DeliveryRecord } from '../../src/store/ledger.js'
import { noLimit, type Room } from '../../src/store/pace.js'
import type { Rows } from '../../src/store/store.js'
import { applyRefusals } from './apply-bounce.js'
import type { JobContext } from './context.js'

/** What a lane asks of the ledger: to store an outcome, to hand over the next delivery, or both. */
interface Turn {
  tried: Tried | null
  wants: boolean
}

export interface LedgerTurns {
  take(turn: Turn): Promise<Deliverable | null>
  /** When pace allows more; null while it does not bind. */
  readonly pausedUntil: Temporal.Instant | null
}

const limited = (limits: PaceLimits) => Object.values(limits).some((limit) => limit !== undefined)

/**
 * The lanes' way to the ledger. The outcomes of the last messages and the intents of the next ones are stored together,
 * for all lanes that wait at that moment: a commit each would be most of the time that a message takes.
 */
function ledgerTurns(
  context: JobContext,
  campaign: { id: string; kind: string; publication: string | null },
  lanes: number,
): LedgerTurns {
  const { store, workerId, clock, log } = context
  /** Ids of the deliveries that lanes of this process have. */
  const inHand = new Set<string>()
  const { limits, domains } = context.office.sending
  const paced = limited(limits) || Object.keys(domains).length > 0
  let pausedUntil: Temporal.Instant | null = null

  const record = ({ delivery, outcome }: Tried): DeliveryRecord => {
    const wait = outcome.state === 'deferred' ? backOff(delivery.attempt) : null
    if (outcome.state !== 'deferred' || wait) return { delivery, outcome, nextAt: wait && clock.now().add(wait) }
    const reply = `${outcome.reply} (${attemptLimit} attempts)`
    return { delivery, outcome: { state: 'failed', code: outcome.code, reply }, nextAt: null }
  }

  /** The last look: who has left meanwhile is left out, and the others may be sent. */
  async function address(rows: Rows, claimed: readonly ClaimedDelivery[]): Promise<Deliverable[]> {
    const bulk = isBulk(campaign.kind) && campaign.publication !== null
    const standings = bulk ? await rows.partners.standings(claimed, campaign.publication ?? '') : []
    const deliverables: Deliverable[] = []
    const gone: DeliveryRecord[] = []
    for (const [index, delivery] of claimed.entries()) {
      const addressed = addressDelivery(delivery, bulk ? (standings[index] ?? 'unsubscribed') : 'allowed')
      if ('deliverable' in addressed) deliverables.push(addressed.deliverable)
      else gone.push({ delivery, outcome: { state: 'excluded', reason: addressed.excluded }, nextAt: null })
    }
    await rows.ledger.record(gone, workerId)
    return deliverables
  }

  /** Leaves out those whose recipients' servers have had enough for now; they wait. */
  async function withinDomains(rows: Rows, deliverables: Deliverable[], rooms: Map<string, Room>) {
    const ready: Deliverable[] = []
    for (const [domain, group] of Map.groupBy(deliverables, (delivery) => domainOf(delivery.emailKey))) {
      const scope = `domain:${domain}`
      const room = rooms.get(scope) ?? (await rows.pace.lockedRoom(scope, domainLimits({ domains }, domain)))
      const fitting = group.slice(0, room.count)
      rooms.set(scope, { ...room, count: room.count - fitting.length })
      if (room.more && room.limit) {
        await rows.pace.spend(scope, fitting.length)
        const tooMany = group.slice(room.count).map((delivery) => delivery.id)
        await rows.ledger.putBack(tooMany)
        if (tooMany.length > 0) await rows.ledger.spread(campaign.id, domain, { from: room.more, ...room.limit })
      }
      ready.push(...fitting)
    }
    return ready
  }

  async function hand(rows: Rows, wanted: number): Promise<Deliverable[]> {
    if (wanted === 0 || context.stopping()) return []
    // Taken first by every worker, so that two never wait for each other.
    const server = paced ? await rows.pace.lockedRoom('server', limits) : noLimit
    pausedUntil = server.count < wanted ? server.more : null
    const count = Math.min(wanted, server.count)
    const rooms = new Map<string, Room>()
    const ready: Deliverable[] = []
    while (ready.length < count) {
      const claimed = await rows.ledger.claim(campaign.id, workerId, count - ready.length)
      if (claimed.length === 0) break
      const addressed = await address(rows, claimed)
      ready.push(...(paced ? await withinDomains(rows, addressed, rooms) : addressed))
    }
    if (server.more) await rows.pace.spend('server', ready.length)
    return ready
  }

  async function turnsOf(turns: Turn[], again: boolean): Promise<(Deliverable | null)[]> {
    const records = turns.flatMap(({ tried }) => (tried ? [record(tried)] : []))
    const wanted = turns.filter((turn) => turn.wants).length
    const { stored, handed } = await store.transaction(async (rows) => {
      // An answer that was lost on its way from the database: what it handed over never reached a lane.
      if (again) await rows.ledger.giveBack(campaign.id, workerId, [...inHand])
      // Asked together, so that they travel together. Both end before the transaction does, even when one fails.
      const both = [rows.ledger.record(records, workerId), hand(rows, wanted)] as const
      await Promise.allSettled(both)
      const [known, next] = [await both[0], await both[1]]
      await applyRefusals(context, rows, campaign, records, known)
      return { stored: known, handed: next }
    })
    for (const { delivery } of records) {
      inHand.delete(delivery.id)
      if (!stored.has(delivery.id) && !again)
        log.warn({ delivery: delivery.id }, 'outcome refused: the delivery was taken from this worker')
    }
    for (const delivery of handed) inHand.add(delivery.id)
    const next = handed.values()
    return turns.map(({ wants }) => (wants ? (next.next().value ?? null) : null))
  }

  const take = batched(
    async (turns: Turn[]) => {
      let again = false
      // The server has answered: while the database does not take it, the answers are kept here, and nothing else is sent.
      return await keepTrying(() => turnsOf(turns, again), {
        giveUp: () => context.stopping(),
        waitMs: 500,
        onFailure: (err) => {
          again = true
          log.error({ campaign: campaign.id, err }, 'outcomes could not be stored yet')
        },
      })
    },
    // A commit costs as much for one lane as for all of them.
    { enough: lanes },
  )
  return {
    take,
    get pausedUntil() {
      return pausedUntil
    },
  }
}

/** The ways to the ledger that are in use, by campaign. */
export type OpenTurns = Map<string, { turns: LedgerTurns; users: number }>

/**
 * Runs `work` with the campaign's one way to the ledger in this process: two would each take what the other was just
 * handed for something that never reached a lane. `lanes` is about how many will ask.
 */
export async function withLedgerTurns<T>(
  context: JobContext,
  campaign: Parameters<typeof ledgerTurns>[1],
  lanes: number,
  work: (turns: LedgerTurns) => Promise<T>,
): Promise<T> {
  const open = context.openTurns.get(campaign.id) ?? { turns: ledgerTurns(context, campaign, lanes), users: 0 }
  context.openTurns.set(campaign.id, open)
  open.users++
  try {
    return await work(open.turns)
  } finally {
    if (--open.users === 0) context.openTurns.delete(campaign.id)
  }
}
