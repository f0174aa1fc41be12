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
  /** Agenda as JSON. */
  agenda: string
}

/** The last reading of which somebody of staff has seen what it changed. */
export interface IssueLooksTable {
  issue_id: string
  staff_id: string
  reading: number
}
