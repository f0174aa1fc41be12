import type { Kysely } from 'kysely'
import { type OrderLine, type StockPlace, takeFrom } from '../../domain/index.js'
import type { Schema } from '../schema.js'

/** The copies that orders hold, or took, place by place. For orders.ts and take-back.ts alone, within their turn. */
export function reservationRows(db: Kysely<Schema>) {
  async function heldBy(orderId: string) {
    return await db.selectFrom('order_reservations').selectAll().where('order_id', '=', orderId).execute()
  }

  /** An edition's places as they would be without the reservations of `orderId`. */
  async function stockFor(editionId: string, orderId: string | null): Promise<StockPlace[]> {
    const stock = await db
      .selectFrom('edition_stock')
      .select(['place', 'copies', 'reserved'])
      .where('edition_id', '=', editionId)
      .orderBy('place')
      .execute()
    const mine = orderId === null ? [] : (await heldBy(orderId)).filter((one) => one.edition_id === editionId)
    return stock.map((one) => ({
      ...one,
      reserved: one.reserved - (mine.find(({ place }) => place === one.place)?.copies ?? 0),
    }))
  }

  /** Takes an order's copies off the reserved ones, and off the shelf where they are handed over. */
  async function end(orderId: string, handed: boolean): Promise<void> {
    const held = await heldBy(orderId)
    for (const { edition_id, place, copies } of held)
      await db
        .updateTable('edition_stock')
        .set((eb) => ({ reserved: eb('reserved', '-', copies), copies: eb('copies', '-', handed ? copies : 0) }))
        .where('edition_id', '=', edition_id)
        .where('place', '=', place)
        .execute()
    await db.deleteFrom('order_reservations').where('order_id', '=', orderId).execute()
    if (handed && held.length > 0) await db.insertInto('handed_copies').values(held).execute()
  }

  const handedTo = (orderId: string) =>
    db.selectFrom('handed_copies').selectAll().where('order_id', '=', orderId).execute()

  return {
    stockFor,

    /** Reserves an order's copies. @throws Error when there are not enough: look before. */
    async reserve(orderId: string, lines: readonly OrderLine[]): Promise<void> {
      for (const { editionId, copies } of lines) {
        const parts = takeFrom(await stockFor(editionId, null), copies)
        if (!parts) throw new Error(`the stock of ${editionId} has fewer than ${copies} copies`)
        for (const part of parts) {
          await db
            .updateTable('edition_stock')
            .set((eb) => ({ reserved: eb('reserved', '+', part.copies) }))
            .where('edition_id', '=', editionId)
            .where('place', '=', part.place)
            .execute()
          await db
            .insertInto('order_reservations')
            .values({ order_id: orderId, edition_id: editionId, ...part })
            .execute()
        }
      }
    },

    /** Gives an order's copies back to everybody. */
    release: (orderId: string) => end(orderId, false),

    /** An order's copies leave the house. */
    hand: (orderId: string) => end(orderId, true),

    /** Whether it is known of every copy of a completed order from which place it left. */
    async isTraceable(orderId: string): Promise<boolean> {
      const lines = await db.selectFrom('order_lines').select('copies').where('order_id', '=', orderId).execute()
      const sum = (rows: readonly { copies: number }[]) => rows.reduce((all, { copies }) => all + copies, 0)
      return sum(await handedTo(orderId)) === sum(lines)
    },

    /** An order's copies are back where they came from: promised to it again, or free. */
    async takeBack(orderId: string, promised: boolean): Promise<void> {
      const handed = await handedTo(orderId)
      for (const { edition_id, place, copies } of handed)
        await db
          .updateTable('edition_stock')
          .set((eb) => ({ copies: eb('copies', '+', copies), reserved: eb('reserved', '+', promised ? copies : 0) }))
          .where('edition_id', '=', edition_id)
          .where('place', '=', place)
          .execute()
      await db.deleteFrom('handed_copies').where('order_id', '=', orderId).execute()
      if (promised) await db.insertInto('order_reservations').values(handed).execute()
    },
  }
}
