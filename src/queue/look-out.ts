import type { Trouble } from './trouble.js'

/** Looks again and again. A call for a look during a look leads to one more; two never run at once. */
export interface LookOut {
  /** Looks at once; nothing before `start` and after `stop`. */
  wake(): void
  start(): void
  /** Resolves when the last look is over. */
  stop(): Promise<void>
}

export function lookOut(look: () => Promise<void>, everyMs: number, trouble: Trouble): LookOut {
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<void> | null = null
  let lookAgain = false

  function wake() {
    if (!timer) return
    lookAgain = true
    looking ??= lookWhileAsked().finally(() => {
      looking = null
    })
  }

  async function lookWhileAsked() {
    while (lookAgain && timer) {
      lookAgain = false
      await look().then(trouble.over, trouble.met)
    }
  }

  return {
    wake,
    start() {
      timer = setInterval(wake, everyMs)
      wake()
    },
    async stop() {
      if (timer) clearInterval(timer)
      timer = null
      await looking
    },
  }
}
