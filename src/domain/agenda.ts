import type { Week } from './week.js'

export type OccurrenceStatus = 'scheduled' | 'cancelled' | 'soldOut' | 'postponed'

/** A part of the day told in words where no hour is ("en matinée"); orders the printed day, never guessed into an hour. */
export type Moment = 'dawn' | 'morning' | 'afternoon' | 'evening' | 'nightfall'

export interface Price {
  /** True only for "gratuit", "entrée libre", "offert"; a free contribution is a price. */
  free: boolean
  /** The amounts and conditions as the article writes them. */
  text: string
}

/** Present when the text asks to book; both parts null when it does not say where. */
export interface Booking {
  phone: string | null
  url: string | null
}

/** One time at which an event takes place. What the article does not say is null, never guessed. */
export interface Occurrence {
  /** ISO date of the heading; an event after midnight keeps its evening's date. */
  date: string
  /** "21:00", local time of the office; null when no hour is told. */
  start: string | null
  /** "00:30"; earlier than `start` means the next day. */
  end: string | null
  allDay: boolean
  afterMidnight: boolean
  moment: Moment | null
  title: string
  description: string | null
  venue: string | null
  commune: string | null
  price: Price | null
  booking: Booking | null
  /** "dès 6 ans", as written. */
  age: string | null
  status: OccurrenceStatus
  /** ISO date, when a postponement names one. */
  postponedTo: string | null
  source: { feed: string; url: string | null }
}

/** What runs all through the week: an exhibition, a trail, a season. */
export interface OngoingEvent {
  title: string
  description: string | null
  venue: string | null
  commune: string | null
  from: string | null
  until: string | null
  price: Price | null
  booking: Booking | null
  /** Opening hours as written ("tous les jours 10h-19h"). */
  hours: string | null
  source: { feed: string; url: string | null }
}

/** A line that looks like an event but could not be read whole: kept for staff, never printed. */
export interface ToComplete {
  text: string
  /** The day under which it stands, when there is one. */
  date: string | null
  reason: 'no-day' | 'no-title' | 'unread'
}

export interface AgendaWarning {
  /** e.g. "weekday-mismatch", "outside-week". */
  code: string
  /** A French sentence for staff, quoting the article. */
  text: string
}

/** The image that opens the article. */
export interface ArticleImage {
  url: string
  alt: string | null
  credit: string | null
}

/** The occurrences of a period, in order (date, hour with null first, place in the text). */
export interface Agenda {
  week: Week
  intro: string | null
  image: ArticleImage | null
  occurrences: Occurrence[]
  ongoing: OngoingEvent[]
  toComplete: ToComplete[]
  /** The article's teaser for the week after, when it has one. */
  nextWeek: string | null
  warnings: AgendaWarning[]
}
