import type { Log } from '../base/log.js'
import { reasonOf } from '../base/reason-of.js'

/** Something that is tried again and again: its failure is told when it begins and when it is over, not each second. */
export interface Trouble {
  met(error: unknown): void
  over(): void
}

/** An error's own sentence without what must not be seen. */
export function maskedReason(error: unknown, hide: readonly string[]): string {
  return hide.reduce((text, secret) => text.replaceAll(secret, '[masked]'), reasonOf(error))
}

/**
 * `what` fails, in the words of the log. Only an error's sentence is told, never its parts: a Redis client's errors
 * carry the command that failed, and with it the password. `hide` is taken out of the sentence too.
 */
export function trouble(log: Log, what: string, hide: readonly string[] = []): Trouble {
  let told = false
  return {
    met(error) {
      if (told) return
      told = true
      log.error({ reason: maskedReason(error, hide) }, `${what}; it is tried again until it works`)
    },
    over() {
      if (told) log.info(`over: ${what}`)
      told = false
    },
  }
}
