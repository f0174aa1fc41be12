import type { Selectable } from 'kysely'
import type { AgendaDocument, Article, CheckFinding, IssueContent, IssueState } from '../domain/index.js'
import type { Schema } from './schema.js'

export interface IssueFile {
  name: string
  contentType: string
  body: Uint8Array
}

/** What an issue's checks need of its article, beside what it says: the desk composes it again without reading the blog. */
export interface IssueSource {
  article: Pick<Article, 'title' | 'url'>
  publishedAt: string | null
  deadLinks: string[]
}

/** An issue as composed, before it has a row. */
export interface NewIssue {
  publication: string
  period: string
  state: 'composed' | 'held'
  stateReason: string | null
  content: IssueContent | null
  /** What the article says, before any correction. */
  agenda: AgendaDocument | null
  source?: IssueSource | null
  /** The version of the corrections that it holds; by default the present one. */
  corrections?: number
  findings: CheckFinding[]
  /** Changes when, and only when, what would leave changes. */
  fingerprint: string
  subject: string
  files: IssueFile[]
}

/** Why an issue is held when staff said so, rather than a check. */
export const heldByStaffReason = 'staff'
/** Why an issue is held that staff skip: nothing leaves that week, and nobody is told of it. */
export const skippedReason = 'skipped'

/** Whether nothing leaves this week because staff said so. */
export const isSkipped = (issue: Pick<StoredIssue, 'state' | 'stateReason'>): boolean =>
  issue.state === 'held' && issue.stateReason === skippedReason

/** Whether every correction is in the issue's content and files. */
export const isSettled = (issue: Pick<StoredIssue, 'corrected' | 'rendered'>): boolean =>
  issue.corrected === issue.rendered

export interface StoredIssue {
  id: string
  publication: string
  period: string
  state: IssueState
  stateReason: string | null
  content: IssueContent | null
  /** What the article says, before any correction. */
  agenda: AgendaDocument | null
  source: IssueSource | null
  findings: CheckFinding[]
  fingerprint: string
  subject: string
  /** Counts the changes of its corrections, and how many of these its content and files hold. */
  corrected: number
  rendered: number
  /** 1 at first; grows each time the issue is composed anew with other content. */
  revision: number
  composedAt: string
  decidedAt: string | null
  decidedBy: string | null
}

/** An issue as its row holds it. */
export function issueOfRow(row: Selectable<Schema['issues']>): StoredIssue {
  return {
    id: row.id,
    publication: row.publication,
    period: row.period,
    state: row.state as IssueState,
    stateReason: row.state_reason,
    content: row.content ? (JSON.parse(row.content) as IssueContent) : null,
    agenda: row.agenda ? (JSON.parse(row.agenda) as AgendaDocument) : null,
    source: row.source ? (JSON.parse(row.source) as IssueSource) : null,
    findings: JSON.parse(row.findings) as CheckFinding[],
    corrected: row.corrected,
    rendered: row.rendered,
    fingerprint: row.fingerprint,
    subject: row.subject,
    revision: row.revision,
    composedAt: row.composed_at,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
  }
}
