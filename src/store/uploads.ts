import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import type { PictureFile } from '../domain/index.js'
import type { Schema } from './schema.js'

/** How long a picture that nothing shows is kept: a form that is still open may bring it back. */
const graceDays = 30

/** What staff wrote into the issue, or what it is printed as, names the picture. What was sent names what it shows. */
const isShown = (eb: ExpressionBuilder<Schema, 'issue_uploads'>) => {
  const named = sql<string>`'%' || issue_uploads.name || '%'`
  const written = eb
    .selectFrom('issue_corrections')
    .select('id')
    .whereRef('issue_corrections.issue_id', '=', 'issue_uploads.issue_id')
    .where((one) => one.or([one('value', 'like', named), one('said', 'like', named)]))
  const printed = eb
    .selectFrom('issues')
    .select('id')
    .whereRef('issues.id', '=', 'issue_uploads.issue_id')
    .where('content', 'like', named)
  return eb.or([eb.exists(written), eb.exists(printed)])
}

/** The pictures that staff hand in for an issue. Part of `store.issues`. */
export function uploadRows(db: Kysely<Schema>, clock: Clock) {
  return {
    /** Keeps a picture; one of the same name shows the same, and its time begins anew. */
    async keepUpload(issueId: string, { name, contentType, body }: PictureFile): Promise<void> {
      await db
        .insertInto('issue_uploads')
        .values({ issue_id: issueId, name, content_type: contentType, body, unused_since: null })
        .onConflict((conflict) => conflict.columns(['issue_id', 'name']).doUpdateSet({ unused_since: null }))
        .execute()
    },

    /**
     * Removes the pictures that nothing has shown for as long as the grace; how many. Whatever shows one again within it
     * keeps it. Call it inside a transaction.
     */
    async forgetUnusedUploads(): Promise<number> {
      const now = clock.now()
      const limit = stamp(now.subtract({ hours: 24 * graceDays }))
      await db
        .updateTable('issue_uploads')
        .set({ unused_since: null })
        .where('unused_since', 'is not', null)
        .where(isShown)
        .execute()
      await db
        .updateTable('issue_uploads')
        .set({ unused_since: stamp(now) })
        .where('unused_since', 'is', null)
        .where((eb) => eb.not(isShown(eb)))
        .execute()
      // Whoever corrects one of these issues waits here, or was waited for: nothing is taken that they have just chosen.
      await db
        .updateTable('issues')
        .set((eb) => ({ corrected: eb.ref('corrected') }))
        .where('id', 'in', (eb) => eb.selectFrom('issue_uploads').select('issue_id').where('unused_since', '<', limit))
        .execute()
      const gone = await db
        .deleteFrom('issue_uploads')
        .where('unused_since', '<', limit)
        .where((eb) => eb.not(isShown(eb)))
        .executeTakeFirst()
      return Number(gone.numDeletedRows)
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
