import type { Kysely, SelectQueryBuilder } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId } from '../base/ids.js'
import type {
  Correction,
  CorrectionField,
  Corrections,
  CorrectionTarget,
  CorrectionValue,
  IssueReading,
  NewCorrection,
} from '../domain/index.js'
import type { Schema } from './schema.js'

/** A target as the rows recognise it. */
type Keyed<T> = T & { key: string }

function fromRow(row: Schema['issue_corrections']): Correction {
  return {
    id: row.id,
    target: JSON.parse(row.target) as CorrectionTarget,
    field: row.field as CorrectionField,
    value: JSON.parse(row.value) as CorrectionValue,
    said: JSON.parse(row.said) as CorrectionValue,
    who: row.who,
    at: row.at,
    version: row.version,
  }
}

/** What staff corrected in an issue, and what the article said over time. Part of `store.issues`. */
export function correctionRows(db: Kysely<Schema>, clock: Clock) {
  const now = () => stamp(clock.now())

  return {
    /** The corrections of an issue, the oldest first. */
    async corrections(issueId: string): Promise<Corrections> {
      const issue = await db.selectFrom('issues').select('corrected').where('id', '=', issueId).executeTakeFirst()
      const rows = await db
        .selectFrom('issue_corrections')
        .selectAll()
        .where('issue_id', '=', issueId)
        .orderBy('version')
        .orderBy('id')
        .execute()
      return { version: issue?.corrected ?? 0, list: rows.map(fromRow) }
    },

    /** The corrections of a period's issue; none where there is no issue yet. */
    async correctionsOf(publication: string, period: string): Promise<Corrections> {
      const row = await db
        .selectFrom('issues')
        .select('id')
        .where('publication', '=', publication)
        .where('period', '=', period)
        .executeTakeFirst()
      return row ? await this.corrections(row.id) : { version: 0, list: [] }
    },

    /**
     * Writes and takes away corrections. An approved issue is composed again, since what was approved is no longer what
     * would leave. False, and nothing is written, when it has been sent. Call it inside a transaction.
     */
    async correct(
      issueId: string,
      who: string,
      { put, drop }: { put: Keyed<NewCorrection>[]; drop: Keyed<{ field: CorrectionField }>[] },
    ): Promise<boolean> {
      const touched = await db
        .updateTable('issues')
        .set((eb) => ({ corrected: eb('corrected', '+', 1) }))
        .where('id', '=', issueId)
        .where('state', '!=', 'sent')
        .returning(['corrected', 'state'])
        .executeTakeFirst()
      if (!touched) return false
      if (touched.state === 'approved')
        await db
          .updateTable('issues')
          .set({ state: 'composed', state_reason: null, decided_at: null, decided_by: null })
          .where('id', '=', issueId)
          .execute()
      for (const { key, field } of drop)
        await db
          .deleteFrom('issue_corrections')
          .where('issue_id', '=', issueId)
          .where('target_key', '=', key)
          .where('field', '=', field)
          .execute()
      for (const { key, target, field, value, said } of put) {
        const values = {
          value: JSON.stringify(value),
          said: JSON.stringify(said),
          who,
          at: now(),
          version: touched.corrected,
        }
        await db
          .insertInto('issue_corrections')
          .values({ id: newId(), issue_id: issueId, target_key: key, target: JSON.stringify(target), field, ...values })
          .onConflict((conflict) => conflict.columns(['issue_id', 'target_key', 'field']).doUpdateSet(values))
          .execute()
      }
      return true
    },

    /** Which fields of a target are corrected. */
    async fieldsOf(issueId: string, key: string): Promise<CorrectionField[]> {
      const rows = await db
        .selectFrom('issue_corrections')
        .select('field')
        .where('issue_id', '=', issueId)
        .where('target_key', '=', key)
        .execute()
      return rows.map(({ field }) => field as CorrectionField)
    },

    /**
     * True when the issue's files hold every correction; nobody corrects it then before this transaction ends.
     * Call it inside the transaction in which the issue leaves.
     */
    async holdStill(issueId: string): Promise<boolean> {
      const result = await db
        .updateTable('issues')
        .set((eb) => ({ corrected: eb.ref('corrected') }))
        .where('id', '=', issueId)
        .whereRef('corrected', '=', 'rendered')
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Keeps what the sources say now, when it is not what they said last. Call it inside a transaction. */
    async keepReading(issueId: string, said: IssueReading): Promise<void> {
      const last = await this.lastReading(issueId)
      const text = JSON.stringify(said)
      if (last && JSON.stringify(last.said) === text) return
      await db
        .insertInto('issue_readings')
        .values({ issue_id: issueId, number: (last?.number ?? 0) + 1, at: now(), agenda: text })
        .execute()
    },

    /** What the article said last. */
    async lastReading(issueId: string) {
      return await reading(db.selectFrom('issue_readings').where('issue_id', '=', issueId).orderBy('number', 'desc'))
    },

    /** What the article said when somebody of staff last looked; at first, what the first proof showed. */
    async seenReading(issueId: string, staffId: string) {
      const look = await db
        .selectFrom('issue_looks')
        .select('reading')
        .where('issue_id', '=', issueId)
        .where('staff_id', '=', staffId)
        .executeTakeFirst()
      const all = db.selectFrom('issue_readings').where('issue_id', '=', issueId)
      return await reading(look ? all.where('number', '=', look.reading) : all.orderBy('number'))
    },

    /** Somebody of staff has seen what changed up to a reading. */
    async look(issueId: string, staffId: string, number: number): Promise<void> {
      await db
        .insertInto('issue_looks')
        .values({ issue_id: issueId, staff_id: staffId, reading: number })
        .onConflict((conflict) => conflict.columns(['issue_id', 'staff_id']).doUpdateSet({ reading: number }))
        .execute()
    },
  }
}

/** The first row of a query over readings. */
async function reading(query: SelectQueryBuilder<Schema, 'issue_readings', object>) {
  const row = await query.selectAll().limit(1).executeTakeFirst()
  return row ? { number: row.number, at: row.at, said: JSON.parse(row.agenda) as IssueReading } : null
}
