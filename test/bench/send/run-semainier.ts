import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '../../../src/store/store.js'
import { runProgram } from '../../support/program.js'

export interface SentCampaign {
  /** From the first acceptance to the last. */
  seconds: number
  /** The most memory that the process held, in MB; null where the system does not tell. */
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

/** Lets the real `semainier start` send a frozen campaign to its end. @throws when not everyone was accepted, or never. */
export async function runSemainier(
  store: Store,
  campaignId: string,
  { configDir, dataDir, port, limitMs }: { configDir: string; dataDir: string; port: number; limitMs: number },
): Promise<SentCampaign> {
  const program = runProgram(['start', '--config', configDir, '--data', dataDir, '--port', '0'], {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  })
  const started = performance.now()
  let peakMb: number | null = null
  try {
    // Looking costs the sender a turn: seldom.
    while ((await store.campaigns.byId(campaignId))?.state !== 'done') {
      if (performance.now() - started > limitMs) throw new Error(`the campaign does not end: ${program.output()}`)
      await sleep(250)
    }
    peakMb = peakMemory(program.process.pid)
  } finally {
    program.process.kill('SIGTERM')
    await program.ended
  }
  const { audience, accepted } = await store.ledger.sums(campaignId)
  if (accepted !== audience) throw new Error(`${accepted} of ${audience} accepted`)
  const { first, last } = await store.campaigns.acceptedBetween(campaignId)
  return { seconds: (Date.parse(last ?? '') - Date.parse(first ?? '')) / 1000, peakMb }
}
