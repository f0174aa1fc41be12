import Parser from 'rss-parser'
import { z } from 'zod'
import { decodeHTML } from 'entities'
import type { Article } from '../../src/domain/article.js'

const parser = new Parser<object, { 'content:encoded'?: string }>()

const instant = (text: string | undefined) => {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** The articles of a WordPress RSS feed, in its order. */
export async function articlesOfRss(xml: string): Promise<Article[]> {
  const feed = await parser.parseString(xml)
  return feed.items.map((item) => ({
    feed: 'blog',
    guid: item.guid ?? '',
    url: item.link ?? null,
    title: item.title ?? '',
    html: item['content:encoded'] ?? item.content ?? '',
    categories: item.categories ?? [],
    publishedAt: instant(item.pubDate),
    modifiedAt: null,
    image: null,
  }))
}

const rendered = z.object({ rendered: z.string() })
const posts = z.array(
  z.object({
    guid: rendered,
    link: z.string(),
    title: rendered,
    content: rendered,
    date_gmt: z.string(),
    modified_gmt: z.string(),
  }),
)

/** The articles of a WordPress REST answer, in its order. */
export function articlesOfRest(json: string): Article[] {
  return posts.parse(JSON.parse(json)).map((post) => ({
    feed: 'blog',
    guid: post.guid.rendered,
    url: post.link,
    title: decodeHTML(post.title.rendered),
    html: post.content.rendered,
    categories: [],
    publishedAt: instant(`${post.date_gmt}Z`),
    modifiedAt: instant(`${post.modified_gmt}Z`),
    image: null,
  }))
}
