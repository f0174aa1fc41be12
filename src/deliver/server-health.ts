import type { Judgement } from './outcome.js'
import { ServerRefusal } from './server-refusal.js'

/** After so many failures in a row, with no message accepted between them, the rest of the list is left in peace. */
const patience = 10

/** What the lanes of a campaign learn together about their server. */
export interface ServerHealth {
  /** A connection is open. */
  opened(): void
  /** A connection is closed. */
  closed(): void
  /** Connections being opened at this moment. */
  readonly attempts: Set<Promise<unknown>>
  /** How many connections are open: a server that refuses one more, while others work, has a limit. */
  readonly open: number
  /** Takes note of how an attempt ended. @throws ServerRefusal when it, or one too many like it, speaks of all messages. */
  note(judgement: Judgement): void
}

export function serverHealth(): ServerHealth {
  let open = 0
  const inARow = { server: 0, message: 0 }
  return {
    opened: () => void open++,
    closed: () => void open--,
    attempts: new Set(),
    get open() {
      return open
    },
    note({ outcome, about }) {
      if (outcome.state === 'accepted') {
        inARow.server = 0
        inARow.message = 0
        return
      }
      if (about === 'recipient') {
        inARow.server = 0
        return
      }
      const { code, reply } = 'reply' in outcome ? outcome : { code: null, reply: '' }
      if (about === 'sender') throw new ServerRefusal('sender', code, reply)
      if (about === 'message' && outcome.state === 'pending') throw new ServerRefusal('size', code, reply)
      if (++inARow[about] < patience) return
      throw new ServerRefusal(about === 'message' ? 'policy' : code === null ? 'unreachable' : 'refused', code, reply)
    },
  }
}
