/** A post read from a feed, its markup untouched. */
export interface Article {
  feed: string
  guid: string
  url: string | null
  /** Plain text, entities decoded. */
  title: string
  html: string
  categories: string[]
  /** ISO instant ("2026-07-04T06:00:00Z"); null when the feed gives none that can be read. */
  publishedAt: string | null
  /** ISO instant of the last correction, where the source tells it (REST only). */
  modifiedAt: string | null
  /** The featured image of the post, where the source tells it (REST only). */
  image: { url: string; alt: string | null; credit: string | null } | null
}

/** What looking for the week's article ends in. */
export type ArticleChoice =
  | { kind: 'found'; article: Article }
  /** No article of that week; `others` are the same series' articles of other weeks, newest first. */
  | { kind: 'missing'; others: Article[] }
  /** Several articles claim the week and nothing tells them apart. */
  | { kind: 'ambiguous'; candidates: Article[] }
