import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { scoreFolder } from './scoring/folder.js'
import { reportOf, summaryOf } from './scoring/report.js'

const usage = 'usage: node dist/test/score.js DIR [--json] [--verbose]\n'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } },
})
const [directory] = positionals
if (!directory || !existsSync(directory)) {
  process.stderr.write(usage)
  process.exit(2)
}
const names = readdirSync(directory).filter((name) => existsSync(join(directory, name, 'expected.json')))
const scores = await Promise.all(names.sort().map((name) => scoreFolder(join(directory, name), name)))
const summary = summaryOf(scores)
process.stdout.write(values.json ? `${JSON.stringify(summary, null, 2)}\n` : reportOf(scores, summary, values.verbose))
process.exitCode = scores.length > 0 && summary.targets.every(({ met }) => met) ? 0 : 1
