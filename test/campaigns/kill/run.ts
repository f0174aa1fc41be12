import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { databaseFile } from '../../support/database-file.js'
import { openStore } from '../../../src/store/store.js'
import { writeConfigFolder } from '../../support/config-folder.js'
import { runProgram } from '../../support/program.js'
import { seededRandom } from '../../support/random.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { type Audit, audit, checkSum } from './audit.js'
import { enterPartners, freezeCampaign } from './freeze.js'
import { openSlowSink } from './slow-sink.js'

export interface KillReport extends Audit {
  kills: number
  checks: number
  /** The most lines that one killed process had in hand. */
  mostInHand: number
  /** Exit code of the last process, ended by SIGTERM. */
  lastExit: number | string
}

export interface KillOptions {
  kills: number
  partners: number
  seed: number
  /** How long a process may live before it is killed, once it listens. */
  lifeMs: [number, number]
}

/**
 * Kills the real `semainier start` (SIGKILL) in mid-send as often as asked, restarts it at once, and counts what the
 * mail server got. @throws Error as soon as a sum is not the audience, or a campaign does not end.
 */
export async function runKillCampaign({ kills, partners, seed, lifeMs }: KillOptions): Promise<KillReport> {
  const random = seededRandom(seed)
  const folder = await scratchFolder('kill')
  const folders = { configDir: `${folder}/config`, dataDir: `${folder}/data` }
  const sink = await openSlowSink(random, [30, 60])
  await writeConfigFolder(folders.configDir, { rss: 'http://127.0.0.1:9/feed/' })
  await enterPartners(folders, partners)
  const audience = partners + 2
  const store = await openStore({ file: databaseFile(folders.dataDir) })
  const campaigns: string[] = []
  let [killed, checks, mostInHand] = [0, 0, 0]

  const start = async () => {
    const args = ['start', '--config', folders.configDir, '--data', folders.dataDir, '--port', '0']
    const program = runProgram(args, { SMTP_URL: sink.url })
    await program.said('écoute')
    return program
  }
  const check = async () => {
    for (const id of campaigns) await checkSum(store, id, audience)
    checks++
  }
  const waiting = async () => {
    const last = campaigns.at(-1)
    if (!last) return 0
    const sums = await store.ledger.sums(last)
    return sums.pending + sums.sending + sums.deferred
  }

  const inHand = async () => {
    const sums = await Promise.all(campaigns.map((id) => store.ledger.sums(id)))
    return sums.reduce((sum, states) => sum + states.sending, 0)
  }

  let program = await start()
  try {
    while (killed < kills) {
      if ((await waiting()) === 0) campaigns.push(await freezeCampaign(folders, campaigns.length))
      await sleep(random.between(...lifeMs))
      await check()
      // Mid-send begins with the first line in hand: a slow machine may take longer than the life that was drawn.
      while ((await inHand()) === 0 && (await waiting()) > 0) await sleep(20)
      if ((await waiting()) === 0) continue
      program.process.kill('SIGKILL')
      await program.ended
      killed++
      await check()
      mostInHand = Math.max(mostInHand, await inHand())
      program = await start()
    }
    for (let tries = 0; (await store.campaigns.unfinished()).length > 0; tries++) {
      if (tries > 300) throw new Error('a campaign does not end')
      await sleep(100)
      await check()
    }
    program.process.kill('SIGTERM')
    const lastExit = await program.ended
    return { ...(await audit(store, campaigns, sink.messages)), kills: killed, checks, mostInHand, lastExit }
  } finally {
    program.process.kill('SIGKILL')
    await program.ended
    await store.close()
    await sink.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What the program promises of a kill campaign; empty when it kept it all. */
export function brokenPromises(report: KillReport): string[] {
  const wrong: string[] = []
  if (report.lost > 0) wrong.push(`${report.lost} lost`)
  if (report.doubled > 0) wrong.push(`${report.doubled} doubled`)
  if (report.failed > 0) wrong.push(`${report.failed} failed`)
  if (report.open > 0) wrong.push(`${report.open} still pending, sending or deferred`)
  if (report.mostInHand > 4) wrong.push(`${report.mostInHand} in hand at one kill, over 4 connections`)
  if (report.uncertain > 4 * report.kills) wrong.push(`${report.uncertain} uncertain after ${report.kills} kills`)
  if (report.accepted + report.uncertain + report.excluded !== report.audience)
    wrong.push('not everyone is accounted for')
  if (report.lastExit !== 0) wrong.push(`SIGTERM ended with ${report.lastExit}`)
  return wrong
}
