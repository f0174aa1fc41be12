import type { IssuePicture } from './picture.js'

/** Where a picture is found, and what is told of it. */
export interface FoundPicture {
  /** Its address; "upload:" and a name for one that staff handed in. */
  url: string
  /** What it shows, for those who do not see it. */
  alt: string | null
  credit: string | null
}

/** A post of a blog as the monthly news offer it. */
export interface NewsPost {
  feed: string
  guid: string
  url: string | null
  title: string
  /** Its first sentences, as plain text. */
  text: string
  categories: string[]
  /** ISO instant; null when the feed gives none. */
  publishedAt: string | null
  picture: FoundPicture | null
}

/** What the blogs tell of a month, before staff choose: kept, so that a later collection cannot take it away. */
export interface NewsReading {
  kind: 'monthly-news'
  /** "2026-07" */
  month: string
  /** The newest first. */
  posts: NewsPost[]
  /** Dates of earlier issues that are still to come. */
  dates: NewsDate[]
  /** Feeds that do not reach back to the last issue: posts may be missing. */
  short: string[]
  /** Feeds that could not be read, and why in words; what they told before is there. */
  failed: { feed: string; cause: string }[]
}

/** One piece of news as staff want it. */
export interface NewsEntry {
  title: string
  text: string | null
  url: string | null
  picture: FoundPicture | null
}

/** The same as it is printed: its picture is a file of the issue. */
export interface PrintedEntry extends Omit<NewsEntry, 'picture'> {
  picture: IssuePicture | null
}

/** A date to remember, a training, or a visit on which partners get to know a place. */
export type NewsDateKind = (typeof newsDateKinds)[number]
export const newsDateKinds = ['remember', 'training', 'visit'] as const

export interface NewsDate {
  id: string
  kind: NewsDateKind
  title: string
  /** ISO date. */
  date: string
  /** Its last day, where it lasts for several. */
  until: string | null
  /** As written: "de 9h30 à 12h". */
  hours: string | null
  place: string | null
  text: string | null
  /** Where one enters one's name, or reads more. */
  url: string | null
}
