import { type LaneWork, runLane, type Sending } from './lane.js'
import { serverHealth } from './server-health.js'
import { ServerRefusal } from './server-refusal.js'

/**
 * Sends what waits in a campaign over `connections` lanes at once; ends when nothing more may be tried now.
 * The other lanes finish their message when one meets a server that cannot be used.
 * @throws ServerRefusal then, once all lanes have ended.
 */
export async function runCampaign(sending: Sending, connections: number, work: LaneWork): Promise<void> {
  const health = serverHealth()
  let refused: ServerRefusal | null = null
  const lanes = Array.from({ length: connections }, () =>
    runLane(sending, health, { ...work, stopping: () => refused !== null || work.stopping() }).catch(
      (error: unknown) => {
        if (!(error instanceof ServerRefusal)) throw error
        refused ??= error
      },
    ),
  )
  const ends = await Promise.allSettled(lanes)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  if (refused) throw refused
}
