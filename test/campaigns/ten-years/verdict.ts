import type { Store } from '../../../src/store/store.js'
import type { SunkMessage } from '../../deliver/sink.js'
import { issueMark } from '../../support/cheap-render.js'
import { expectationOf, storyOf } from './expectation.js'
import type { Plan } from './plan.js'
import type { Faults } from './simulate.js'

/** What became of one publication over the years; every entry of `wrong` is a broken promise. */
export interface PublicationVerdict {
  publication: string
  weeks: number
  sent: number
  /** Weeks whose conditions were met beyond doubt, and weeks in which a crash or a clock may decide either way. */
  certain: number
  eitherWay: number
  missedTold: number
  heldTold: number
  copies: number
  uncertain: number
  outsideSeason: number
  wrong: string[]
}

/** How many copies of what each mailbox got, by the sink's own count. */
function countCopies(messages: readonly SunkMessage[]): Map<string, number> {
  const copies = new Map<string, number>()
  for (const { to, raw } of messages) {
    const mark = raw.replaceAll('=\r\n', '').match(issueMark)
    if (!mark || to.endsWith('@tourisme.example.org')) continue
    const key = `${mark[1]}/${mark[2]} ${to}`
    copies.set(key, (copies.get(key) ?? 0) + 1)
  }
  return copies
}

/** How often staff were sent each campaign of theirs, by the sink's own count of Message-IDs. */
function countMessageIds(messages: readonly SunkMessage[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { raw } of messages) {
    const id = raw.match(/^Message-ID: <(.+)-\d{7}@/im)?.[1] ?? 'none'
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

export async function judgeOffice(
  store: Store,
  plans: readonly Plan[],
  messages: readonly SunkMessage[],
  faults: Faults,
): Promise<PublicationVerdict[]> {
  const copies = countCopies(messages)
  const byCampaign = countMessageIds(messages)
  const campaigns = await store.campaigns.list(100_000)
  const crashes = faults.crashes + faults.crashesOfTheSecond

  /** How often an alarm was told; one that a crash left uncertain counts as told: its line says so to staff. */
  const told = async (key: string) => {
    let count = 0
    for (const campaign of campaigns.filter((one) => one.key === key)) {
      const sums = await store.ledger.sums(campaign.id)
      count += Math.max(byCampaign.get(campaign.id) ?? 0, sums.accepted + sums.uncertain)
    }
    return count
  }

  const verdicts: PublicationVerdict[] = []
  for (const [publication, weeks] of Map.groupBy(plans, (plan) => plan.publication)) {
    const inSeason = weeks.filter((plan) => plan.inSeason)
    const verdict: PublicationVerdict = {
      publication,
      weeks: inSeason.length,
      sent: 0,
      certain: 0,
      eitherWay: 0,
      missedTold: 0,
      heldTold: 0,
      copies: 0,
      uncertain: 0,
      outsideSeason: 0,
      wrong: [],
    }
    verdicts.push(verdict)
    const known = new Set(inSeason.map((plan) => plan.period))
    for (const { key } of campaigns) {
      const [, period] = key.match(new RegExp(`^\\w+(?:/(?:held|missed))?/${publication}/(\\d{4}-W\\d\\d)`)) ?? []
      if (!period || known.has(period)) continue
      verdict.outsideSeason++
      verdict.wrong.push(`${key}: outside the season`)
    }
    for (const [key, count] of copies) {
      if (!key.startsWith(`${publication}/`)) continue
      verdict.copies += count
      if (count > 1) verdict.wrong.push(`${key}: ${count} copies`)
      if (!known.has(key.slice(publication.length + 1).split(' ')[0] ?? '')) {
        verdict.outsideSeason++
        verdict.wrong.push(`${key}: outside the season`)
      }
    }
    for (const plan of inSeason) {
      const name = `${publication}/${plan.period}`
      const named = campaigns.filter((one) => one.key.startsWith(`issue/${name}`))
      const campaign = named.at(-1)
      if (named.length > 1) verdict.wrong.push(`${name}: ${named.length} campaigns`)
      if (campaign) {
        verdict.sent++
        const sums = await store.ledger.sums(campaign.id)
        verdict.uncertain += sums.uncertain
        if (sums.accepted + sums.uncertain !== sums.audience) verdict.wrong.push(`${name}: ${JSON.stringify(sums)}`)
        for (const line of await store.campaigns.deliveries(campaign.id, { state: 'accepted' }))
          if (copies.get(`${name} ${line.email}`) !== 1) verdict.wrong.push(`${name} ${line.email}: lost`)
      }
      const heldTold = await told(`alarm/held/${name}`)
      const missedTold = await told(`alarm/missed/${name}`)
      verdict.heldTold += heldTold
      verdict.missedTold += missedTold
      const expected = expectationOf(plan)
      if (expected.certain) verdict.certain++
      else if (expected.possible) verdict.eitherWay++
      const complaints = expected.complaints({ sent: campaign !== undefined, heldTold, missedTold })
      verdict.wrong.push(...complaints.map((complaint) => `${name}: ${complaint}\n    ${storyOf(plan)}`))
    }
    if (verdict.uncertain > 4 * crashes) verdict.wrong.push(`${verdict.uncertain} uncertain after ${crashes} crashes`)
  }
  const failed = campaigns.filter((one) => one.key.startsWith('alarm/job-failed/'))
  if (failed.length > 0) verdicts[0]?.wrong.push(`${failed.length} jobs were given up`)
  return verdicts
}
