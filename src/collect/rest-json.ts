import { z } from 'zod'
import { FeedError } from './feed-error.js'

const wordpressError = z.object({ code: z.string(), message: z.string() })

/**
 * The array of posts in an answer, also behind the notices that PHP prints before it.
 * @throws {FeedError} `not-a-feed`, `truncated`, `refused`.
 */
export function parsePosts(text: string, feed: string): unknown[] {
  const value = jsonIn(text)
  if (Array.isArray(value)) return value
  const refusal = refusalIn(text)
  if (refusal) throw new FeedError('refused', feed, refusal)
  if (value === undefined && /^\s*\[\s*\{\s*"/.test(text)) throw new FeedError('truncated', feed)
  throw new FeedError('not-a-feed', feed)
}

/** WordPress' own words when `text` is its error object ("rest_no_route: ..."), else null. */
export function refusalIn(text: string): string | null {
  const error = wordpressError.safeParse(jsonIn(text))
  return error.success ? `${error.data.code}: ${error.data.message}` : null
}

/** The JSON that `text` is or ends with; undefined when there is none. */
function jsonIn(text: string): unknown {
  const starts = [
    0,
    ...[...text.matchAll(/(?<=[>\s\ufeff])(?:\[\s*(?:\{\s*"|\])|\{\s*")/g)].slice(0, 5).map((one) => one.index),
  ]
  for (const start of starts) {
    try {
      return JSON.parse(text.slice(start))
    } catch {
      continue
    }
  }
  return undefined
}
