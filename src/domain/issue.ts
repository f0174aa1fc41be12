import type { Agenda, AgendaWarning, Occurrence, OngoingEvent, ToComplete } from './agenda.js'
import type { NewsDate, NewsReading, PrintedEntry } from './news.js'
import type { IssuePicture } from './picture.js'
import type { Week } from './week.js'

/**
 * composed -> approved -> sent, or held by a check or by staff, or cancelled.
 * A held issue can be approved again; a sent one never changes.
 */
export type IssueState = 'composed' | 'approved' | 'held' | 'sent'

/** One check's finding before a person is asked: it blocks the sending or only warns. */
export interface CheckFinding {
  code: string
  level: 'blocks' | 'warns'
  /** A sentence in the staff's language that says what is wrong and what to do. */
  text: string
}

export interface IssueDay {
  date: string
  /** All day first, then by hour. Cancelled and postponed ones stay, marked. */
  occurrences: Occurrence[]
}

/** One line of "what changed since last week's issue". */
export interface IssueChange {
  kind: 'added' | 'removed' | 'cancelled' | 'moved'
  title: string
  commune: string | null
}

interface IssueBase {
  publication: { id: string; title: string }
  /** What the issue is about: "2026-W28" is a week, "2026-07" a month. */
  period: string
  language: string
}

/** Everything a rendering of one weekly issue shows; pure data, in one language. */
export interface WeeklyContent extends IssueBase {
  kind: 'weekly-agenda'
  week: Week
  article: { title: string; url: string | null } | null
  intro: string | null
  image: IssuePicture | null
  days: IssueDay[]
  ongoing: OngoingEvent[]
  changes: IssueChange[]
  nextWeek: string | null
  toComplete: ToComplete[]
  warnings: AgendaWarning[]
}

/** The same of an issue of monthly news. */
export interface MonthlyContent extends IssueBase {
  kind: 'monthly-news'
  intro: string | null
  entries: PrintedEntry[]
  partner: PrintedEntry | null
  /** Those to come, in order; the three kinds together. */
  dates: NewsDate[]
}

export type IssueContent = WeeklyContent | MonthlyContent

/** A weekly agenda as `agenda.json` stores it. */
export type AgendaDocument = Agenda

/** What the sources of an issue say, before any correction of staff. */
export type IssueReading = AgendaDocument | NewsReading

/** Tells the two readings apart. */
export const isNews = (reading: IssueReading): reading is NewsReading => 'posts' in reading
