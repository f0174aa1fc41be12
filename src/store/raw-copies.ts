import type { Kysely } from 'kysely'
import { newId } from '../base/ids.js'
import type { Schema } from './schema.js'

export interface NewRawCopy {
  feed: string
  url: string
  status: number
  contentType: string | null
  etag: string | null
  lastModified: string | null
  body: Uint8Array
  fetchedAt: string
}

/** What the feeds answered, byte for byte: the proof of where an agenda came from, and the memory of conditional requests. */
export function rawCopyRows(db: Kysely<Schema>) {
  return {
    /** Keeps an answer, unless it is the one kept last: a feed that is looked at every hour changes seldom. */
    async keep(copy: NewRawCopy): Promise<void> {
      const last = await this.latest(copy.url)
      if (copy.status === 200 && last && Buffer.compare(last.body, copy.body) === 0) return
      await db
        .insertInto('raw_copies')
        .values({
          id: newId(),
          feed: copy.feed,
          url: copy.url,
          status: copy.status,
          content_type: copy.contentType,
          etag: copy.etag,
          last_modified: copy.lastModified,
          body: copy.body,
          fetched_at: copy.fetchedAt,
        })
        .execute()
    },

    /** The last good answer of an address, or null. */
    async latest(url: string) {
      const row = await db
        .selectFrom('raw_copies')
        .selectAll()
        .where('url', '=', url)
        .where('status', '=', 200)
        .orderBy('fetched_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (!row) return null
      return { body: row.body, contentType: row.content_type, etag: row.etag, lastModified: row.last_modified }
    },
  }
}
