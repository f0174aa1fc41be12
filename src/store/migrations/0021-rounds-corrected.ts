import { type Kysely, sql } from 'kysely'

/**
 * From which place the copies of an order left, so that one wrongly noted as handed over can be taken back. Of earlier
 * ones that is certain only where an edition lies at a single place. And since when a round is cancelled.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('handed_copies')
    .addColumn('order_id', 'text', (c) => c.notNull().references('orders.id').onDelete('cascade'))
    .addColumn('edition_id', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('copies', 'integer', (c) => c.notNull().check(sql`copies > 0`))
    .addPrimaryKeyConstraint('handed_copies_key', ['order_id', 'edition_id', 'place'])
    .execute()
  await db.schema.alterTable('rounds').addColumn('cancelled_at', 'text').execute()
  await sql`
    insert into handed_copies (order_id, edition_id, place, copies)
    select order_lines.order_id, order_lines.edition_id, edition_stock.place, order_lines.copies
    from orders
    join order_lines on order_lines.order_id = orders.id
    join edition_stock on edition_stock.edition_id = order_lines.edition_id
    where orders.state = 'completed' and 1 = (
      select count(*) from edition_stock as places where places.edition_id = order_lines.edition_id)`.execute(db)
}
