import type { Changes } from './changes.js'

/** Answers that serve for a while. */
export interface Kept<T> {
  /** The answer for `key`: the one at hand, or a new one; who asks while it is made waits for the same. */
  get(key: string): Promise<T>
  /** Lets the next question be answered anew. */
  forget(key: string): void
}

/**
 * Keeps what `work` answers for `ms` milliseconds, for `most` keys at most; no longer than until something changes
 * through this process, where `changes` tells. An error is not kept.
 */
export function keptFor<T>(
  ms: number,
  work: (key: string) => Promise<T>,
  most = 1000,
  changes: Pick<Changes, 'count'> = { count: 0 },
): Kept<T> {
  const answers = new Map<string, { at: number; change: number; answer: Promise<T> }>()
  return {
    get(key) {
      const known = answers.get(key)
      if (known && performance.now() - known.at < ms && known.change === changes.count) return known.answer
      if (answers.size >= most) answers.clear()
      const entry = { at: performance.now(), change: changes.count, answer: work(key) }
      answers.set(key, entry)
      entry.answer.catch(() => {
        if (answers.get(key) === entry) answers.delete(key)
      })
      return entry.answer
    },
    forget: (key) => void answers.delete(key),
  }
}
