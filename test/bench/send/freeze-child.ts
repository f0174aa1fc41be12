import { openStore } from '../../../src/store/store.js'
import { freezeLetter } from './audience.js'

/*
 * Freezes a letter to all partners, in a process of its own, to see what memory that takes. Arguments: database,
 * key, kilobytes. Prints the campaign's id, the seconds that the freezing took and the peak memory in MB.
 */
const [file = '', key = 'bench', kilobytes = '2'] = process.argv.slice(2)
const store = await openStore({ file, thread: true })
const started = performance.now()
const id = await freezeLetter(store, key, Number(kilobytes))
const seconds = (performance.now() - started) / 1000
await store.close()
process.stdout.write(JSON.stringify({ id, seconds, peakMb: process.resourceUsage().maxRSS / 1024 }))
