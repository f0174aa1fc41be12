/** Where the program reads the time. Tests and the demo own theirs. */
export interface Clock {
  now(): Temporal.Instant
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

export interface SettableClock extends Clock {
  set(instant: Temporal.Instant): void
}

/** A clock that runs at the normal pace from wherever it is set: the demo lives on its own Saturday. */
export function runningClock(start: Temporal.Instant): SettableClock {
  let shift = start.since(Temporal.Now.instant())
  return {
    now: () => Temporal.Now.instant().add(shift),
    set: (instant) => {
      shift = instant.since(Temporal.Now.instant())
    },
  }
}

/** A clock that stands still until it is set. */
export function manualClock(start: Temporal.Instant): SettableClock {
  let current = start
  return {
    now: () => current,
    set: (instant) => {
      current = instant
    },
  }
}

/** ISO text of an instant, always with milliseconds and Z, so that texts sort as times do. */
export function stamp(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 })
}
