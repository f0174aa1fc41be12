import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Does `work` until it succeeds, with `waitMs` between two tries: for what is known now and would be lost unless it is
 * stored. @throws the last error once `giveUp` says so.
 */
export async function keepTrying<T>(
  work: () => Promise<T>,
  { giveUp, waitMs, onFailure }: { giveUp: () => boolean; waitMs: number; onFailure: (error: unknown) => void },
): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (giveUp()) throw error
      onFailure(error)
      await sleep(waitMs)
    }
  }
}
