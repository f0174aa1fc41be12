/** The most of these instants (milliseconds) that fall into any stretch of `windowMs`, its end not included. */
export function mostWithin(instants: readonly number[], windowMs: number): number {
  const sorted = instants.toSorted((a, b) => a - b)
  let [most, first] = [0, 0]
  for (const [index, instant] of sorted.entries()) {
    while (instant - (sorted[first] ?? 0) >= windowMs) first++
    most = Math.max(most, index - first + 1)
  }
  return most
}

export const windowMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const
