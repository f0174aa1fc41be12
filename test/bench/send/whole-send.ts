import { openApp } from '../../../src/app.js'
import { silentLog } from '../../../src/base/log.js'
import { readEnvironment } from '../../../src/settings/environment.js'
import { loadOfficeFolder } from '../../../src/settings/load.js'
import { freezeLetter } from './audience.js'

/*
 * Freezes a letter to all partners and sends it, in a process of its own. Arguments: settings, data, SMTP address,
 * kilobytes. Prints what was accepted, the seconds that each part took, and the peak memory in MB.
 */
const [configDir = '', dataDir = '', smtpUrl = '', kilobytes = '2'] = process.argv.slice(2)
const app = await openApp({
  settings: loadOfficeFolder(configDir),
  environment: readEnvironment({ SMTP_URL: smtpUrl }),
  dataDir,
  role: 'start',
  log: silentLog,
})
const { store } = app.context
const started = performance.now()
const id = await freezeLetter(store, 'bench/scale', Number(kilobytes))
const frozen = performance.now()
await app.queue.runDue()
const sent = performance.now()
const { audience, accepted } = await store.ledger.sums(id)
await app.close()
process.stdout.write(
  JSON.stringify({
    audience,
    accepted,
    freezing: (frozen - started) / 1000,
    sending: (sent - frozen) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
)
