import type { ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.js'

type Lines = ExpressionBuilder<Schema, 'deliveries'>

/** States in which a line may still leave: without its address it cannot. */
const open = ['pending', 'deferred'] as const

/**
 * Takes name, address and token out of lines of the ledger. State, codes and instants stay, so that every sum stays
 * right; the server's words go, since they often repeat the address. A line that still waited is left out as opposed.
 * Returns how many.
 */
export async function anonymiseDeliveries(
  db: Kysely<Schema>,
  which: (eb: Lines) => ExpressionWrapper<Schema, 'deliveries', SqlBool>,
): Promise<number> {
  await db
    .updateTable('deliveries')
    .set({ state: 'excluded', reason: 'opposed', next_at: null })
    .where((eb) => which(eb as unknown as Lines))
    .where('state', 'in', [...open])
    .execute()
  const rows = await db
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
    .where((eb) => which(eb as unknown as Lines))
    .where('email', '!=', '')
    .returning('id')
    .execute()
  for (let start = 0; start < rows.length; start += 500) {
    await db
      .updateTable('delivery_events')
      .set({ reply: null })
      .where(
        'delivery_id',
        'in',
        rows.slice(start, start + 500).map((row) => row.id),
      )
      // Who decided about an uncertain line is staff's name, and stays.
      .where('what', 'not in', ['resend', 'take-as-sent'])
      .execute()
  }
  return rows.length
}
