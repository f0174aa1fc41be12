import assert from 'node:assert/strict'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { test } from 'node:test'
import { collectFeed } from '../../src/collect/collect.js'
import { CollectError, type CollectProblem, type CollectTools, type KeptAnswer } from '../../src/collect/collected.js'
import { withEmbeddedParts } from '../../src/collect/wordpress.js'
import { feedsSchema, type FeedSettings } from '../../src/domain/settings/feeds.js'
import { fixture, fixturesFolder } from '../support/fixtures.js'
import { answering, startWebServer, type Handler } from '../support/web-server.js'

const now = Temporal.Instant.from('2026-07-11T06:00:00Z')

function toolsWith(kept: Record<string, KeptAnswer> = {}): CollectTools {
  const ignore = () => undefined
  return {
    memory: { get: (url) => Promise.resolve(kept[url] ?? null) },
    log: { info: ignore, warn: ignore },
    now: () => now,
  }
}

function blog(settings: object): FeedSettings {
  const { feeds } = feedsSchema.parse({
    feeds: { blog: { format: 'wordpress', allowPrivate: true, timeoutSeconds: 2, ...settings } },
  })
  return feeds.blog!
}

const feed = fixture('feeds', 'wordpress.xml')
const posts = fixture('feeds', 'posts.json')

async function failure(settings: FeedSettings, tools = toolsWith()): Promise<CollectError> {
  try {
    await collectFeed('blog', settings, tools)
  } catch (error) {
    assert.ok(error instanceof CollectError, String(error))
    return error
  }
  return assert.fail('the feed was read')
}

const codes = (problems: CollectProblem[]) => problems.map((one) => [one.source, one.code, one.status])

test('the RSS is read, and its raw copy handed over to be kept', async (t) => {
  const base = await startWebServer(t, {
    '/feed/': answering(feed, { 'content-type': 'application/rss+xml; charset=UTF-8', etag: '"a"' }),
  })
  const { articles, raw, problems } = await collectFeed('blog', blog({ rss: `${base}/feed/` }), toolsWith())
  assert.equal(articles.length, 2)
  assert.deepEqual(problems, [])
  assert.deepEqual(raw, [
    {
      url: `${base}/feed/`,
      status: 200,
      contentType: 'application/rss+xml; charset=UTF-8',
      etag: '"a"',
      lastModified: null,
      body: feed,
      fetchedAt: '2026-07-11T06:00:00Z',
    },
  ])
})

const brokenFeeds: Record<string, { handler: Handler; code: string; status?: number }> = {
  'is not there': {
    handler: (_request, response) => void response.writeHead(404).end(),
    code: 'http-status',
    status: 404,
  },
  'breaks down': {
    handler: (_request, response) => void response.writeHead(500).end(),
    code: 'http-status',
    status: 500,
  },
  'is a page': { handler: answering('<!doctype html><html><body>Bonjour</body></html>'), code: 'not-a-feed' },
  'is cut': { handler: answering(feed.subarray(0, -30)), code: 'truncated' },
  'gives excerpts': {
    handler: answering(feed.toString().replace(/<content:encoded>.*?<\/content:encoded>/gs, '')),
    code: 'excerpts',
  },
  'is empty': { handler: answering('<rss version="2.0"><channel><title>x</title></channel></rss>'), code: 'empty' },
  'hangs up': { handler: (request) => request.socket.resetAndDestroy(), code: 'interrupted' },
  'never answers': { handler: () => undefined, code: 'timeout' },
  'is huge': { handler: answering(Buffer.alloc(1_100_000, ' ')), code: 'too-large' },
}
for (const [name, { handler, code, status }] of Object.entries(brokenFeeds)) {
  test(`where the RSS ${name}, the REST API answers`, async (t) => {
    const base = await startWebServer(t, {
      '/feed/': handler,
      '/posts': (request, response) => {
        const query = new URL(request.url ?? '', 'http://x').searchParams
        const asked = query.get('_embed') === '1' && query.get('per_page') === '20'
        response.writeHead(asked ? 200 : 400).end(posts)
      },
    })
    const settings = blog({ rss: `${base}/feed/`, rest: `${base}/posts`, timeoutSeconds: 0.3, maxMegabytes: 1 })
    const { articles, problems } = await collectFeed('blog', settings, toolsWith())
    assert.equal(articles[0]?.modifiedAt, '2026-07-11T08:05:00Z')
    assert.deepEqual(codes(problems), [['rss', code, status ?? null]])
  })
}

