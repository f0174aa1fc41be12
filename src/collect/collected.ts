import { HttpError, type HttpErrorCode } from '../base/http-error.js'
import type { Article } from '../domain/article.js'
import { FeedError, type FeedErrorCode } from './feed-error.js'

/** What is kept of the last good answer of an address, so that the server need not send it again. */
export interface KeptAnswer {
  etag: string | null
  lastModified: string | null
  contentType: string | null
  body: Uint8Array
}

export interface FeedMemory {
  get(url: string): Promise<KeptAnswer | null>
}

/** The part of a pino logger that collecting uses. */
export interface CollectLog {
  info(data: object, message: string): void
  warn(data: object, message: string): void
}

export interface CollectTools {
  memory: FeedMemory
  log: CollectLog
  now(): Temporal.Instant
}

/** An answer as it came, for the caller to store: proof of what was read, and the memory of the next reading. */
export interface RawCopy {
  /** The address that was asked, as `FeedMemory.get` will be asked for it. */
  url: string
  status: number
  contentType: string | null
  etag: string | null
  lastModified: string | null
  /** Null when the server said that nothing changed (304): the kept copy was read again. */
  body: Uint8Array | null
  /** ISO instant. */
  fetchedAt: string
}

export type CollectCode = HttpErrorCode | FeedErrorCode

/** One way of reading a feed that failed; the sentence for staff is `collect.<code>` in templates/texts. */
export interface CollectProblem {
  feed: string
  source: 'rss' | 'rest'
  url: string
  code: CollectCode
  status: number | null
  detail: string | null
}

export interface Collected {
  /** In the order of the source. Never empty. */
  articles: Article[]
  raw: RawCopy[]
  /** What failed before something worked. */
  problems: CollectProblem[]
}

/** No way of reading the feed worked; `problems` tells why for each, in the order of trial. */
export class CollectError extends Error {
  constructor(
    readonly feed: string,
    readonly problems: CollectProblem[],
    readonly raw: RawCopy[],
  ) {
    super(`${feed}: ${problems.map((one) => [one.source, one.code, one.status].filter(Boolean).join(' ')).join(', ')}`)
    this.name = 'CollectError'
  }
}

/** The problem behind an error of reading. @throws the error itself when it is a defect of the program. */
export function problemOf(error: unknown, where: Pick<CollectProblem, 'feed' | 'source' | 'url'>): CollectProblem {
  if (error instanceof HttpError) {
    return { ...where, url: error.url, code: error.code, status: error.status, detail: error.detail }
  }
  if (error instanceof FeedError) return { ...where, code: error.code, status: null, detail: error.detail }
  throw error
}
