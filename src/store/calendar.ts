import type { Kysely } from 'kysely'
import { bulkKinds, type IssueState } from '../domain/index.js'
import type { Schema } from './schema.js'

/** At most so many sends are told of one page of the calendar. */
const mostSends = 200

/** What the calendar of the console shows of issues and sends: never their content. */
export function calendarRows(db: Kysely<Schema>) {
  return {
    /** The publication's issues of these periods. */
    async issues(publication: string, periods: readonly string[]) {
      if (periods.length === 0) return []
      const rows = await db
        .selectFrom('issues')
        .select(['id', 'period', 'state', 'state_reason as stateReason', 'subject'])
        .where('publication', '=', publication)
        .where('period', 'in', [...periods])
        .execute()
      return rows.map((row) => ({ ...row, state: row.state as IssueState }))
    },

    /** What was sent to partners from one instant until before another, oldest first. */
    async sends(from: string, until: string) {
      return await db
        .selectFrom('campaigns')
        .select(['id', 'subject', 'created_at'])
        .where('created_at', '>=', from)
        .where('created_at', '<', until)
        .where('kind', 'in', [...bulkKinds])
        .orderBy('created_at')
        .limit(mostSends)
        .execute()
    },
  }
}
