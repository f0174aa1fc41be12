import type { Deliverable } from '../domain/deliverable.js'
import type { ClaimedDelivery, Exclusion, Outcome } from '../domain/index.js'
import { type Connection, connect, ServerRefusal, type SmtpSettings } from './connection.js'
import type { BuiltMessage } from './message.js'

/** What a lane needs of the rest: where deliveries come from, and where outcomes go. */
export interface LaneWork {
  /** Writes the intent and hands over the next delivery, or null when none waits. */
  claim(): Promise<ClaimedDelivery | null>
  /** Says whether it may still be sent. */
  address(delivery: ClaimedDelivery): Promise<{ deliverable: Deliverable } | { excluded: Exclusion }>
  /** Stores the outcome; the lane does not begin its next message before this has ended. */
  record(delivery: ClaimedDelivery, outcome: Outcome): Promise<void>
  /** True once the process is asked to stop: the message in hand ends, nothing new begins. */
  stopping(): boolean
}

/**
 * Sends deliveries one after the other over one connection, until none waits.
 * @throws ServerRefusal when the server cannot be used; the delivery in hand is given back untouched.
 */
export async function runLane(
  settings: SmtpSettings,
  from: string,
  built: BuiltMessage,
  work: LaneWork,
): Promise<void> {
  let connection: Connection | null = null
  try {
    while (!work.stopping()) {
      // Connecting comes before claiming: a server that is down leaves the ledger as it is.
      if (!connection?.usable) connection = await connect(settings)
      const delivery = await work.claim()
      if (!delivery) return
      const standing = await work.address(delivery)
      if ('excluded' in standing) {
        await work.record(delivery, { state: 'excluded', reason: standing.excluded })
        continue
      }
      const raw = built.copyFor(standing.deliverable, new Date())
      const { outcome } = await connection.send(from, standing.deliverable, raw)
      await work.record(delivery, outcome)
      if (outcome.state === 'pending') throw new ServerRefusal('refused', outcome.code, outcome.reply)
    }
  } finally {
    connection?.close()
  }
}
