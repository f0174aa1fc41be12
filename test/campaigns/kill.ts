import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { brokenPromises, runKillCampaign } from './kill/run.js'
import type { SiteKind } from './kill/site.js'

/*
 * npm run kill-test -- [--kills N] [--partners N] [--seed N] [--only one-machine|several-machines]
 *
 * N kills on SQLite with the queue in the process, then N on PostgreSQL and BullMQ with two workers.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '30' },
    partners: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const say = (text: string) => process.stdout.write(`${text}\n`)
const kinds = (['one-machine', 'several-machines'] as const).filter((kind) => !values.only || kind === values.only)

async function run(kind: SiteKind): Promise<number> {
  const started = performance.now()
  const report = await runKillCampaign({
    kind,
    kills: Number(values.kills),
    partners: Number(values.partners),
    seed: Number(values.seed),
    lifeMs: [50, 1200],
  })
  const table = new Table({ head: [kind, ''], style: { head: [], border: [] } })
  for (const [name, value] of Object.entries(report)) table.push([name, value])
  say(table.toString())
  const wrong = brokenPromises(report)
  for (const text of wrong) say(`✗ ${text}`)
  say(
    `${kind}: ${report.kills} kills, ${report.audience} deliveries: ${wrong.length} broken promises, ${Math.round((performance.now() - started) / 1000)} s`,
  )
  return wrong.length
}

for (const kind of kinds) if ((await run(kind)) > 0) process.exitCode = 1
