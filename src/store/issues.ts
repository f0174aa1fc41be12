import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId, newToken } from '../base/ids.js'
import { type CheckFinding, type IssueState, theProgram } from '../domain/index.js'
import { correctionRows } from './corrections.js'
import type { Schema } from './schema.js'
import {
  heldByStaffReason,
  type IssueFile,
  issueOfRow,
  type NewIssue,
  skippedReason,
  type StoredIssue,
} from './stored-issue.js'

export * from './stored-issue.js'

const hasFile = (eb: ExpressionBuilder<Schema, 'issues'>, name: string) =>
  eb.exists(eb.selectFrom('issue_files').select('name').whereRef('issue_id', '=', 'issues.id').where('name', '=', name))

/** Issues, what they are printed as, and who decided what about them. */
export function issueRows(db: Kysely<Schema>, clock: Clock) {
  const now = () => stamp(clock.now())
  const readings = correctionRows(db, clock)

  async function note(issueId: string, who: string, what: string, text: string | null = null) {
    await db
      .insertInto('issue_events')
      .values({ id: newId(), issue_id: issueId, at: now(), who, what, note: text })
      .execute()
  }

  return {
    note,

    async byPeriod(publication: string, period: string): Promise<StoredIssue | null> {
      const row = await db
        .selectFrom('issues')
        .selectAll()
        .where('publication', '=', publication)
        .where('period', '=', period)
        .executeTakeFirst()
      return row ? issueOfRow(row) : null
    },

    async byId(id: string): Promise<StoredIssue | null> {
      const row = await db.selectFrom('issues').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? issueOfRow(row) : null
    },

    /** The publication's issues, newest period first. */
    async list(publication: string): Promise<StoredIssue[]> {
      const rows = await db
        .selectFrom('issues')
        .selectAll()
        .where('publication', '=', publication)
        .orderBy('period', 'desc')
        .execute()
      return rows.map(issueOfRow)
    },

    /** The publication's last issue before a period that was sent. */
    async lastSentBefore(publication: string, period: string): Promise<StoredIssue | null> {
      const row = await db
        .selectFrom('issues')
        .selectAll()
        .where('publication', '=', publication)
        .where('period', '<', period)
        .where('state', '=', 'sent')
        .orderBy('period', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row ? issueOfRow(row) : null
    },

    /** What was sent and can be read on the web, of every publication, the newest first. */
    async sent({ limit, offset = 0 }: { limit: number; offset?: number }) {
      const rows = await db
        .selectFrom('issues')
        .select(['publication', 'period', 'subject', 'decided_at', 'composed_at'])
        .select((eb) => eb.case().when(hasFile(eb, 'agenda.ics')).then(eb.lit(1)).else(eb.lit(0)).end().as('dated'))
        .where('state', '=', 'sent')
        .where((eb) => hasFile(eb, 'archive.html'))
        .orderBy('period', 'desc')
        .orderBy('publication')
        .limit(limit)
        .offset(offset)
        .execute()
      return rows.map(({ decided_at, composed_at, dated, ...row }) => {
        return { ...row, hasCalendar: dated === 1, sentAt: Temporal.Instant.from(decided_at ?? composed_at) }
      })
    },

    /** The publication's latest issues, newest period first, without their content. */
    async latest(publication: string, limit: number, offset = 0) {
      const rows = await db
        .selectFrom('issues')
        .select([
          'id',
          'period',
          'state',
          'state_reason',
          'subject',
          'findings',
          'revision',
          'composed_at',
          'decided_by',
        ])
        .where('publication', '=', publication)
        .orderBy('period', 'desc')
        .limit(limit)
        .offset(offset)
        .execute()
      return rows.map(({ findings, state, ...row }) => ({
        ...row,
        state: state as IssueState,
        findings: JSON.parse(findings) as CheckFinding[],
      }))
    },

    /**
     * Stores a composed issue, or composes it anew. One that was approved or sent stays as it was,
     * and so does one that says the same as before; one that staff hold stays held. Call it inside a transaction.
     * `changed` is true when there is something new to look at.
     */
    async save(issue: NewIssue): Promise<{ issue: StoredIssue; changed: boolean }> {
      const existing = await this.byPeriod(issue.publication, issue.period)
      if (existing && (existing.state === 'sent' || existing.state === 'approved'))
        return { issue: existing, changed: false }
      const rendered = issue.corrections ?? existing?.corrected ?? 0
      // A correction made meanwhile is still to come: what is older than what stands would take it back.
      if (existing && rendered < existing.rendered) return { issue: existing, changed: false }
      const reading = issue.agenda ?? issue.news ?? null
      const read = {
        agenda: reading ? JSON.stringify(reading) : null,
        source: issue.source ? JSON.stringify(issue.source) : null,
        rendered,
      }
      if (existing && existing.fingerprint === issue.fingerprint) {
        await db.updateTable('issues').set(read).where('id', '=', existing.id).execute()
        if (reading) await readings.keepReading(existing.id, reading)
        const { agenda, news = null, source = null } = issue
        return { issue: { ...existing, agenda, news, source, rendered }, changed: false }
      }
      const id = existing?.id ?? newId()
      const standing = existing?.state === 'held' ? existing.stateReason : null
      const heldByStaff = standing === heldByStaffReason || standing === skippedReason
      const values = {
        publication: issue.publication,
        period: issue.period,
        state: heldByStaff ? 'held' : issue.state,
        state_reason: heldByStaff ? standing : issue.stateReason,
        content: issue.content ? JSON.stringify(issue.content) : null,
        ...read,
        findings: JSON.stringify(issue.findings),
        fingerprint: issue.fingerprint,
        subject: issue.subject,
        revision: (existing?.revision ?? 0) + 1,
        composed_at: now(),
        decided_at: null,
        decided_by: null,
      }
      if (existing) await db.updateTable('issues').set(values).where('id', '=', id).execute()
      else
        await db
          .insertInto('issues')
          .values({ id, ...values })
          .execute()
      if (reading) await readings.keepReading(id, reading)
      await db.deleteFrom('issue_files').where('issue_id', '=', id).execute()
      for (const file of issue.files) {
        await db
          .insertInto('issue_files')
          .values({ issue_id: id, name: file.name, content_type: file.contentType, body: file.body })
          .execute()
      }
      await note(id, theProgram, 'composed', issue.stateReason)
      const stored = await this.byId(id)
      if (!stored) throw new Error(`issue ${id} vanished while it was stored`)
      return { issue: stored, changed: true }
    },

    /**
     * Moves an issue to another state when it stands in one of `from`; false, and nothing changes, when it does not.
     * `revision`, where given, must be the one looked at, with no correction since. Its approver outlives its leaving.
     */
    async move(
      id: string,
      from: readonly IssueState[],
      to: IssueState,
      who: string,
      options: { reason?: string; revision?: number } = {},
    ): Promise<boolean> {
      const decider = to === 'sent' ? sql<string>`case when state = 'approved' then decided_by else ${who} end` : who
      let query = db
        .updateTable('issues')
        .set({ state: to, state_reason: options.reason ?? null, decided_at: now(), decided_by: decider })
        .where('id', '=', id)
        .where('state', 'in', [...from])
      if (options.revision !== undefined)
        query = query.where('revision', '=', options.revision).whereRef('corrected', '=', 'rendered')
      const result = await query.executeTakeFirst()
      if (result.numUpdatedRows === 0n) return false
      await note(id, who, to, options.reason ?? null)
      return true
    },

    async file(issueId: string, name: string): Promise<IssueFile | null> {
      const row = await db
        .selectFrom('issue_files')
        .selectAll()
        .where('issue_id', '=', issueId)
        .where('name', '=', name)
        .executeTakeFirst()
      return row ? { name: row.name, contentType: row.content_type, body: row.body } : null
    },

    /** A file of a period's issue, by a test of its name; null when none passes. */
    async fileOfPeriod(
      publication: string,
      period: string,
      wanted: (name: string) => boolean,
    ): Promise<IssueFile | null> {
      const names = await db
        .selectFrom('issue_files')
        .innerJoin('issues', 'issues.id', 'issue_files.issue_id')
        .select(['issue_id', 'name'])
        .where('publication', '=', publication)
        .where('period', '=', period)
        .execute()
      const found = names.find(({ name }) => wanted(name))
      return found ? await this.file(found.issue_id, found.name) : null
    },

    /** A file of the issue of a period by its name; where `sent` is asked for, only of one that has been. */
    async fileNamed(
      publication: string,
      period: string,
      name: string,
      { sent }: { sent: boolean },
    ): Promise<(IssueFile & { issueId: string }) | null> {
      let query = db
        .selectFrom('issues')
        .innerJoin('issue_files', 'issue_files.issue_id', 'issues.id')
        .select(['issues.id', 'issue_files.content_type', 'issue_files.body'])
        .where('publication', '=', publication)
        .where('period', '=', period)
        .where('name', '=', name)
      if (sent) query = query.where('state', '=', 'sent')
      const row = await query.executeTakeFirst()
      return row ? { issueId: row.id, name, contentType: row.content_type, body: row.body } : null
    },

    async events(issueId: string) {
      return await db
        .selectFrom('issue_events')
        .selectAll()
        .where('issue_id', '=', issueId)
        .orderBy('at')
        .orderBy('id')
        .execute()
    },

    /** A secret for one member of staff and one issue: whoever holds it may look and decide. */
    async proofToken(issueId: string, staffName: string): Promise<string> {
      const known = await db
        .selectFrom('proof_tokens')
        .select('token')
        .where('issue_id', '=', issueId)
        .where('staff_name', '=', staffName)
        .executeTakeFirst()
      if (known) return known.token
      const token = newToken()
      await db
        .insertInto('proof_tokens')
        .values({ token, issue_id: issueId, staff_name: staffName, created_at: now() })
        .execute()
      return token
    },

    /** Whether staff were sent a proof of an issue; an alarm about it, which opens the same page, is none. */
    async proofWasSent(issueId: string): Promise<boolean> {
      const proof = await db
        .selectFrom('campaigns')
        .select('id')
        .where('issue_id', '=', issueId)
        .where('kind', '=', 'proof')
        .executeTakeFirst()
      return proof !== undefined
    },

    /** Which issue a proof's token opens, and in whose name; null for an unknown one. */
    async byProofToken(token: string): Promise<{ issue: StoredIssue; staffName: string } | null> {
      const row = await db.selectFrom('proof_tokens').selectAll().where('token', '=', token).executeTakeFirst()
      const issue = row ? await this.byId(row.issue_id) : null
      return row && issue ? { issue, staffName: row.staff_name } : null
    },
  }
}
