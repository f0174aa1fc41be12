import { decodeText } from '../base/charset.js'
import { HttpError } from '../base/http-error.js'
import type { Article } from '../domain/article.js'
import type { FeedSettings } from '../domain/settings/feeds.js'
import { ask, type Answer } from './ask.js'
import {
  CollectError,
  problemOf,
  type Collected,
  type CollectProblem,
  type CollectTools,
  type RawCopy,
} from './collected.js'
import { FeedError } from './feed-error.js'
import { refusalIn } from './rest-json.js'
import { readRestPosts } from './rest.js'
import { readRss } from './rss.js'

export type Source = CollectProblem['source']

const accepts: Record<Source, string> = {
  rss: 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1',
  rest: 'application/json',
}

/** A WordPress site: its RSS first, its REST API where the RSS fails, or the only one of the two that is configured. */
export async function collectWordpress(name: string, settings: FeedSettings, tools: CollectTools): Promise<Collected> {
  const problems: CollectProblem[] = []
  const raw: RawCopy[] = []
  for (const { source, url } of sourcesOf(settings)) {
    try {
      const articles = await readSource(name, source, url, settings, tools, raw)
      tools.log.info({ feed: name, source, articles: articles.length }, 'feed read')
      return { articles, raw, problems }
    } catch (error) {
      const problem = problemOf(error, { feed: name, source, url })
      tools.log.warn(problem, 'feed not read')
      problems.push(problem)
    }
  }
  throw new CollectError(name, problems, raw)
}

function sourcesOf(settings: FeedSettings): { source: Source; url: string }[] {
  const sources: { source: Source; url: string }[] = []
  if (settings.rss) sources.push({ source: 'rss', url: settings.rss })
  if (settings.rest) sources.push({ source: 'rest', url: withEmbeddedParts(settings.rest) })
  return sources
}

/** Asks WordPress for images and categories inside the posts, and twenty posts; what the address already says stays. */
export function withEmbeddedParts(rest: string): string {
  const url = URL.parse(rest)
  if (!url || url.protocol === 'file:') return rest
  if (!url.searchParams.has('_embed')) url.searchParams.set('_embed', '1')
  if (!url.searchParams.has('per_page')) url.searchParams.set('per_page', '20')
  return url.href
}

/** Reads one address of a site. @throws {HttpError} {@link FeedError} */
export async function readSource(
  name: string,
  source: Source,
  url: string,
  settings: FeedSettings,
  tools: CollectTools,
  raw: RawCopy[],
): Promise<Article[]> {
  const request = { accept: accepts[source], remembered: true }
  try {
    const answer = await ask(url, settings, tools, request)
    raw.push(answer.raw)
    try {
      return await read(answer, source, name)
    } catch (error) {
      if (!answer.kept) throw error
    }
    // The kept copy cannot be read, and "not modified" would give it back for ever: ask for a whole one.
    const whole = await ask(url, settings, tools, { ...request, remembered: false })
    raw.push(whole.raw)
    return await read(whole, source, name)
  } catch (error) {
    throw refusal(error, name)
  }
}

/** A file has no content type, and servers mix up their addresses: what the answer begins with decides first. */
async function read(answer: Answer, source: Source, feed: string): Promise<Article[]> {
  const { body, contentType } = answer
  const start = decodeText(body.subarray(0, 200)).text
  const isJson = /^\s*[[{]/.test(start)
  const isXml = /^\s*<(\?xml|rss|feed)/i.test(start)
  if (isXml || (source === 'rss' && !isJson)) return await readRss(body, { contentType, feed })
  return readRestPosts(decodeText(body, { contentType }).text, { feed })
}

/** WordPress explains a refusal in the body of its 401, 403 or 404. */
function refusal(error: unknown, feed: string): unknown {
  const words = error instanceof HttpError && error.answer ? refusalIn(error.answer) : null
  return words ? new FeedError('refused', feed, words, { cause: error }) : error
}
