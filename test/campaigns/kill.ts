import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { brokenPromises, runKillCampaign } from './kill/run.js'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '30' },
    partners: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
  },
})
const started = performance.now()
const say = (text: string) => process.stdout.write(`${text}\n`)
const report = await runKillCampaign({
  kills: Number(values.kills),
  partners: Number(values.partners),
  seed: Number(values.seed),
  lifeMs: [100, 2200],
})
const table = new Table({ style: { head: [], border: [] } })
for (const [name, value] of Object.entries(report)) table.push([name, value])
say(table.toString())
const wrong = brokenPromises(report)
for (const text of wrong) say(`✗ ${text}`)
say(
  `${report.kills} kills, ${report.audience} deliveries: ${wrong.length} broken promises, ${Math.round((performance.now() - started) / 1000)} s`,
)
process.exitCode = wrong.length > 0 ? 1 : 0
