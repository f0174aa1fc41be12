import type { PaceLimits } from '../domain/settings/sending.js'

/** A scope of the pace: its limits, and what left under it in the last day, oldest first. */
export interface PaceUse {
  limits: PaceLimits
  left: readonly { at: Temporal.Instant; count: number }[]
}

/** What is known of a campaign on its way. */
export interface CampaignOnItsWay {
  now: Temporal.Instant
  /** How many deliveries wait, in hand or deferred. */
  waiting: number
  /** How many of them may be tried now, as far as their own hour goes. */
  due: number
  /** The latest hour for which a waiting delivery is put off; null when none is. */
  lastTry: Temporal.Instant | null
  /** How many got an answer in the last minutes; null while too little is known. */
  lately: { count: number; seconds: number } | null
  server: PaceUse
  /** The recipients' domains that have limits. */
  domains: readonly (PaceUse & { waiting: number })[]
}

const windows = { minute: 60, hour: 3600, day: 86_400 } as const

const latest = (instants: readonly Temporal.Instant[]): Temporal.Instant | null =>
  instants.toSorted((a, b) => Temporal.Instant.compare(b, a))[0] ?? null

/**
 * When the last of `waiting` messages may leave under one limit, when each leaves as soon as it may: at the earliest
 * `seconds` after the message that left `limit` places before it.
 */
function endUnder(
  limit: number,
  seconds: number,
  { now, waiting, left }: PaceUse & { now: Temporal.Instant; waiting: number },
) {
  const reach = now.subtract({ seconds })
  const counted = left.filter(({ at }) => Temporal.Instant.compare(at, reach) > 0)
  const used = counted.reduce((sum, { count }) => sum + count, 0)
  const rounds = Math.floor((waiting - 1) / limit)
  // Its place in the first round: while there is room it leaves now, then as the messages of the window fall out.
  let place = ((waiting - 1) % limit) - Math.max(0, limit - used)
  let first = now
  for (const { at, count } of counted) {
    if (place < 0) break
    first = at.add({ seconds })
    place -= count
  }
  return first.add({ seconds: rounds * seconds })
}

function endsUnder(use: PaceUse & { now: Temporal.Instant; waiting: number }): Temporal.Instant[] {
  if (use.waiting === 0) return []
  return Object.entries(use.limits).flatMap(([name, limit]) =>
    limit === undefined ? [] : [endUnder(limit, windows[name as keyof typeof windows], use)],
  )
}

/** The speed of the last five minutes, from a campaign's lines; null when fewer than two got an answer. */
export function speedOf(
  deliveries: readonly { state: string; updated_at: string }[],
  now: Temporal.Instant,
): CampaignOnItsWay['lately'] {
  const ages = deliveries
    .filter(({ state }) => state === 'accepted' || state === 'failed')
    .map((one) => (now.epochMilliseconds - Date.parse(one.updated_at)) / 1000)
    .filter((age) => age < 300)
  return ages.length < 2
    ? null
    : {
        count: ages.length,
        seconds: Math.max(
          1,
          ages.reduce((a, b) => Math.max(a, b), 0),
        ),
      }
}

/**
 * When a campaign will have ended, if things go on as they do: the latest of what the server's limits allow, what each
 * domain's allow, the speed of the last minutes, and the hours for which deliveries are put off.
 * Null when nothing is known to go by, or when nothing waits.
 */
export function estimateEnd({
  now,
  waiting,
  due,
  lastTry,
  lately,
  server,
  domains,
}: CampaignOnItsWay): Temporal.Instant | null {
  if (waiting === 0) return null
  const ends = [
    ...endsUnder({ ...server, now, waiting }),
    ...domains.flatMap((domain) => endsUnder({ ...domain, now })),
  ]
  // While a limit is used up, the speed tells of the limit only.
  const held = endsUnder({ ...server, now, waiting: 1 }).some((next) => Temporal.Instant.compare(next, now) > 0)
  if (lately && lately.count > 0 && !held)
    ends.push(now.add({ milliseconds: Math.round((due * lately.seconds * 1000) / lately.count) }))
  if (lastTry && Temporal.Instant.compare(lastTry, now) > 0) ends.push(lastTry)
  return latest(ends)
}
