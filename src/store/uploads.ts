import type { Kysely } from 'kysely'
import type { PictureFile } from '../domain/index.js'
import type { Schema } from './schema.js'

/** The pictures that staff hand in for an issue. Part of `store.issues`. */
export function uploadRows(db: Kysely<Schema>) {
  return {
    /** Keeps a picture; one of the same name shows the same. */
    async keepUpload(issueId: string, { name, contentType, body }: PictureFile): Promise<void> {
      await db
        .insertInto('issue_uploads')
        .values({ issue_id: issueId, name, content_type: contentType, body })
        .onConflict((conflict) => conflict.columns(['issue_id', 'name']).doNothing())
        .execute()
    },

    /** A picture that was handed in for a period's issue; null when there is none of that name. */
    async upload(publication: string, period: string, name: string): Promise<PictureFile | null> {
      const row = await db
        .selectFrom('issue_uploads')
        .innerJoin('issues', 'issues.id', 'issue_uploads.issue_id')
        .select(['name', 'content_type', 'body'])
        .where('publication', '=', publication)
        .where('period', '=', period)
        .where('name', '=', name)
        .executeTakeFirst()
      return row ? { name: row.name, contentType: row.content_type, body: row.body } : null
    },
  }
}
