import type { Kysely } from 'kysely'
import { laterEditions } from '../../domain/index.js'
import type { Schema } from '../schema.js'

/** What was handed over: who took what in which year, and who still has an edition that another has replaced. */
export function takenRows(db: Kysely<Schema>) {
  const completed = () =>
    db
      .selectFrom('orders')
      .innerJoin('order_lines', 'order_lines.order_id', 'orders.id')
      .innerJoin('editions', 'editions.id', 'order_lines.edition_id')
      .where('orders.state', '=', 'completed')

  return {
    /** Addresses, as compared, that have ordered an edition, whatever became of it but a refusal. */
    async addressesThatOrdered(editionId: string): Promise<Set<string>> {
      const rows = await db
        .selectFrom('orders')
        .innerJoin('order_lines', 'order_lines.order_id', 'orders.id')
        .select('email_key')
        .distinct()
        .where('edition_id', '=', editionId)
        .where('state', 'in', ['placed', 'completed'])
        .execute()
      return new Set(rows.map((row) => row.email_key))
    },

    /** What each address took of each edition, in all, the newest edition first. */
    async byPartner({ editionId, limit, offset = 0 }: { editionId?: string; limit: number; offset?: number }) {
      let query = completed()
        .select(['orders.email_key', 'editions.id as edition', 'editions.title', 'editions.year'])
        .select(({ fn }) => [
          fn.max('orders.organisation').as('organisation'),
          fn.max('orders.commune').as('commune'),
          fn.sum<number>('order_lines.copies').as('copies'),
        ])
        .groupBy(['orders.email_key', 'editions.id', 'editions.title', 'editions.year'])
        .orderBy('editions.year', 'desc')
        .orderBy('editions.id')
        .orderBy('orders.email_key')
        .limit(limit)
        .offset(offset)
      if (editionId !== undefined) query = query.where('editions.id', '=', editionId)
      return (await query.execute()).map((row) => ({ ...row, copies: Number(row.copies) }))
    },

    /**
     * Addresses that took the edition which `editionId` replaces, and none yet of those that came after it: they still
     * show the old one.
     */
    async stillWithTheOld(
      editionId: string,
    ): Promise<{ email: string; organisation: string | null; commune: string | null }[]> {
      const editions = await db.selectFrom('editions').select(['id', 'replaces']).execute()
      const old = editions.find((one) => one.id === editionId)?.replaces
      if (!old) return []
      const later = laterEditions(editions, old)
      return await completed()
        .select('orders.email_key as email')
        .select(({ fn }) => [fn.max('orders.organisation').as('organisation'), fn.max('orders.commune').as('commune')])
        .where('editions.id', '=', old)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('orders as since')
                .innerJoin('order_lines as line', 'line.order_id', 'since.id')
                .select('since.id')
                .whereRef('since.email_key', '=', 'orders.email_key')
                .where('since.state', '=', 'completed')
                .where('line.edition_id', 'in', later),
            ),
          ),
        )
        .groupBy('orders.email_key')
        .orderBy('orders.email_key')
        .execute()
    },
  }
}
