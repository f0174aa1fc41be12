import type { Kysely } from 'kysely'
import { createHash } from 'node:crypto'
import type { Schema } from '../schema.js'

/** A file in pieces of about a megabyte: larger ones would be held in memory, smaller ones cost a row each. */
const pieceBytes = 1_000_000

export interface KeptFile {
  hash: string
  contentType: string
  bytes: number
}

/** Cuts what a stream gives into pieces of `pieceBytes`, the last one shorter. */
async function* pieces(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let length = 0
  for await (const chunk of source) {
    held.push(chunk)
    length += chunk.length
    if (length < pieceBytes) continue
    const all = Buffer.concat(held)
    let from = 0
    for (; all.length - from >= pieceBytes; from += pieceBytes) yield all.subarray(from, from + pieceBytes)
    held = from < all.length ? [all.subarray(from)] : []
    length = all.length - from
  }
  if (length > 0) yield Buffer.concat(held)
}

/** Files of editions, each content once, under its hash. In the database, since every process and every backup has it. */
export function keptFileRows(db: Kysely<Schema>) {
  return {
    /**
     * Keeps what a stream gives; its hash must be known before, so that a content that is here already is not written
     * again. Memory does not grow with the file. Call it inside a transaction.
     * @throws Error when the stream gave something else.
     */
    async keep(
      { hash, contentType }: Pick<KeptFile, 'hash' | 'contentType'>,
      source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    ): Promise<void> {
      const inserted = await db
        .insertInto('kept_files')
        .values({ hash, content_type: contentType, bytes: 0 })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .executeTakeFirst()
      if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) return
      const digest = createHash('sha256')
      let bytes = 0
      let number = 0
      for await (const body of pieces(source)) {
        digest.update(body)
        bytes += body.length
        await db.insertInto('kept_pieces').values({ hash, number: number++, body }).execute()
      }
      if (digest.digest('hex') !== hash) throw new Error('the file changed while it was stored')
      await db.updateTable('kept_files').set({ bytes }).where('hash', '=', hash).execute()
    },

    /** An edition's file by name, or null. */
    async fileOf(editionId: string, name: string): Promise<KeptFile | null> {
      const row = await db
        .selectFrom('edition_files')
        .innerJoin('kept_files', 'kept_files.hash', 'edition_files.hash')
        .select(['kept_files.hash', 'content_type', 'bytes'])
        .where('edition_id', '=', editionId)
        .where('name', '=', name)
        .executeTakeFirst()
      return row ? { hash: row.hash, contentType: row.content_type, bytes: row.bytes } : null
    },

    /** The bytes of a kept file from `from` to before `to`, a piece at a time. */
    async *read({ hash, bytes }: KeptFile, from = 0, to = bytes): AsyncGenerator<Uint8Array, undefined> {
      for (let number = Math.floor(from / pieceBytes); number * pieceBytes < to; number++) {
        const row = await db
          .selectFrom('kept_pieces')
          .select('body')
          .where('hash', '=', hash)
          .where('number', '=', number)
          .executeTakeFirstOrThrow()
        const start = number * pieceBytes
        yield row.body.subarray(Math.max(0, from - start), Math.min(row.body.length, to - start))
      }
    },

    /** A kept file by its hash, or null. */
    async keptFile(hash: string): Promise<KeptFile | null> {
      const row = await db.selectFrom('kept_files').selectAll().where('hash', '=', hash).executeTakeFirst()
      return row ? { hash: row.hash, contentType: row.content_type, bytes: row.bytes } : null
    },

    /** Ids of the editions that have a file of this content. */
    async withFile(hash: string): Promise<string[]> {
      const rows = await db
        .selectFrom('edition_files')
        .select('edition_id')
        .distinct()
        .where('hash', '=', hash)
        .execute()
      return rows.map((row) => row.edition_id)
    },

    /** The first of these files that an edition has, or null. */
    async firstFileOf(editionId: string, names: readonly string[]): Promise<KeptFile | null> {
      for (const name of names) {
        const file = await this.fileOf(editionId, name)
        if (file) return file
      }
      return null
    },

    /** Gives an edition files by name, or takes them away (null); contents that are of no use any more are forgotten. */
    async setFiles(editionId: string, files: Readonly<Record<string, string | null>>): Promise<void> {
      for (const [name, hash] of Object.entries(files)) {
        await db.deleteFrom('edition_files').where('edition_id', '=', editionId).where('name', '=', name).execute()
        if (hash !== null) await db.insertInto('edition_files').values({ edition_id: editionId, name, hash }).execute()
      }
      await forgetUnused(db)
    },
  }
}

/** The pages of a PDF that no edition has go, then every content that neither an edition nor a page shows. */
async function forgetUnused(db: Kysely<Schema>): Promise<void> {
  await db
    .deleteFrom('pdf_drawings')
    .where('pdf', 'not in', (eb) => eb.selectFrom('edition_files').select('hash'))
    .execute()
  await db
    .deleteFrom('kept_files')
    .where(({ not, exists, selectFrom, and }) =>
      and([
        not(exists(selectFrom('edition_files').select('name').whereRef('edition_files.hash', '=', 'kept_files.hash'))),
        not(exists(selectFrom('pdf_pages').select('number').whereRef('pdf_pages.hash', '=', 'kept_files.hash'))),
      ]),
    )
    .execute()
}
