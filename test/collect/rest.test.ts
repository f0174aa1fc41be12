import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FeedError, type FeedErrorCode } from '../../src/collect/feed-error.js'
import { creditIn } from '../../src/collect/image-credit.js'
import { readRestPosts } from '../../src/collect/rest.js'
import { readRss } from '../../src/collect/rss.js'
import { fixture } from '../support/fixtures.js'

const posts = fixture('feeds', 'posts.json').toString()
const read = (text: string) => readRestPosts(text, { feed: 'blog' })

function refuses(code: FeedErrorCode, text: string, detail?: string): void {
  assert.throws(
    () => read(text),
    (error: unknown) => {
      assert.ok(error instanceof FeedError, String(error))
      assert.equal(error.code, code)
      if (detail) assert.equal(error.detail, detail)
      return true
    },
  )
}

test('the REST posts are the articles of the RSS, with an image and the time of correction', async () => {
  const fromRss = await readRss(fixture('feeds', 'wordpress.xml'), { contentType: null, feed: 'blog' })
  const fromRest = read(posts)
  assert.deepEqual(
    fromRest.map((article) => ({ ...article, modifiedAt: null, image: null })),
    fromRss,
  )
  assert.equal(fromRest[0]?.modifiedAt, '2026-07-11T08:05:00Z')
  assert.deepEqual(fromRest[0]?.image, {
    url: 'https://tourisme-auch.example.org/wp-content/uploads/2026/07/bal.jpg',
    alt: 'Lampions sous une halle',
    credit: '© Office de tourisme',
  })
})

test('a deleted featured image is no image', () => assert.equal(read(posts)[1]?.image, null))

test('a post with nothing but an id and a title is still an article', () => {
  assert.deepEqual(read('[{"id": 3, "title": {"rendered": "Un"}}]'), [
    {
      feed: 'blog',
      guid: '3',
      url: null,
      title: 'Un',
      html: '',
      categories: [],
      publishedAt: null,
      modifiedAt: null,
      image: null,
    },
  ])
})

test('PHP notices before the JSON do not matter', () => {
  const notice = '<br />\n<b>Notice</b>: Undefined index [0] in <b>/srv/[x].php</b> on line <b>3</b><br />\n'
  assert.equal(read(notice + posts).length, 2)
  assert.equal(read(`\ufeff${posts}`).length, 2)
})

test('what is not a list of posts is refused with its reason', () => {
  refuses(
    'refused',
    '{"code":"rest_no_route","message":"Aucune route","data":{"status":404}}',
    'rest_no_route: Aucune route',
  )
  refuses('not-a-feed', '<!doctype html><html><body>[ {"a": 1} ] Bienvenue</body></html>')
  refuses('not-a-feed', '{"posts":[]}')
  refuses('not-a-feed', '')
  refuses('truncated', posts.slice(0, -40))
  refuses('empty', '[]')
  refuses('malformed', '[{"title":{"rendered":"sans numéro"}}]')
})

const captions: [string, string | null][] = [
  ['© Office de tourisme', '© Office de tourisme'],
  ['Les quais – Crédit photo : Atelier Nord', 'Crédit photo : Atelier Nord'],
  ['La halle (photo : Studio Sud).', 'photo : Studio Sud'],
  ['Un soir de bal', null],
  ['', null],
]
for (const [caption, credit] of captions) {
  test(`the credit in "${caption}" is ${credit}`, () => assert.equal(creditIn(caption), credit))
}
