import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectSince } from '../../src/collect/collect-since.js'
import { CollectError } from '../../src/collect/collected.js'
import { firstSentences, isOffered, postOf } from '../../src/collect/posts.js'
import type { Article } from '../../src/domain/index.js'
import { feedsSchema } from '../../src/domain/settings/feeds.js'
import { rssOf } from '../support/rss.js'
import { startWebServer } from '../support/web-server.js'

const article = (id: number, publishedAt: string, given: Partial<Article> = {}): Article => ({
  feed: 'blog',
  guid: `post-${id}`,
  url: `https://blog.example.org/${id}`,
  title: `Article ${id}`,
  html: '<p>Du neuf.</p>',
  categories: [],
  publishedAt,
  modifiedAt: null,
  image: null,
  ...given,
})

test('the first sentences of a post: no caption, no list, no share button, cut after a sentence', () => {
  const long = `${'Une phrase assez longue pour compter. '.repeat(12)}Fin.`
  const cases: [string, string][] = [
    ['<p>Un.</p><p>Deux&nbsp;!</p>', 'Un. Deux !'],
    ['<figure><img src="a.jpg"><figcaption>© X</figcaption></figure><h2>Titre</h2><p>Le texte.</p>', 'Le texte.'],
    ['<p>Le texte.</p><ul><li>un</li></ul><div class="sharedaddy"><p>Partager</p></div>', 'Le texte.'],
    ['<p>Le texte.</p><p>L’article Le texte est apparu en premier sur Blog.</p>', 'Le texte.'],
    ['Sans paragraphe <b>du tout</b>', 'Sans paragraphe du tout'],
    ['<script>alert(1)</script>', ''],
  ]
  for (const [html, text] of cases) assert.equal(firstSentences(html), text)
  const cut = firstSentences(`<p>${long}</p>`)
  assert.ok(cut.length <= 300 && cut.endsWith('compter.'), cut)
  assert.match(firstSentences(`<p>${'mot '.repeat(200)}</p>`), /mot…$/)
})

test('a post is offered by its categories, whatever their case and accents; its picture is the one that opens it', () => {
  const post = article(1, '2026-06-20T08:00:00Z', {
    categories: ['Nouveautés', 'Été'],
    html: '<figure><img src="https://blog.example.org/a.jpg" alt="Un pré"><figcaption>© Camille</figcaption></figure><p>Oui.</p>',
  })
  const offered = (categories: string[], except: string[] = []) => isOffered(post, { categories, except })
  assert.deepEqual(
    [offered([]), offered(['nouveautes']), offered(['Agenda']), offered(['Nouveautés'], ['ete'])],
    [true, true, false, false],
  )
  assert.deepEqual(postOf(post).picture, { url: 'https://blog.example.org/a.jpg', alt: 'Un pré', credit: 'Camille' })
})

test('a feed of ten posts a page is read page by page back to the last issue, and says so when it cannot', async (t) => {
  const all = Array.from({ length: 25 }, (_, id) =>
    article(id, `2026-06-${String(28 - id).padStart(2, '0')}T08:00:00Z`),
  )
  const asked: string[] = []
  let pages = true
  const blog = await startWebServer(t, {
    '/feed/': (request, response) => {
      asked.push(request.url ?? '')
      const page = pages ? Number(new URL(request.url ?? '', 'http://blog').searchParams.get('paged') ?? 1) : 1
      const shown = all.slice((page - 1) * 10, page * 10)
      response.writeHead(shown.length > 0 ? 200 : 404, { 'content-type': 'text/xml' }).end(rssOf(shown))
    },
  })
  const feeds = feedsSchema.parse({
    feeds: { blog: { format: 'wordpress', rss: `${blog}/feed/`, allowPrivate: true } },
  })
  const tools = {
    memory: { get: async () => null },
    log: { info: () => undefined, warn: () => undefined },
    now: () => Temporal.Instant.from('2026-06-30T07:00:00Z'),
  }
  const since = (text: string) => collectSince('blog', feeds.feeds['blog']!, Temporal.Instant.from(text), tools)
  const near = await since('2026-06-15T00:00:00Z')
  assert.deepEqual([near.whole, near.articles.length, asked.length], [true, 20, 2])
  const far = await since('2026-01-01T00:00:00Z')
  assert.deepEqual([far.whole, far.articles.length], [true, 25], 'its first post was reached')
  pages = false
  const short = await since('2026-06-01T00:00:00Z')
  assert.deepEqual([short.whole, short.articles.length], [false, 10])
  all.length = 0
  await assert.rejects(since('2026-06-01T00:00:00Z'), CollectError)
})
