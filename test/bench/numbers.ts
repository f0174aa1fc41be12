import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { sql } from 'kysely'
import type { MessageSource, Recipient } from '../../src/domain/index.js'
import { manualClock } from '../../src/base/clock.js'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { openStore } from '../../src/store/store.js'
import { databaseFile } from '../support/database-file.js'
import { startPostgres } from '../support/postgres.js'
import { scratchFolder } from '../support/scratch-folder.js'

/*
 * npm run bench:numbers -- [--lines 1000000]
 *
 * How long the console's figures take over so many deliveries, in campaigns of a thousand each, one a week from some
 * weeks ago: the median and the slowest of ten, for the spans that the console asks for, on both databases.
 */
const { values } = parseArgs({ options: { lines: { type: 'string', default: '1000000' } } })
const each = 1000
const campaigns = Math.ceil(Number(values.lines) / each)
const begin = Temporal.Instant.from('2021-12-01T06:00:00Z')
const end = Temporal.Instant.from('2026-11-22T06:00:00Z')

const message: MessageSource = {
  kind: 'issue',
  from: { name: 'Office', address: 'office@example.org' },
  replyTo: null,
  subject: 'Semaine',
  html: '',
  text: '',
  language: 'fr',
  list: null,
  attachments: [],
}

async function measure(place: DatabasePlace): Promise<Map<string, string>> {
  const clock = manualClock(begin)
  const store = await openStore({ ...place, clock })
  const times = new Map<string, string>()
  try {
    const apart = Math.floor(begin.until(end).total('seconds') / campaigns)
    const audience = Array.from({ length: each }, (_, index): Recipient => {
      const email = `p${index}@example.org`
      const common = { contactId: `c${index}`, name: null, language: 'fr', token: 't'.repeat(22), excluded: null }
      return { ...common, email, emailKey: email }
    })
    await store.transaction(async (rows) => {
      for (let number = 0; number < campaigns; number++) {
        clock.set(begin.add({ seconds: number * apart }))
        const common = { kind: 'issue' as const, issueId: null, publication: 'agenda', message }
        await rows.ledger.freeze({ key: `issue/${number}`, ...common }, [audience])
      }
    })
    const db = store.accounts
    await sql`update deliveries set state = 'accepted', next_at = null`.execute(db)
    await sql`insert into bounces (id, address_hash, delivery_id, kind, reason, at)
      select id, id, id, 'soft', 'mailbox-full', updated_at from deliveries where id like '%33'`.execute(db)
    await sql`insert into journal (id, at, who, what, door, contact_id, publication)
      select id, updated_at, 'person', 'unsubscribed', 'one-click', contact_id, 'agenda' from deliveries where id like '%77'`.execute(
      db,
    )
    const time = async (name: string, ask: () => Promise<unknown>) => {
      const spent: number[] = []
      for (let turn = 0; turn < 10; turn++) {
        const started = performance.now()
        await ask()
        spent.push(performance.now() - started)
      }
      spent.sort((a, b) => a - b)
      times.set(name, `${spent[5]?.toFixed(0)} / ${spent.at(-1)?.toFixed(0)} ms`)
    }
    for (const [span, hours] of Object.entries({ 'three months': 91 * 24, 'a year': 365 * 24 }))
      for (const publication of [null, 'agenda']) {
        const question = { from: end.subtract({ hours }), to: end, publication }
        const whose = `${span}, ${publication ? 'one publication' : 'all'}`
        for (const figure of ['sends', 'bounces', 'departures'] as const)
          await time(`${figure}, ${whose}`, () => store.numbers[figure](question))
      }
  } finally {
    await store.close()
  }
  return times
}

const folder = await scratchFolder('bench-numbers', { disk: true })
const server = await startPostgres({ durable: true })
try {
  const columns: [string, Map<string, string>][] = [['SQLite', await measure({ file: databaseFile(folder) })]]
  if (server) columns.push(['PostgreSQL', await measure({ url: await server.newDatabase() })])
  const table = new Table({
    head: ['median / slowest', ...columns.map(([name]) => name)],
    style: { head: [], border: [] },
  })
  for (const name of columns[0]?.[1].keys() ?? [])
    table.push([name, ...columns.map(([, times]) => times.get(name) ?? '')])
  process.stdout.write(`${campaigns * each} deliveries\n${table.toString()}\n`)
} finally {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
}
