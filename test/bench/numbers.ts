import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { manualClock } from '../../src/base/clock.js'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { openStore } from '../../src/store/store.js'
import { anyMessage, recipients } from '../support/ledger.js'
import { onBothEngines, timed } from './both-engines.js'

/*
 * npm run bench:numbers -- [--lines 1000000]
 *
 * How long the console's figures take over so many deliveries, in campaigns of a thousand each, one a week from some
 * weeks ago: the median and the slowest of twenty, for the spans that the console asks for, on both databases.
 */
const { values } = parseArgs({ options: { lines: { type: 'string', default: '1000000' } } })
const each = 1000
const campaigns = Math.ceil(Number(values.lines) / each)
const begin = Temporal.Instant.from('2021-12-01T06:00:00Z')
const end = Temporal.Instant.from('2026-11-22T06:00:00Z')

async function measure(place: DatabasePlace): Promise<Map<string, string>> {
  const clock = manualClock(begin)
  const store = await openStore({ ...place, clock })
  const times = new Map<string, string>()
  try {
    const apart = Math.floor(begin.until(end).total('seconds') / campaigns)
    const audience = recipients(each)
    await store.transaction(async (rows) => {
      for (let number = 0; number < campaigns; number++) {
        clock.set(begin.add({ seconds: number * apart }))
        const common = { kind: 'issue' as const, issueId: null, publication: 'agenda', message: anyMessage }
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
    const time = async (name: string, ask: () => Promise<unknown>) => void times.set(name, await timed(ask))
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

await onBothEngines('bench-numbers', `${campaigns * each} deliveries`, measure)
