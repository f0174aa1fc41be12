import { type RoadFault, type Roads, type Stop, wayAlong, wayWith } from '../src/domain/index.js'
import type { Joined } from '../src/store/editions/round-changes.js'
import type { Rows } from '../src/store/store.js'
import { roadsBetween } from './plan-round.js'
import type { JobContext } from './steps/context.js'

type RoundContext = Pick<JobContext, 'office' | 'store' | 'log'>

/**
 * The ways between the stops of a round, and one more. A round that goes by distance stays so, and what its screen says
 * of why stays as well.
 */
async function roadsOf(
  context: RoundContext,
  roundId: string,
  late: readonly Stop[],
): Promise<Roads | RoadFault | 'distance'> {
  const { rounds } = context.store
  const round = await rounds.byId(roundId)
  if (!round) return 'distance'
  if (round.by !== 'road') return round.by
  return await roadsBetween(context, [...(await rounds.wayStops(roundId)), ...late])
}

/**
 * Puts an order that waits on a round that is not over yet, among the stops of its commune. Roads are asked before
 * anything is written; where they are not to be had, the round says so.
 */
export async function joinRound(context: RoundContext, roundId: string, orderId: string): Promise<Joined> {
  const start = context.office.editions.start ?? null
  const late = await context.store.rounds.waitingStop(orderId)
  const roads = late ? await roadsOf(context, roundId, [late]) : 'distance'
  return await context.store.transaction((rows) =>
    rows.rounds.join(roundId, orderId, (stops, late) => wayWith(start, stops, late, roads)),
  )
}

/** Takes a stop off its round once the ways between the others are known; inside the caller's transaction. */
async function leaving(
  context: RoundContext,
  roundId: string,
  orderId: string,
): Promise<(rows: Rows) => Promise<boolean>> {
  const start = context.office.editions.start ?? null
  const roads = await roadsOf(context, roundId, [])
  return async (rows) => await rows.rounds.leave(roundId, orderId, (stops) => wayAlong(start, stops, roads))
}

/** Takes an open stop off its round: its order waits for another one. False when it is not there, or is noted. */
export async function leaveRound(context: RoundContext, roundId: string, orderId: string): Promise<boolean> {
  return await context.store.transaction(await leaving(context, roundId, orderId))
}

/**
 * For an order that is about to end: what takes it off the round that was to bring it, inside the transaction that ends
 * it. Roads are asked here, before anything is written.
 */
export async function leavingItsRound(
  context: RoundContext,
  orderId: string,
): Promise<(rows: Rows) => Promise<unknown>> {
  const roundId = await context.store.rounds.roundOf(orderId)
  return roundId === null ? () => Promise.resolve() : await leaving(context, roundId, orderId)
}
