import type { Generated } from 'kysely'

export interface IssuesTable {
  id: string
  publication: string
  period: string
  state: string
  state_reason: string | null
  /** IssueContent as JSON; null while the article is missing. */
  content: string | null
  /** IssueReading as JSON: what the sources say, before any correction; null while the article is missing. */
  agenda: string | null
  /** CheckFinding[] as JSON. */
  findings: string
  /** Hash of what would leave: tells a changed article from the same one. */
  fingerprint: string
  subject: string
  revision: number
  composed_at: string
  decided_at: string | null
  decided_by: string | null
  /** Counts the changes of its corrections. */
  corrected: Generated<number>
  /** How many of these changes its content and files hold. */
  rendered: Generated<number>
  /** IssueSource as JSON. */
  source: string | null
}

export interface IssueFilesTable {
  issue_id: string
  name: string
  content_type: string
  body: Uint8Array
}

export interface IssueUploadsTable extends IssueFilesTable {
  /** Instant at which nothing was found to show it; null while something does, or nobody has looked. */
  unused_since: string | null
}

export interface IssueEventsTable {
  id: string
  issue_id: string
  at: string
  who: string
  what: string
  note: string | null
}

export interface ProofTokensTable {
  token: string
  issue_id: string
  staff_name: string
  created_at: string
}

/** What staff say otherwise than the article. */
export interface IssueCorrectionsTable {
  id: string
  issue_id: string
  /** Recognises the target; see compose/corrections/target.ts. */
  target_key: string
  /** CorrectionTarget as JSON. */
  target: string
  field: string
  /** JSON. */
  value: string
  /** JSON: what the article said when staff last looked at both. */
  said: string
  who: string
  at: string
  version: number
}

/** What an article said, whenever it said something new. */
export interface IssueReadingsTable {
  issue_id: string
  /** From 1. */
  number: number
  at: string
  /** IssueReading as JSON. */
  agenda: string
}

/** The last reading of which somebody of staff has seen what it changed. */
export interface IssueLooksTable {
  issue_id: string
  staff_id: string
  reading: number
}