test('where nothing works, the error names every cause and keeps what was received', async (t) => {
  const refusal = '{"code":"rest_forbidden","message":"Accès interdit.","data":{"status":401}}'
  const base = await startWebServer(t, {
    '/feed/': answering('<html></html>'),
    '/posts': (_request, response) => void response.writeHead(401).end(refusal),
  })
  const error = await failure(blog({ rss: `${base}/feed/`, rest: `${base}/posts` }))
  assert.deepEqual(codes(error.problems), [
    ['rss', 'not-a-feed', null],
    ['rest', 'refused', null],
  ])
  assert.equal(error.problems[1]?.detail, 'rest_forbidden: Accès interdit.')
  assert.equal(error.message, 'blog: rss not-a-feed, rest refused')
  assert.equal(error.raw.length, 1)
})

test('on 304 the kept copy is read again; a kept copy that cannot be read is fetched whole', async (t) => {
  let whole = 0
  const base = await startWebServer(t, {
    '/feed/': (request, response) => {
      if (request.headers['if-none-match'] === '"a"') return void response.writeHead(304).end()
      whole++
      response.writeHead(200, { etag: '"a"' }).end(feed)
    },
  })
  const url = `${base}/feed/`
  const kept = (body: Uint8Array) => ({ [url]: { etag: '"a"', lastModified: null, contentType: 'text/xml', body } })

  const again = await collectFeed('blog', blog({ rss: url }), toolsWith(kept(feed)))
  assert.equal(again.articles.length, 2)
  assert.deepEqual(
    again.raw.map((one) => [one.status, one.body]),
    [[304, null]],
  )
  assert.equal(whole, 0)

  const repaired = await collectFeed('blog', blog({ rss: url }), toolsWith(kept(feed.subarray(0, 500))))
  assert.equal(repaired.articles.length, 2)
  assert.deepEqual(
    repaired.raw.map((one) => one.status),
    [304, 200],
  )
})

test('private addresses are refused unless the settings allow them', async (t) => {
  const base = await startWebServer(t, { '/feed/': answering(feed) })
  const error = await failure(blog({ rss: `${base}/feed/`, allowPrivate: false }))
  assert.deepEqual(codes(error.problems), [['rss', 'private-address', null]])
})

test('files are read by what they hold, and a missing one is a clear error', async () => {
  const address = (name: string) => pathToFileURL(join(fixturesFolder, 'feeds', name)).href
  const asRss = await collectFeed('blog', blog({ rss: address('wordpress.xml') }), toolsWith())
  const asRest = await collectFeed('blog', blog({ rest: address('posts.json') }), toolsWith())
  const misplaced = await collectFeed('blog', blog({ rss: address('posts.json') }), toolsWith())
  const swapped = await collectFeed('blog', blog({ rest: address('wordpress.xml') }), toolsWith())
  assert.deepEqual(asRss.articles, swapped.articles)
  assert.deepEqual(asRest.articles, misplaced.articles)
  const error = await failure(blog({ rss: address('none.xml'), rest: 'file://elsewhere/posts.json' }))
  assert.deepEqual(codes(error.problems), [
    ['rss', 'file-missing', null],
    ['rest', 'bad-address', null],
  ])
})

test('what the REST address already asks for stays', () => {
  assert.equal(
    withEmbeddedParts('https://example.org/?rest_route=/wp/v2/posts&per_page=5'),
    'https://example.org/?rest_route=%2Fwp%2Fv2%2Fposts&per_page=5&_embed=1',
  )
})
