import type { Store } from '../../../src/store/store.js'
import type { Book } from './book.js'

export interface Verdict {
  audience: number
  accepted: number
  failed: number
  uncertain: number
  /** Pending, sending or deferred: nobody, at the end. */
  open: number
  /** Accepted in the ledger; the server has no copy. */
  lost: number
  /** The server kept more than one copy for a recipient. */
  doubled: number
  /** How often a conversation ended after DATA had begun. */
  lostInData: number
  /** Rows that stand otherwise than the server's record says, a sentence each. */
  wrong: string[]
}

type Row = Awaited<ReturnType<Store['campaigns']['deliveries']>>[number]

/** In which states a row may stand, by how its last attempt ended for the server; null when the record is unfinished. */
function allowed(row: Row, last: string | undefined): string[] {
  // A temporary failure becomes one for good when all attempts are used up, and says so.
  const usedUp = row.reply?.includes(`(${row.attempt} attempts)`) ? ['failed'] : []
  if (last === 'taken') return ['accepted']
  if (last === 'refused') return ['failed']
  if (last === 'lost-in-data') return ['uncertain']
  return last === 'put-off' || last === 'lost' ? usedUp : []
}

/** Holds every row of a finished campaign against the server's book. */
export async function judgeFaults(store: Store, campaignId: string, book: Book): Promise<Verdict> {
  const sums = await store.ledger.sums(campaignId)
  const wrong: string[] = []
  let [lost, doubled] = [0, 0]
  for (const row of await store.campaigns.deliveries(campaignId, { limit: 10_000_000 })) {
    const { ends, kept } = book.of(row.email)
    if (row.state === 'accepted' && kept.length === 0) lost++
    if (kept.length > 1) doubled++
    if (kept.some((id) => !id.startsWith(`<${row.id}@`))) wrong.push(`${row.id} left as ${kept.join(' ')}`)
    if (!allowed(row, ends.at(-1)).includes(row.state))
      wrong.push(`${row.id} is ${row.state} (${row.reply}) after ${ends.join(', ')}`)
  }
  return {
    audience: sums.audience,
    accepted: sums.accepted,
    failed: sums.failed,
    uncertain: sums.uncertain,
    open: sums.pending + sums.sending + sums.deferred,
    lost,
    doubled,
    lostInData: book.count('lost-in-data'),
    wrong,
  }
}
