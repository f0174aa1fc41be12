import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isMet, scoreReturned, targetsOf } from './scoring/returned.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } },
})
const [directory] = positionals
if (!directory || !existsSync(directory)) {
  process.stderr.write('usage: node dist/test/score-returned.js DIR [--json] [--verbose]\n')
  process.exit(2)
}
const score = scoreReturned(resolve(directory))
const percent = ({ right, of }: { right: number; of: number }) =>
  of === 0 ? '-' : `${((100 * right) / of).toFixed(1)} %`
const lines = [
  ...(values.verbose ? [...score.wrong, ''] : []),
  `${score.messages} messages read, ${score.compared} compared, the slowest in ${score.slowestMs} ms`,
  ...targetsOf(score).map(
    (one) => `${one.what.padEnd(24)} ${one.right}/${one.of}  ${percent(one)}  (target ${100 * one.target} %)`,
  ),
  `${'SMTP reply code'.padEnd(24)} ${score.reply.right}/${score.reply.of}  ${percent(score.reply)}`,
]
process.stdout.write(values.json ? `${JSON.stringify(score, null, 2)}\n` : `${lines.join('\n')}\n`)
process.exitCode = isMet(score) ? 0 : 1
