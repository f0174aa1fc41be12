import type { Kysely, Selectable } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import { newId } from '../../base/ids.js'
import { type Edition, type EditionDetails, freeCopies, plainWords, type StockPlace } from '../../domain/index.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { takeStockTurn } from './stock-turn.js'
import type { EditionsTable } from './tables.js'

/** Why the copies of a place could not be set: fewer than are promised. */
export interface StockRefusal {
  place: string
  reserved: number
}

export function editionOf(row: Selectable<EditionsTable>): Edition {
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    year: row.year,
    languages: JSON.parse(row.languages) as string[],
    pdfUrl: row.pdf_url,
    onlineUrl: row.online_url,
    copiesPerBox: row.copies_per_box,
    grams: row.grams,
    replaces: row.replaces,
    createdAt: row.created_at,
  }
}

/** Editions, and where their copies lie. */
export function editionRows(db: Kysely<Schema>, clock: Clock, engine: Engine) {
  const columns = (details: EditionDetails) => ({
    title: details.title.trim(),
    title_key: plainWords(details.title),
    kind: details.kind,
    year: details.year,
    languages: JSON.stringify(details.languages),
    pdf_url: details.pdfUrl,
    online_url: details.onlineUrl,
    copies_per_box: details.copiesPerBox,
    grams: details.grams,
    replaces: details.replaces,
  })

  return {
    async byId(id: string): Promise<Edition | null> {
      const row = await db.selectFrom('editions').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? editionOf(row) : null
    },

    /** The edition of this title and year, however the title is written; or null. */
    async byTitle(title: string, year: number): Promise<Edition | null> {
      const row = await db
        .selectFrom('editions')
        .selectAll()
        .where('title_key', '=', plainWords(title))
        .where('year', '=', year)
        .executeTakeFirst()
      return row ? editionOf(row) : null
    },

    /** Every edition, the newest year first. */
    async list(): Promise<Edition[]> {
      const rows = await db.selectFrom('editions').selectAll().orderBy('year', 'desc').orderBy('title_key').execute()
      return rows.map(editionOf)
    },

    /** Enters an edition; null when there is one of this title and year. */
    async add(details: EditionDetails): Promise<Edition | null> {
      const row = await db
        .insertInto('editions')
        .values({ id: newId(), ...columns(details), created_at: stamp(clock.now()) })
        .onConflict((conflict) => conflict.columns(['title_key', 'year']).doNothing())
        .returningAll()
        .executeTakeFirst()
      return row ? editionOf(row) : null
    },

    /** Changes what is said of an edition. "taken": another one has this title and year. */
    async change(id: string, details: EditionDetails): Promise<'done' | 'unknown' | 'taken'> {
      const other = await this.byTitle(details.title, details.year)
      if (other && other.id !== id) return 'taken'
      const replaces = details.replaces === id ? null : details.replaces
      const changed = await db
        .updateTable('editions')
        .set({ ...columns(details), replaces })
        .where('id', '=', id)
        .executeTakeFirst()
      return changed.numUpdatedRows > 0n ? 'done' : 'unknown'
    },

    /** The places of an edition, by name. */
    async stock(editionId: string): Promise<StockPlace[]> {
      const rows = await db
        .selectFrom('edition_stock')
        .select(['place', 'copies', 'reserved'])
        .where('edition_id', '=', editionId)
        .orderBy('place')
        .execute()
      return rows.map((row) => ({ ...row }))
    },

    /** Copies promised to nobody, of every edition that has stock at all. */
    async free(): Promise<Map<string, number>> {
      const rows = await db.selectFrom('edition_stock').selectAll().execute()
      return new Map(
        [...Map.groupBy(rows, (row) => row.edition_id)].map(([id, places]) => [id, freeCopies(places)] as const),
      )
    },

    /**
     * Says how many copies lie at a place, as somebody counted them. Refused, with nothing changed, when more are
     * promised to orders. Call it inside a transaction.
     */
    async setStock(editionId: string, place: string, copies: number): Promise<StockRefusal | null> {
      await takeStockTurn(engine, db)
      const known = (await this.stock(editionId)).find((one) => one.place === place)
      if (known && known.reserved > copies) return { place, reserved: known.reserved }
      await db
        .insertInto('edition_stock')
        .values({ edition_id: editionId, place, copies, reserved: 0 })
        .onConflict((conflict) => conflict.columns(['edition_id', 'place']).doUpdateSet({ copies }))
        .execute()
      return null
    },
  }
}
