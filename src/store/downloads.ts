import type { Kysely } from 'kysely'
import type { Schema } from './schema.js'

/** How often a file of an issue was fetched on a day of the office's. */
export interface DownloadCount {
  issueId: string
  file: string
  /** ISO date. */
  day: string
  count: number
}

/** How often the public files of issues are fetched: sums, and nothing of whom. */
export function downloadRows(db: Kysely<Schema>) {
  return {
    /** Adds to the sums. Call it inside a transaction: all are counted, or none. */
    async add(counts: readonly DownloadCount[]): Promise<void> {
      // In one order for all, so that two who add at once do not wait for each other in a circle.
      const ordered = counts.toSorted((a, b) =>
        `${a.issueId}/${a.file}/${a.day}` < `${b.issueId}/${b.file}/${b.day}` ? -1 : 1,
      )
      for (const { issueId, file, day, count } of ordered)
        await db
          .insertInto('downloads')
          .values({ issue_id: issueId, file, day, count })
          .onConflict((conflict) =>
            conflict
              .columns(['issue_id', 'file', 'day'])
              .doUpdateSet((eb) => ({ count: eb('downloads.count', '+', count) })),
          )
          .execute()
    },

    /** What was fetched of an issue, by file. */
    async of(issueId: string): Promise<Record<string, number>> {
      const rows = await db
        .selectFrom('downloads')
        .select(['file', (eb) => eb.fn.sum<number>('count').as('count')])
        .where('issue_id', '=', issueId)
        .groupBy('file')
        .execute()
      return Object.fromEntries(rows.map((row) => [row.file, Number(row.count)]))
    },
  }
}
