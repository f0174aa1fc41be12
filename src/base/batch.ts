import { setTimeout as sleep } from 'node:timers/promises'

/** How long a batch waits for more calls, and how many it does not wait beyond. */
export interface Gathering {
  waitMs: number
  enough: number
}

/**
 * Gathers calls made close to each other and does them in one go; those that come while `work` is at the last batch
 * make up the next one. `work` gives an answer for each input, in order; its failure is the failure of each call.
 */
export function batched<I, O>(
  work: (inputs: I[]) => Promise<O[]>,
  { waitMs, enough }: Gathering,
): (input: I) => Promise<O> {
  interface Call {
    input: I
    resolve(output: O): void
    reject(error: unknown): void
  }
  let waiting: Call[] = []
  let busy = false

  async function run() {
    while (waiting.length > 0) {
      if (waiting.length < enough) await sleep(waitMs)
      const calls = waiting
      waiting = []
      try {
        const outputs = await work(calls.map((call) => call.input))
        calls.forEach((call, index) => call.resolve(outputs[index] as O))
      } catch (error) {
        for (const call of calls) call.reject(error)
      }
    }
    busy = false
  }

  return (input) =>
    new Promise<O>((resolve, reject) => {
      waiting.push({ input, resolve, reject })
      if (busy) return
      busy = true
      void run()
    })
}
