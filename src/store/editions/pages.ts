import type { Kysely } from 'kysely'
import type { Drawing, DrawingFault, DrawingState, EditionPage } from '../../domain/index.js'
import type { Schema } from '../schema.js'
import type { KeptFile } from './kept-files.js'

/** A page that was drawn; `hash` is of its picture, which is kept already. */
export interface NewPage extends Omit<EditionPage, 'isDrawn'> {
  hash: string | null
}

/** The pages of PDFs as pictures. A PDF is meant by its hash. */
export function pageRows(db: Kysely<Schema>) {
  return {
    /** Says how far the drawing of a PDF is. */
    async setDrawing(
      pdf: string,
      drawing: { state: DrawingState; pages?: number; fault?: DrawingFault },
    ): Promise<void> {
      const { state, pages = null, fault = null } = drawing
      await db
        .insertInto('pdf_drawings')
        .values({ pdf, state, pages, fault })
        .onConflict((conflict) =>
          conflict.column('pdf').doUpdateSet((eb) => ({
            state,
            fault,
            pages: eb.fn.coalesce('excluded.pages', 'pdf_drawings.pages'),
          })),
        )
        .execute()
    },

    /** How far the drawing of a PDF is; null when nobody has asked for it. */
    async drawing(pdf: string): Promise<Drawing | null> {
      const row = await db.selectFrom('pdf_drawings').selectAll().where('pdf', '=', pdf).executeTakeFirst()
      if (!row) return null
      const { drawn } = await db
        .selectFrom('pdf_pages')
        .select(({ fn }) => fn.countAll<number>().as('drawn'))
        .where('pdf', '=', pdf)
        .executeTakeFirstOrThrow()
      return { state: row.state, pages: row.pages, fault: row.fault, drawn: Number(drawn) }
    },

    /** Adds a page; one that is there already stays. */
    async addPage(pdf: string, { number, hash, width, height, words }: NewPage): Promise<void> {
      await db
        .insertInto('pdf_pages')
        .values({ pdf, number, hash, width, height, words })
        .onConflict((conflict) => conflict.columns(['pdf', 'number']).doNothing())
        .execute()
    },

    /** The pages of a PDF that are there, in order. */
    async pages(pdf: string): Promise<EditionPage[]> {
      const rows = await db.selectFrom('pdf_pages').selectAll().where('pdf', '=', pdf).orderBy('number').execute()
      return rows.map(({ number, width, height, words, hash }) => ({
        number,
        width,
        height,
        words,
        isDrawn: hash !== null,
      }))
    },

    /** The picture of a page, or null. */
    async pageFile(pdf: string, number: number): Promise<KeptFile | null> {
      const row = await db
        .selectFrom('pdf_pages')
        .innerJoin('kept_files', 'kept_files.hash', 'pdf_pages.hash')
        .select(['kept_files.hash', 'content_type', 'bytes'])
        .where('pdf', '=', pdf)
        .where('number', '=', number)
        .executeTakeFirst()
      return row ? { hash: row.hash, contentType: row.content_type, bytes: row.bytes } : null
    },
  }
}
