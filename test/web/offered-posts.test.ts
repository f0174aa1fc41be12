import assert from 'node:assert/strict'
import { test } from 'node:test'
import { correctNews } from '../../src/compose/news/correct-news.js'
import type { NewsPost } from '../../src/domain/index.js'
import { categoriesOf, lookedAt, queryOf } from '../../src/web/console/news/look.js'

const posts = Array.from({ length: 60 }, (_, index): NewsPost => {
  const categories = [['Patrimoine'], ['Fêtes', 'Été'], []][index % 3]!
  return {
    feed: 'blog',
    guid: `${index}`,
    url: null,
    title: `Post ${index}`,
    text: 'À Éauze',
    categories,
    publishedAt: null,
    picture: null,
  }
})
const reading = { kind: 'monthly-news' as const, month: '2026-07', posts, dates: [], short: [], failed: [] }
const { lines } = correctNews(reading, [], 0)
const first = { words: '', category: '', page: 1, open: true }

test('posts are found by words in any case and without accents, by category, a page at a time', () => {
  const found = (look: Partial<typeof first>) => lookedAt(lines, { ...first, ...look })
  assert.deepEqual([found({}).found, found({}).shown.length], [60, 25])
  assert.equal(found({ words: 'EAUZE post 59' }).found, 1)
  assert.equal(found({ category: 'Été' }).found, 20)
  assert.equal(found({ category: 'Été', words: 'post 1' }).found, 6)
  // A page that is gone is the last one that is there.
  assert.deepEqual([found({ page: 9 }).page, found({ page: 9 }).shown.length], [3, 10])
  assert.deepEqual(found({ category: 'Inconnue', page: 4 }), { found: 0, page: 1, shown: [] })
  assert.deepEqual(categoriesOf(lines), [
    { name: 'Été', count: 20 },
    { name: 'Fêtes', count: 20 },
    { name: 'Patrimoine', count: 20 },
  ])
})

test('an address says where one looks, and nothing where one begins', () => {
  assert.equal(queryOf({ ...first, open: false }), '')
  assert.equal(
    queryOf({ words: 'a&b', category: 'Été', page: 2, open: true }),
    '?autres=oui&mots=a%26b&rubrique=%C3%89t%C3%A9&page=2',
  )
})
