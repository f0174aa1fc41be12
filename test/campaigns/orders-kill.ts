import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { openStore } from '../../src/store/store.js'
import { databaseFile } from '../support/database-file.js'
import { startPostgres } from '../support/postgres.js'
import { seededRandom } from '../support/random.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { addGuide, bookFaults } from './orders/books.js'

/**
 * `npm run kill-test:orders -- [--kills N] [--seed S]`: two processes place, change, refuse and complete orders as fast as
 * they can, are killed with SIGKILL at a random moment, and the books are checked each time: no copy is promised twice,
 * none is lost. On SQLite, and on PostgreSQL where it is installed.
 */
const say = (line: string) => void process.stdout.write(`${line}\n`)
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
})

/** Lets two processes order, kills them in the middle, and gives what is wrong with the books. */
async function round(place: DatabasePlace, random: ReturnType<typeof seededRandom>): Promise<string[]> {
  const children = [1, 2].map(() =>
    spawn(process.execPath, [join(import.meta.dirname, 'orders/customer.js'), JSON.stringify(place)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  )
  const ended = children.map((child) => new Promise((resolve) => child.once('close', resolve)))
  await new Promise((resolve) => setTimeout(resolve, random.between(1000, 2000)))
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(ended)
  const store = await openStore(place)
  try {
    return await bookFaults(store)
  } finally {
    await store.close()
  }
}

async function campaign(name: string, place: DatabasePlace): Promise<boolean> {
  const store = await openStore(place)
  await addGuide(store)
  await store.close()
  const random = seededRandom(Number(values.seed))
  let faulty = 0
  for (let kill = 0; kill < Number(values.kills); kill++) {
    const faults = await round(place, random)
    for (const fault of faults) say(`${name}, after kill ${kill + 1}: ${fault}`)
    if (faults.length > 0) faulty += 1
  }
  const after = await openStore(place)
  const orders = await after.orders.list({ limit: 1_000_000 })
  const states = Object.entries(Object.groupBy(orders, (order) => order.state)).map(
    ([state, some]) => `${some.length} ${state}`,
  )
  await after.close()
  say(`${name}: ${values.kills} kills of two processes each, ${states.join(', ')}; wrong books: ${faulty}`)
  return faulty === 0
}

const folder = await scratchFolder('orders-kill')
const server = await startPostgres()
try {
  const sound = [await campaign('SQLite', { file: databaseFile(folder) })]
  if (server) sound.push(await campaign('PostgreSQL', { url: await server.newDatabase() }))
  else say('PostgreSQL is not installed')
  process.exitCode = sound.every(Boolean) ? 0 : 1
} finally {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
}
