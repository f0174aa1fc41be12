/** Counts what changed through this process, so that whoever keeps answers knows when they serve no more. */
export interface Changes {
  /** Something may have changed. */
  made(): void
  /** Another number than before: something may have changed in between. */
  readonly count: number
}

export function countChanges(): Changes {
  let count = 0
  return {
    made: () => void count++,
    get count() {
      return count
    },
  }
}
