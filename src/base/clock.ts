/** Where the program reads the time. Tests and the demo own theirs. */
export interface Clock {
  now(): Temporal.Instant
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that runs at the normal pace from `start`: the demo lives on its own Saturday. */
export function clockFrom(start: Temporal.Instant): Clock {
  const origin = Temporal.Now.instant()
  return { now: () => start.add(Temporal.Now.instant().since(origin)) }
}

/** A clock that stands still until it is set. */
export function manualClock(start: Temporal.Instant): Clock & { set(instant: Temporal.Instant): void } {
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

/** The office's local date at `instant`. */
export function localDate(instant: Temporal.Instant, zone: string): string {
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString()
}
