import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '../../../src/store/store.js'
import { runProgram } from '../../support/program.js'

/**
 * Lets real processes of the program, one for each of `commands`, send a frozen campaign to its end; gives the seconds from
 * the first acceptance to the last.
 * @throws when not everyone was accepted, or never.
 */
export async function runSemainier(
  store: Store,
  campaignId: string,
  { commands, environment, limitMs }: { commands: string[][]; environment: Record<string, string>; limitMs: number },
): Promise<number> {
  const programs = commands.map((args) => runProgram(args, environment))
  const started = performance.now()
  try {
    // Looking costs the senders a turn: seldom.
    while ((await store.campaigns.byId(campaignId))?.state !== 'done') {
      if (performance.now() - started > limitMs)
        throw new Error(`the campaign does not end: ${programs.map((one) => one.output()).join('')}`)
      await sleep(250)
    }
  } finally {
    for (const program of programs) program.process.kill('SIGTERM')
    for (const program of programs) await program.ended
  }
  const { audience, accepted } = await store.ledger.sums(campaignId)
  if (accepted !== audience) throw new Error(`${accepted} of ${audience} accepted`)
  const { first, last } = await store.campaigns.acceptedBetween(campaignId)
  return (Date.parse(last ?? '') - Date.parse(first ?? '')) / 1000
}
