import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { FeedError } from '../../src/collect/feed-error.js'
import { readRestPosts } from '../../src/collect/rest.js'
import { readRss } from '../../src/collect/rss.js'
import type { Article } from '../../src/domain/article.js'
import { samples } from '../support/samples.js'

const feeds = samples('samples/feeds/**/*')

test('real and ill-formed feeds give articles or a typed error', { skip: feeds.length === 0 }, async (t) => {
  const outcomes: Record<string, number> = {}
  for (const path of feeds) {
    const outcome = await readRss(readFileSync(path), { contentType: null, feed: 'sample' }).then(
      () => 'read',
      (error: unknown) => (error instanceof FeedError ? error.code : assert.fail(`${path}: ${String(error)}`)),
    )
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    if (/feeds\/(real|feed-rs)\//.test(path)) assert.equal(outcome, 'read', path)
  }
  t.diagnostic(`${feeds.length} feeds: ${JSON.stringify(outcomes)}`)
})

const articles = samples('articles/*/feed.xml')

/** What a plug-in adds to the feed only, and emoji that WordPress turns into images there. */
function comparable(article: Article): object {
  const html = article.html
    .replace(/<p>L.article .* est apparu en premier sur .*<\/p>\s*$/, '')
    .replace(/<img [^>]*class="wp-smiley"[^>]*>/g, (image) => /alt="([^"]*)"/.exec(image)?.[1] ?? '')
    .trim()
  return { ...article, html, modifiedAt: null, image: null }
}

test('the same post is the same article over RSS and over REST', { skip: articles.length === 0 }, async (t) => {
  let compared = 0
  for (const path of articles) {
    const fromRss = await readRss(readFileSync(path), { contentType: null, feed: 'blog' })
    const posts = path.replace('feed.xml', 'posts.json')
    if (!existsSync(posts)) continue
    const fromRest = new Map(readRestPosts(readFileSync(posts, 'utf8'), { feed: 'blog' }).map((one) => [one.guid, one]))
    for (const article of fromRss) {
      const twin = fromRest.get(article.guid)
      assert.ok(twin, `${path}: ${article.guid} is missing from the posts`)
      assert.deepEqual(comparable(twin), comparable(article), path)
      compared++
    }
  }
  t.diagnostic(`${compared} posts compared`)
  assert.ok(compared > 20)
})
