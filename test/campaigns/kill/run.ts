import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { keepTrying } from '../../../src/base/keep-trying.js'
import { openStore } from '../../../src/store/store.js'
import { writeConfigFolder } from '../../support/config-folder.js'
import { seededRandom } from '../../support/random.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { type Audit, audit, checkSum } from './audit.js'
import { enterPartners, freezeCampaign } from './freeze.js'
import { openSite, type SiteKind } from './site.js'
import { openSlowSink } from './slow-sink.js'

export interface KillReport extends Audit {
  kills: number
  /** Of these, kills of a process that sends; the others are of the database or of Redis. */
  killsOfSenders: number
  checks: number
  /** The most lines that were in hand right after a kill. */
  mostInHand: number
  /** Exit codes of the last processes, ended by SIGTERM. */
  lastExits: string
}

export interface KillOptions {
  kind: SiteKind
  kills: number
  partners: number
  seed: number
  /** How long everything may live between two kills. */
  lifeMs: [number, number]
}

/** As config/ has it by default. */
const connections = 4

/**
 * Kills a part of a real installation (SIGKILL) in mid-send as often as asked, starts it again at once, and counts what
 * the mail server got. @throws Error as soon as a sum is not the audience, or a campaign does not end.
 */
export async function runKillCampaign({ kind, kills, partners, seed, lifeMs }: KillOptions): Promise<KillReport> {
  const random = seededRandom(seed)
  const folder = await scratchFolder('kill')
  const folders = { configDir: `${folder}/config`, dataDir: `${folder}/data` }
  const sink = await openSlowSink(random, [30, 60])
  await writeConfigFolder(folders.configDir, { rss: 'http://127.0.0.1:9/feed/' })
  const site = await openSite(kind, folders, sink.url)
  await enterPartners(site.folders, partners)
  const audience = partners + 2
  const store = await openStore(site.place)
  /** What is asked of a database that may be starting again. */
  const patiently = <T>(work: () => Promise<T>) =>
    keepTrying(work, {
      giveUp: () => false,
      waitMs: 50,
      onFailure: (error) => {
        if (!store.isPassing(error)) throw error
      },
    })
  const campaigns: string[] = []
  let [killed, killsOfSenders, checks, mostInHand] = [0, 0, 0, 0]

  const check = async () => {
    for (const id of campaigns) await patiently(() => checkSum(store, id, audience))
    checks++
  }
  const sums = () => Promise.all(campaigns.map((id) => patiently(() => store.ledger.sums(id))))
  const waiting = async () => {
    const last = (await sums()).at(-1)
    return last ? last.pending + last.sending + last.deferred : 0
  }
  const inHand = async () => (await sums()).reduce((sum, states) => sum + states.sending, 0)

  const drawn = site.parts.flatMap((part) => Array.from({ length: part.weight }, () => part))
  try {
    for (const part of site.parts.filter(({ sends }) => sends)) await part.start()
    while (killed < kills) {
      if ((await waiting()) === 0) campaigns.push(await patiently(() => freezeCampaign(site.folders, campaigns.length)))
      await sleep(random.between(...lifeMs))
      await check()
      // Mid-send begins with the first line in hand: a slow machine may take longer than the life that was drawn.
      while ((await inHand()) === 0 && (await waiting()) > 0) await sleep(20)
      if ((await waiting()) === 0) continue
      const part = random.pick(drawn)
      await part.kill()
      killed++
      if (part.sends) {
        killsOfSenders++
        await check()
        mostInHand = Math.max(mostInHand, await inHand())
      }
      await part.start()
    }
    for (let tries = 0; (await patiently(() => store.campaigns.unfinished())).length > 0; tries++) {
      if (tries > 600) throw new Error('a campaign does not end')
      await sleep(100)
      await check()
    }
    const lastExits = (await site.drain()).join(' ')
    const counted = await audit(store, campaigns, sink.messages)
    return { ...counted, kills: killed, killsOfSenders, checks, mostInHand, lastExits }
  } finally {
    await store.close()
    await site.close()
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
  if (report.mostInHand > connections)
    wrong.push(`${report.mostInHand} in hand at one kill, over ${connections} connections`)
  if (report.uncertain > connections * report.killsOfSenders)
    wrong.push(`${report.uncertain} uncertain after ${report.killsOfSenders} kills of what sends`)
  if (report.accepted + report.uncertain + report.excluded !== report.audience)
    wrong.push('not everyone is accounted for')
  if (!/^0( 0)*$/.test(report.lastExits)) wrong.push(`SIGTERM ended with ${report.lastExits}`)
  return wrong
}
