import type { Selectable } from 'kysely'
import {
  type AgendaDocument,
  type Article,
  type CheckFinding,
  isNews,
  type IssueContent,
  type IssueReading,
  type IssueState,
  type NewsReading,
  type PictureProblem,
} from '../domain/index.js'
import type { Schema } from './schema.js'

export interface IssueFile {
  name: string
  contentType: string
  body: Uint8Array
}

/** What an issue needs of its sources, beside what they say: the desk composes it again without reading the blog. */
export interface IssueSource {
  /** Of a weekly agenda. */
  article: Pick<Article, 'title' | 'url'> | null
  publishedAt: string | null
  deadLinks: string[]
  /** Pictures that could not be had when the sources were read. */
  failedPictures?: { url: string; problem: PictureProblem }[]
}

/** An issue as composed, before it has a row. */
export interface NewIssue {
  publication: string
  period: string
  state: 'composed' | 'held'
  stateReason: string | null
  content: IssueContent | null
  /** What the article of a weekly agenda says, before any correction. */
  agenda: AgendaDocument | null
  /** What the blogs tell of a month, before any correction. */
  news?: NewsReading | null
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
  /** What the article of a weekly agenda says, before any correction. */
  agenda: AgendaDocument | null
  /** What the blogs tell of a month, before any correction. */
  news: NewsReading | null
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

/** Issues were all weekly once, and did not say so. */
const contentOf = (text: string): IssueContent => ({ kind: 'weekly-agenda', ...JSON.parse(text) }) as IssueContent

/** An issue as its row holds it. */
export function issueOfRow(row: Selectable<Schema['issues']>): StoredIssue {
  const reading = row.agenda ? (JSON.parse(row.agenda) as IssueReading) : null
  return {
    id: row.id,
    publication: row.publication,
    period: row.period,
    state: row.state as IssueState,
    stateReason: row.state_reason,
    content: row.content ? contentOf(row.content) : null,
    agenda: reading && !isNews(reading) ? reading : null,
    news: reading && isNews(reading) ? reading : null,
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
