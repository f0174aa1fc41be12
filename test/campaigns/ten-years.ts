import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { simulatedOffices } from './ten-years/offices.js'
import { type OfficeStory, simulateOffice } from './ten-years/simulate.js'

const { values } = parseArgs({
  options: { years: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
})
const [years, seed] = [Number(values.years), Number(values.seed)]
const started = performance.now()
const say = (text: string) => process.stdout.write(`${text}\n`)

const stories: [string, OfficeStory][] = []
for (const [name, settings] of Object.entries(simulatedOffices))
  stories.push([name, await simulateOffice(settings, years, seed + stories.length)])

const table = new Table({
  head: [
    'office',
    'publication',
    'weeks',
    'sent',
    'had to',
    'either',
    'missed',
    'held',
    'copies',
    'uncertain',
    'outside',
    'wrong',
  ],
  style: { head: [], border: [] },
})
for (const [office, { verdicts }] of stories)
  for (const one of verdicts)
    table.push([
      office,
      one.publication,
      one.weeks,
      one.sent,
      one.certain,
      one.eitherWay,
      one.missedTold,
      one.heldTold,
      one.copies,
      one.uncertain,
      one.outsideSeason,
      one.wrong.length,
    ])
say(table.toString())
for (const [office, { faults, rounds }] of stories) say(`${office}: ${rounds} rounds, ${JSON.stringify(faults)}`)
const wrong = stories.flatMap(([office, { verdicts }]) =>
  verdicts.flatMap((one) => one.wrong.map((text) => `${office} ${text}`)),
)
for (const text of wrong.slice(0, 40)) say(`✗ ${text}`)
say(
  `${years} years, seed ${seed}: ${wrong.length} broken promises, ${Math.round((performance.now() - started) / 1000)} s`,
)
process.exitCode = wrong.length > 0 ? 1 : 0
