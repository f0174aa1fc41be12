import type { Booking, Occurrence, OngoingEvent, Price, ToComplete } from './agenda.js'
import type { NewsDate, NewsEntry } from './news.js'

/**
 * What a correction is about, told as the article told it when staff first corrected it. The article may say it
 * otherwise by now: compose/corrections/match.ts finds it again.
 */
export interface CorrectionTarget {
  /**
   * "line": one that the reader left open; "own": an event of staff's own; "day": the order within a day. Of monthly
   * news: "post", "entry" (one that staff write), "date", "partner".
   */
  kind: 'issue' | 'image' | 'occurrence' | 'ongoing' | 'line' | 'own' | 'day' | 'post' | 'entry' | 'date' | 'partner'
  /** A title; the words of a line, the address of an image, the guid of a post, the id of what staff write. */
  title: string
  date: string | null
  commune: string | null
  start: string | null
  /** Counts those that are alike in all of the above, from 0. */
  nth: number
  /** When and where other events of this title took place: none of them is this one. */
  others: string[]
}

/** What of a dated event can be corrected. */
export const occurrenceFields = [
  'title',
  'date',
  'allDay',
  'start',
  'end',
  'venue',
  'commune',
  'price',
  'booking',
  'age',
  'status',
  'description',
] as const satisfies readonly (keyof Occurrence)[]

/** What of an event that runs all through the week can be corrected. */
export const ongoingFields = [
  'title',
  'from',
  'until',
  'hours',
  'venue',
  'commune',
  'price',
  'booking',
  'description',
] as const satisfies readonly (keyof OngoingEvent)[]

export type EventField = (typeof occurrenceFields)[number] | (typeof ongoingFields)[number]

/** Beside an event's own fields: a whole event of staff's own, what is done with it, and the parts of the issue itself. */
export type CorrectionField =
  | EventField
  | 'event'
  | 'hidden'
  | 'pinned'
  | 'dismissed'
  | 'order'
  | 'intro'
  | 'nextWeek'
  | 'alt'
  | 'credit'
  | NewsField

/** What of the monthly news can be corrected: a post is chosen and reworded, what staff write is kept whole. */
export type NewsField = 'chosen' | 'text' | 'picture' | 'entry'

/** A value as stored: JSON. */
export type CorrectionValue =
  string | boolean | null | Price | Booking | Occurrence | OngoingEvent | CorrectionTarget[] | NewsEntry | NewsDate

/** One thing that staff say otherwise than the article. */
export interface Correction {
  id: string
  target: CorrectionTarget
  field: CorrectionField
  value: CorrectionValue
  /** What the article said when staff last looked at both: where it now says something else, the two disagree. */
  said: CorrectionValue
  who: string
  /** ISO instant. */
  at: string
  /** Grows with each change of the corrections. */
  version: number
}

/** A correction before it has a row. */
export type NewCorrection = Pick<Correction, 'target' | 'field' | 'value' | 'said'>

/** The corrections of an issue; `version` grows with each change of them. */
export interface Corrections {
  version: number
  list: Correction[]
}

export const noCorrections: Corrections = { version: 0, list: [] }

/** The article says something new about what staff corrected. Theirs stands until staff decide. */
export interface CorrectionConflict {
  correction: Correction
  /** What the article says now. */
  article: CorrectionValue
}

interface LineBase {
  /** Names the line in addresses; as long as the article tells the event in the same way, or staff corrected it. */
  ref: string
  target: CorrectionTarget
  origin: 'article' | 'own' | 'completed'
  hidden: boolean
  pinned: boolean
  /** Corrections of its fields, in the order in which they were made. */
  corrections: Correction[]
  conflicts: CorrectionConflict[]
  /** Who corrected it last, in whatever way. */
  by: string | null
  /** Differs whenever the line reads differently: whoever changes it says which one they looked at. */
  version: string
}

/** An event as staff see it: what the article says of it (null for staff's own) and what will be printed. */
export type EventLine = LineBase &
  (
    | { kind: 'occurrence'; said: Occurrence | null; now: Occurrence }
    | { kind: 'ongoing'; said: OngoingEvent | null; now: OngoingEvent }
  )

/** A line that the reader left open. */
export interface OpenLine {
  ref: string
  target: CorrectionTarget
  line: ToComplete
  dismissed: boolean
}

/** A text of the issue itself. */
export interface TextPart {
  target: CorrectionTarget
  field: 'intro' | 'nextWeek' | 'alt' | 'credit'
  said: string | null
  now: string | null
  correction: Correction | null
  conflict: CorrectionConflict | null
}
