import { type Expression, type ExpressionBuilder, type Kysely, sql, type SqlBool } from 'kysely'
import { emailKey, type MessageSource } from '../domain/index.js'
import type { Schema } from './schema.js'

/** Lines of the ledger per statement: memory does not grow with how many there are. */
const rowsPerStep = 500

/**
 * Takes name, address and token out of lines of the ledger. State, codes and instants stay, so that every sum stays
 * right; the server's words go, since they often repeat the address. A line that still waited can no longer leave, and
 * is left out for want of an address. Returns how many lines lost theirs.
 */
export async function anonymiseDeliveries(
  db: Kysely<Schema>,
  which: (eb: ExpressionBuilder<Schema, 'deliveries'>) => Expression<SqlBool>,
): Promise<number> {
  for (let count = 0; ;) {
    const rows = await db
      .selectFrom('deliveries')
      .select('id')
      .where('email', '!=', '')
      .where(which)
      .limit(rowsPerStep)
      .execute()
    if (rows.length === 0) return count
    const ids = rows.map((row) => row.id)
    await db
      .updateTable('deliveries')
      .set({ state: 'excluded', reason: 'no-address', next_at: null })
      .where('id', 'in', ids)
      .where('state', 'in', ['pending', 'deferred'])
      .execute()
    await db
      .updateTable('deliveries')
      .set({
        email: '',
        email_key: '',
        domain: '',
        name: null,
        token: '',
        reply: null,
        contact_id: sql<string>`'erased-' || id`,
      })
      .where('id', 'in', ids)
      .execute()
    await db
      .updateTable('delivery_events')
      .set({ reply: null })
      .where('delivery_id', 'in', ids)
      // Who decided about an uncertain line is staff's name, and stays.
      .where('what', 'not in', ['resend', 'take-as-sent'])
      .execute()
    count += ids.length
  }
}

/**
 * Empties what staff were forwarded of an address's own mail: the notice names its author, and the bytes are theirs. The
 * line of the ledger stays. One that has not reached staff yet is left: it is somebody's question.
 */
export async function anonymiseForwards(db: Kysely<Schema>, address: string): Promise<void> {
  const forwards = await db
    .selectFrom('campaigns')
    .select(['id', 'key', 'message'])
    .where('kind', '=', 'forward')
    .where('state', '=', 'done')
    .execute()
  for (const { id, key, message } of forwards) {
    const source = JSON.parse(message) as MessageSource
    if (source.replyTo === null || emailKey(source.replyTo) !== address) continue
    const emptied: MessageSource = { ...source, replyTo: null, subject: '', html: '', text: '', attachments: [] }
    await db
      .updateTable('campaigns')
      .set({ subject: '', message: JSON.stringify(emptied) })
      .where('id', '=', id)
      .execute()
    await db
      .updateTable('returned_messages')
      .set({ source: null })
      .where('id', '=', key.slice(key.indexOf('/') + 1))
      .execute()
  }
}
