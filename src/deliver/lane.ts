import type { Deliverable } from '../domain/deliverable.js'
import type { Outcome } from '../domain/index.js'
import { type Connection, connect } from './connection.js'
import type { BuiltMessage } from './message.js'
import type { ServerHealth } from './server-health.js'
import { ServerRefusal } from './server-refusal.js'
import type { SmtpSettings } from './smtp-url.js'

/** A delivery that was tried, and how that ended. */
export interface Tried {
  delivery: Deliverable
  outcome: Outcome
}

/** What a lane needs of the rest: where deliveries come from, and where outcomes go. */
export interface LaneWork {
  /** Stores the last outcome, writes the next intent and hands its delivery over; null when nothing may be tried now. */
  next(tried: Tried | null): Promise<Deliverable | null>
  /** Stores an outcome after which the lane ends, or gives back what it has not tried. */
  end(tried: Tried): Promise<void>
  /** True once the process is asked to stop, or another lane found the server unusable. */
  stopping(): boolean
}

/**
 * How long a delivery may stay in hand before its DATA begins. Others take a process that has been silent for longer
 * than a lease (60 s) for dead, and what it had in hand for uncertain: it must not leave afterwards.
 */
const handMs = 30_000

export interface Sending {
  settings: SmtpSettings
  /** The envelope's sender, to whom servers return what they cannot deliver. */
  from: string | ((delivery: Deliverable) => string)
  built: BuiltMessage
  /** After how many messages a connection is closed and a new one opened. */
  messagesPerConnection: number
}

/** Opens a connection; null when the server takes no more of them while it works for other lanes. */
async function open(settings: SmtpSettings, health: ServerHealth): Promise<Connection | null> {
  const attempt = connect(settings).then((connection) => {
    health.opened()
    return connection
  })
  health.attempts.add(attempt)
  try {
    return await attempt
  } catch (error) {
    health.attempts.delete(attempt)
    // A refusal comes sooner than a login: whether the server works for others shows once theirs have ended.
    await Promise.allSettled(health.attempts)
    if (error instanceof ServerRefusal && error.kind !== 'authentication' && health.open > 0) return null
    throw error
  } finally {
    health.attempts.delete(attempt)
  }
}

/**
 * Sends deliveries one after the other over one connection, until none waits. The next message begins only once the
 * outcome of the last is stored.
 * @throws ServerRefusal when the server cannot be used; nothing is left in hand.
 */
export async function runLane(
  { settings, from, built, messagesPerConnection }: Sending,
  health: ServerHealth,
  work: LaneWork,
): Promise<void> {
  let connection: Connection | null = null
  let sent = 0
  const close = () => {
    if (!connection) return
    connection.close()
    connection = null
    health.closed()
  }
  const current = async () => {
    if (connection && (!connection.usable || sent >= messagesPerConnection)) close()
    if (!connection) {
      connection = await open(settings, health)
      sent = 0
    }
    return connection
  }
  let tried: Tried | null = null
  try {
    while (!work.stopping()) {
      // Connecting comes before claiming: a server that is down leaves the ledger as it is.
      const line = await current()
      if (!line) break
      const asked = Date.now()
      const delivery: Deliverable | null = await work.next(tried)
      tried = null
      if (!delivery) break
      const raw = await built.copyFor(delivery, new Date())
      // By the clock on the wall, which goes on while a process or a machine sleeps.
      if (!line.usable || Date.now() - asked > handMs) {
        tried = { delivery, outcome: { state: 'pending', code: null, reply: '' } }
        continue
      }
      const judgement = await line.send(typeof from === 'string' ? from : from(delivery), delivery, raw)
      sent++
      tried = { delivery, outcome: judgement.outcome }
      health.note(judgement)
    }
  } finally {
    close()
    if (tried) await work.end(tried)
  }
}
