import { decodeText } from '../base/charset.js'
import type { Article } from '../domain/article.js'
import { feedDate } from './feed-date.js'
import { FeedError } from './feed-error.js'
import type { FeedItem } from './feed-item.js'
import { plainText } from './plain-text.js'
import { readWithRssParser } from './rss-parser.js'

/**
 * Reads an RSS 0.9x, 1.0, 2.0 or Atom feed. rss-parser reads first; feedsmith reads what it refuses (an `<rss>` without
 * version, a stray `&`).
 * @throws {FeedError} `not-a-feed` (a web page, JSON...), `truncated` (the end is missing: even the items that are whole
 * are refused, lest half a feed passes for all of it), `malformed` (neither reader can), `empty` (no item), `excerpts`
 * (WordPress is set to give the first words of each post only: an agenda read from them would be a quiet week).
 */
export async function readRss(
  bytes: Uint8Array,
  source: { contentType: string | null; feed: string },
): Promise<Article[]> {
  const xml = feedOf(decodeText(bytes, source).text, source.feed)
  const items = await readItems(xml, source.feed)
  if (areExcerpts(items)) throw new FeedError('excerpts', source.feed)
  const articles = items.map((item) => articleOf(item, source.feed)).filter((one) => one.title || one.html)
  if (articles.length === 0) throw new FeedError('empty', source.feed)
  return articles
}

/** The feed without what a web server may print before it (notices, blank lines) or XML forbids (control characters). */
function feedOf(text: string, feed: string): string {
  const root = /<((?:\w+:)?(?:rss|feed|rdf))(?=[\s/>])/i.exec(text)
  if (!root || /<(html|body)[\s>]/i.test(text.slice(0, root.index))) throw new FeedError('not-a-feed', feed)
  if (!hasEnd(text, root)) throw new FeedError('truncated', feed)
  const declaration = text.lastIndexOf('<?xml', root.index)
  return text.slice(declaration === -1 ? root.index : declaration).replace(/[^\P{Cc}\t\n\r]/gu, '')
}

function hasEnd(text: string, root: RegExpExecArray): boolean {
  const rest = text.slice(root.index)
  return /^<[^>]*\/>/.test(rest) || new RegExp(`</${root[1]}\\s*>`, 'i').test(rest)
}

async function readItems(xml: string, feed: string): Promise<FeedItem[]> {
  try {
    return await readWithRssParser(xml)
  } catch (first) {
    try {
      const { readWithFeedsmith } = await import('./rss-feedsmith.js')
      return readWithFeedsmith(xml)
    } catch (second) {
      throw new FeedError('malformed', feed, [first, second].map(firstLine).join(' / '), { cause: first })
    }
  }
}

/** WordPress ends a shortened description with "[…]", and leaves the full text out of the whole feed. */
function areExcerpts(items: FeedItem[]): boolean {
  const shortened = /\[(&#8230;|&hellip;|…)\]\s*(<\/\w+>\s*)*$/
  return items.every((item) => !item.content) && items.some((item) => shortened.test(item.description))
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}

function articleOf(item: FeedItem, feed: string): Article {
  const url = /^https?:\/\//i.test(item.link) ? item.link : null
  const title = plainText(item.title)
  return {
    feed,
    guid: item.guid || item.link || `${title} ${item.date}`.trim(),
    url,
    title,
    html: item.content || item.description,
    categories: [...new Set(item.categories.map(plainText).filter(Boolean))],
    publishedAt: feedDate(item.date),
    modifiedAt: null,
    image: null,
  }
}
