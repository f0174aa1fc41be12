import type { Random } from '../../support/random.js'

const minute = 60_000

/** A clock that is wrong by `offset` ms until true time `until`, when it is put right. */
export interface Fault {
  offset: number
  until: number
}

/** Back by minutes to a day, or forward by minutes to half a day; found out after an hour to two days. */
export function drawClockFault(now: number, random: Random): Fault {
  const offset = random.chance(0.5) ? -random.between(3, 24 * 60) : random.between(3, 12 * 60)
  return { offset: offset * minute, until: now + random.between(60, 48 * 60) * minute }
}
