import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { brokenFaultPromises, runFaultCampaign } from './faults/run.js'

/*
 * npm run fault-test -- [--recipients N] [--seed N]: a send through a server that plays every fault of SMTP at random.
 */
const { values } = parseArgs({
  options: { recipients: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
})
const started = performance.now()
const say = (text: string) => process.stdout.write(`${text}\n`)
const report = await runFaultCampaign({ recipients: Number(values.recipients), seed: Number(values.seed) })
const { played, wrong, hours, ...figures } = report

const faults = new Table({ style: { head: [], border: [] }, head: ['fault', 'played'] })
for (const [fault, count] of [...played].toSorted((a, b) => b[1] - a[1])) faults.push([fault, count])
say(faults.toString())
const table = new Table({ style: { head: [], border: [] } })
for (const [name, value] of Object.entries(figures)) table.push([name, value])
table.push(['hours by the clock', hours.toFixed(1)], ['rows that stand wrong', wrong.length])
say(table.toString())
const broken = brokenFaultPromises(report)
for (const text of broken.slice(0, 30)) say(`✗ ${text}`)
const seconds = Math.round((performance.now() - started) / 1000)
say(`${report.audience} recipients: ${broken.length} broken promises, ${seconds} s`)
process.exitCode = broken.length > 0 ? 1 : 0
