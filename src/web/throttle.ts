import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Clock } from '../base/clock.js'
import { isPublicAddress } from '../base/private-address.js'

/** How many clients are remembered: those of the window's oldest make room. */
const remembered = 10_000

/**
 * At most `limit` times per client in any window. Kept in memory and nowhere else: a network address is personal data,
 * and this one is of no use an hour later.
 */
export function throttle(clock: Clock, { limit, minutes }: { limit: number; minutes: number }) {
  const visits = new Map<string, number[]>()
  return {
    /** Counts this visit; false when the client has had its share. */
    allows(client: string): boolean {
      const now = clock.now().epochMilliseconds
      const recent = (visits.get(client) ?? []).filter((at) => at > now - minutes * 60_000)
      const allowed = recent.length < limit
      if (allowed) recent.push(now)
      visits.delete(client)
      visits.set(client, recent)
      const [oldest] = visits.keys()
      if (visits.size > remembered && oldest !== undefined) visits.delete(oldest)
      return allowed
    },
  }
}

/**
 * Who asks: the address at the other end of the connection or, where that is a proxy of this machine or network, the
 * last one that the proxy names. What a client writes into the header itself stands before that one.
 */
export function clientOf(c: Context): string {
  let address: string
  try {
    address = getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // Asked without a connection, as a test may.
    return 'unknown'
  }
  if (isPublicAddress(address)) return address
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || address
}
