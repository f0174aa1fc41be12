import { HttpError } from '../base/http-error.js'
import type { Article } from '../domain/article.js'
import type { FeedSettings } from '../domain/settings/feeds.js'
import { latestOfEach } from './choose-article.js'
import { CollectError, problemOf, type Collected, type CollectTools, type RawCopy } from './collected.js'
import { FeedError } from './feed-error.js'
import { readSource, type Source, withEmbeddedParts } from './wordpress.js'

export interface CollectedSince extends Collected {
  /** Whether everything since then was read: false where a feed ends before, as one of the ten latest posts does. */
  whole: boolean
}

/** A blog of ten posts a page tells a thousand of them, and a server that turns in circles is left. */
const mostPages = 100
/** What one collection keeps of a blog: a month has a few dozen posts. */
const mostArticles = 1000

/**
 * The posts of a WordPress site since an instant, page by page. The REST API is asked first: it tells pictures, credits
 * and corrections, and as many posts as one asks for.
 * @throws {CollectError} when nothing could be read.
 */
export async function collectSince(
  name: string,
  settings: FeedSettings,
  since: Temporal.Instant,
  tools: CollectTools,
): Promise<CollectedSince> {
  const failed: Pick<Collected, 'problems' | 'raw'> = { problems: [], raw: [] }
  for (const source of ['rest', 'rss'] as const) {
    const url = settings[source]
    if (!url) continue
    try {
      const { articles, whole } = await readPages(name, { source, url }, settings, since, tools, failed.raw)
      tools.log.info({ feed: name, source, articles: articles.length, whole }, 'feed read')
      return { articles, whole, ...failed }
    } catch (error) {
      const problem = problemOf(error, { feed: name, source, url })
      tools.log.warn(problem, 'feed not read')
      failed.problems.push(problem)
    }
  }
  throw new CollectError(name, failed.problems, failed.raw)
}

async function readPages(
  name: string,
  { source, url }: { source: Source; url: string },
  settings: FeedSettings,
  since: Temporal.Instant,
  tools: CollectTools,
  raw: RawCopy[],
): Promise<{ articles: Article[]; whole: boolean }> {
  const found = new Map<string, Article>()
  const limit = since.toString()
  const done = (whole: boolean) => ({ articles: latestOfEach([...found.values()]), whole })
  for (let page = 1; page <= mostPages; page++) {
    let articles: Article[]
    try {
      articles = await readSource(name, source, pageAddress(source, url, page, since), settings, tools, raw)
    } catch (error) {
      // WordPress answers 400 or 404 to a page after its last.
      if (page > 1 && isAfterTheLast(error)) return done(true)
      // Nothing since then is no failure of a blog that is asked for nothing else.
      if (page === 1 && source === 'rest' && error instanceof FeedError && error.code === 'empty') return done(true)
      throw error
    }
    const before = found.size
    for (const article of articles)
      if (found.size < mostArticles) found.set(`${article.guid} ${article.modifiedAt}`, article)
    // The last of a page is the oldest; the first may be one that the blog keeps on top.
    const oldest = articles.findLast(({ publishedAt }) => publishedAt !== null)?.publishedAt
    if (oldest && oldest < limit) return done(true)
    if (source === 'rest' && articles.length < perPage(url)) return done(true)
    // A file, or a site that gives the same posts whatever the page: there is nothing more to read.
    if (url.startsWith('file:') || found.size === before) break
  }
  return done(false)
}

const isAfterTheLast = (error: unknown): boolean =>
  error instanceof HttpError
    ? error.status === 400 || error.status === 404
    : error instanceof FeedError && (error.code === 'refused' || error.code === 'empty')

const postsPerPage = 50

/** As many as the address itself asks for, where it does. */
const perPage = (url: string): number => Number(URL.parse(url)?.searchParams.get('per_page')) || postsPerPage

function pageAddress(source: Source, address: string, page: number, since: Temporal.Instant): string {
  const url = URL.parse(address)
  if (!url || url.protocol === 'file:') return address
  if (source === 'rss') {
    if (page > 1) url.searchParams.set('paged', String(page))
    return url.href
  }
  if (!url.searchParams.has('per_page')) url.searchParams.set('per_page', String(postsPerPage))
  // WordPress compares with the hour of its own zone.
  url.searchParams.set('after', since.subtract({ hours: 24 }).toString({ smallestUnit: 'second' }).replace('Z', ''))
  if (page > 1) url.searchParams.set('page', String(page))
  return withEmbeddedParts(url.href)
}
