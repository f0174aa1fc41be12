import { z } from 'zod'
import type { Article } from '../domain/article.js'
import { feedDate } from './feed-date.js'
import { FeedError } from './feed-error.js'
import { parsePosts } from './rest-json.js'
import { plainText } from './plain-text.js'
import { creditIn } from './image-credit.js'

/** WordPress gives `{ rendered }`; a plug-in may give the bare text. */
const rendered = z.union([z.object({ rendered: z.string() }).transform((node) => node.rendered), z.string()]).catch('')
const optional = z.string().nullable().catch(null)

const term = z.object({ taxonomy: z.string(), name: z.string() }).nullable().catch(null)

/** A featured image that was deleted or is private comes as an error object: no image then. */
const media = z
  .object({ source_url: z.url(), alt_text: z.string().catch(''), caption: rendered })
  .nullable()
  .catch(null)

const postSchema = z.object({
  id: z.union([z.number(), z.string()]),
  guid: rendered,
  link: optional,
  title: rendered,
  content: rendered,
  date_gmt: optional,
  modified_gmt: optional,
  _embedded: z
    .object({ 'wp:term': z.array(z.array(term)).catch([]), 'wp:featuredmedia': z.array(media).catch([]) })
    .catch({ 'wp:term': [], 'wp:featuredmedia': [] }),
})

/**
 * Reads the answer of `/wp-json/wp/v2/posts?_embed`. What is missing from a post is null or empty; only a post without
 * an id is an error.
 * @throws {FeedError} `not-a-feed` (a page, other JSON), `truncated`, `refused` (WordPress says why in `detail`),
 * `malformed`, `empty`.
 */
export function readRestPosts(text: string, source: { feed: string }): Article[] {
  const posts = z.array(postSchema).safeParse(parsePosts(text, source.feed))
  if (!posts.success) {
    const [issue] = posts.error.issues
    throw new FeedError('malformed', source.feed, issue ? `[${issue.path.join('.')}] ${issue.message}` : null)
  }
  if (posts.data.length === 0) throw new FeedError('empty', source.feed)
  return posts.data.map((post) => articleOf(post, source.feed))
}

function articleOf(post: z.infer<typeof postSchema>, feed: string): Article {
  return {
    feed,
    guid: plainText(post.guid) || String(post.id),
    url: post.link,
    title: plainText(post.title),
    html: post.content.trim(),
    categories: categoriesOf(post),
    publishedAt: feedDate(post.date_gmt),
    modifiedAt: feedDate(post.modified_gmt),
    image: imageOf(post),
  }
}

/** Categories and tags together, as WordPress' own RSS lists them. */
function categoriesOf(post: z.infer<typeof postSchema>): string[] {
  const terms = post._embedded['wp:term'].flat()
  const names = terms.flatMap((one) =>
    one && ['category', 'post_tag'].includes(one.taxonomy) ? plainText(one.name) : [],
  )
  return [...new Set(names.filter(Boolean))]
}

function imageOf(post: z.infer<typeof postSchema>): Article['image'] {
  const image = post._embedded['wp:featuredmedia'][0]
  if (!image) return null
  return { url: image.source_url, alt: plainText(image.alt_text) || null, credit: creditIn(plainText(image.caption)) }
}
