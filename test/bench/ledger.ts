import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { LineFilter, Recipient } from '../../src/domain/index.js'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { openStore, type Store } from '../../src/store/store.js'
import { anyMessage, recipient } from '../support/ledger.js'
import { onBothEngines, timed } from './both-engines.js'

/*
 * npm run bench:ledger -- [--lines 500000]
 *
 * How long the console waits for a page of one campaign's lines: first and far pages, each filter, searches that find
 * and that do not, on both databases. The median and the slowest of 20 each.
 */
const { values } = parseArgs({ options: { lines: { type: 'string', default: '500000' } } })
const count = Number(values.lines)
const limit = 50

const houses = ['Hôtel de France', 'Camping du Lac', 'Ferme des Trois Chênes', 'Gîte Château-Vieux', 'Musée du Gers']

function* audience(): Generator<Recipient[]> {
  for (let start = 0; start < count; start += 5000)
    yield Array.from({ length: Math.min(5000, count - start) }, (_, index) => {
      const number = start + index
      return recipient(`c${number}`, {
        email: `p${number}@maison${number % 977}.example.org`,
        name: `${houses[number % houses.length]} ${number}`,
        excluded: number % 50 === 0 ? 'unsubscribed' : null,
      })
    })
}

async function fill(store: Store): Promise<string> {
  const campaign = {
    key: 'issue/agenda/2026-W28',
    kind: 'issue' as const,
    issueId: null,
    publication: 'agenda',
    message: anyMessage,
  }
  const { id } = await store.transaction((rows) => rows.ledger.freeze(campaign, audience()))
  const db = store.accounts
  await sql`update deliveries set state = 'accepted', next_at = null, code = 250, reply = '250 2.0.0 Ok: queued',
    attempt = 1 where state = 'pending' and id < ${`${id}-${String(Math.round(count * 0.8)).padStart(7, '0')}`}`.execute(
    db,
  )
  await sql`update deliveries set state = 'failed', next_at = null, code = 550, status = '5.1.1'
    where state = 'accepted' and id like '%77'`.execute(db)
  await sql`insert into bounces (id, address_hash, delivery_id, kind, reason, at)
    select 'b-' || id, id, id, 'hard', 'mailbox-unknown', '2026-07-04T06:00:00.000Z' from deliveries
    where state = 'accepted' and id like '%33'`.execute(db)
  return id
}

const questions: [string, LineFilter, string?][] = [
  ['first page', {}],
  ['page at 90 %', {}, `~${Math.round(count * 0.9)}`],
  ['accepted, far on', { state: 'accepted' }, `~${Math.round(count * 0.7)}`],
  ['to be sent', { state: 'pending' }],
  ['refused', { state: 'failed' }],
  ['came back', { state: 'returned' }],
  ['left out: unsubscribed', { reason: 'unsubscribed' }],
  ['a whole address', { words: `p${count - 7}@maison${(count - 7) % 977}.example.org` }],
  ['"hotel de france"', { words: 'hotel de france' }],
  ['a name found once, near the end', { words: `chateau vieux ${count - 7}` }],
  ['words found nowhere', { words: 'introuvable' }],
  ['words found nowhere, refused', { words: 'introuvable', state: 'failed' }],
]

async function measure(place: DatabasePlace): Promise<Map<string, string>> {
  const store = await openStore(place)
  const times = new Map<string, string>()
  try {
    const id = await fill(store)
    const time = async (name: string, ask: () => Promise<unknown>) => void times.set(name, await timed(ask))
    for (const [name, filter, after] of questions)
      await time(name, () => store.lines.page(id, filter, { after, limit }))
    await time('sums', () => store.ledger.sums(id))
    await time('reasons', () => store.lines.reasons(id))
    await time('how many came back', () => store.lines.returned(id))
    await time('list of campaigns', () => store.campaigns.page({ notices: false, limit: 20 }))
  } finally {
    await store.close()
  }
  return times
}

await onBothEngines('bench-ledger', `${count} lines`, measure)
