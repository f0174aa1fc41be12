import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '../../../src/store/store.js'
import { runProgram } from '../../support/program.js'

export interface SentCampaign {
  /** From the first acceptance to the last. */
  seconds: number
  /** The most memory that one process held, in MB; null where the system does not tell. */
  peakMb: number | null
}

/** The most memory that a living process has held (Linux). */
function peakMemory(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes ? Number(kilobytes) / 1024 : null
  } catch {
    return null
  }
}

/**
 * Lets real processes of the program, one for each of `commands`, send a frozen campaign to its end.
 * @throws when not everyone was accepted, or never.
 */
export async function runSemainier(
  store: Store,
  campaignId: string,
  { commands, environment, limitMs }: { commands: string[][]; environment: Record<string, string>; limitMs: number },
): Promise<SentCampaign> {
  const programs = commands.map((args) => runProgram(args, environment))
  const started = performance.now()
  let peakMb: number | null = null
  try {
    // Looking costs the senders a turn: seldom.
    while ((await store.campaigns.byId(campaignId))?.state !== 'done') {
      if (performance.now() - started > limitMs)
        throw new Error(`the campaign does not end: ${programs.map((one) => one.output()).join('')}`)
      await sleep(250)
    }
    const peaks = programs.map((program) => peakMemory(program.process.pid) ?? 0)
    peakMb = Math.max(...peaks) || null
  } finally {
    for (const program of programs) program.process.kill('SIGTERM')
    for (const program of programs) await program.ended
  }
  const { audience, accepted } = await store.ledger.sums(campaignId)
  if (accepted !== audience) throw new Error(`${accepted} of ${audience} accepted`)
  const { first, last } = await store.campaigns.acceptedBetween(campaignId)
  return { seconds: (Date.parse(last ?? '') - Date.parse(first ?? '')) / 1000, peakMb }
}
