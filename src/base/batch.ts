import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * With so many calls a batch begins at once; with fewer it looks again at what comes in, twenty times, which takes a
 * fraction of a millisecond. A timer's millisecond would be most of the time that a fast mail server takes.
 */
export interface Gathering {
  enough: number
}

const looks = 20

/**
 * Gathers calls made close to each other and does them in one go; those that come while `work` is at the last batch
 * make up the next one. `work` gives an answer for each input, in order; its failure is the failure of each call.
 */
export function batched<I, O>(work: (inputs: I[]) => Promise<O[]>, { enough }: Gathering): (input: I) => Promise<O> {
  interface Call {
    input: I
    resolve(output: O): void
    reject(error: unknown): void
  }
  let waiting: Call[] = []
  let busy = false

  async function run() {
    while (waiting.length > 0) {
      for (let look = 0; look < looks && waiting.length < enough; look++) await nextTurn()
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
