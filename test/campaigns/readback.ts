import { parseArgs } from 'node:util'
import { hasPerlDkim, perlVerdicts } from './readback/perl.js'
import { readBack } from './readback/run.js'

/*
 * npm run readback -- [--messages N]: sends to the oddest names, addresses and subjects, and reads each message back.
 */
const { values } = parseArgs({ options: { messages: { type: 'string', default: '10000' } } })
const started = performance.now()
const say = (text: string) => process.stdout.write(`${text}\n`)
const read = await readBack({ messages: Number(values.messages), smtpUtf8: true })
for (const fault of read.faults.slice(0, 30)) say(`✗ ${fault}`)
for (const [reply, count] of read.refused) say(`${count} × ${reply}`)
if (hasPerlDkim()) {
  const verdicts = perlVerdicts(read.samples, read.keys.records)
  const passed = verdicts.filter((verdict) => verdict === 'rsa-sha256 pass').length
  say(`Perl's Mail::DKIM: ${passed} of ${read.samples.length} RSA signatures verify`)
  if (passed !== read.samples.length) read.faults.push('a second verifier disagrees')
} else say('libmail-dkim-perl is missing: only mailauth looked at the signatures')
const seconds = Math.round((performance.now() - started) / 1000)
say(`${read.messages} messages read back, ${read.faults.length} faults, ${seconds} s`)
process.exitCode = read.faults.length > 0 || read.messages !== Number(values.messages) ? 1 : 0
