import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseArticle } from '../../src/collect/choose-article.js'
import type { Article } from '../../src/domain/article.js'

const week = { from: '2026-07-06', to: '2026-07-12' }
const wanted = { title: 'Que faire à Auch cette semaine', category: 'Agenda hebdo' }

const article = (title: string, more: Partial<Article> = {}): Article => ({
  feed: 'blog',
  guid: title,
  url: null,
  title,
  html: '',
  categories: ['Agenda'],
  publishedAt: '2026-07-04T06:00:00Z',
  modifiedAt: null,
  image: null,
  ...more,
})

const choose = (...articles: Article[]) => chooseArticle(articles, wanted, week, 'Europe/Paris')

test('takes the article of the week, wherever it stands in the feed', () => {
  const right = article('QUE FAIRE A AUCH CETTE SEMAINE ☀️ (6-12 juillet)')
  const choice = choose(article('Que faire à Auch cette semaine ? Du 13 au 19 juillet'), right)
  assert.deepEqual(choice, { kind: 'found', article: right })
})

test('a near title is not the weekly article', () => {
  const near = [
    'Que faire à Auch quand il pleut ?',
    'Que faire à Auch ce week-end ?',
    'Que faire à Auch cet été ? Du 6 au 12 juillet',
    'Cette semaine, on vous emmène à Lavardens',
  ]
  assert.deepEqual(choose(...near.map((title) => article(title))), { kind: 'missing', others: [] })
})

test('last week’s article does not stand in for a missing one', () => {
  const june = article('Que faire à Auch cette semaine ? Du 22 au 28 juin 2026', {
    publishedAt: '2026-06-19T06:00:00Z',
  })
  const last = article('Que faire à Auch cette semaine ? Du 29 juin au 5 juillet 2026', {
    publishedAt: '2026-06-26T06:00:00Z',
  })
  assert.deepEqual(choose(june, last), { kind: 'missing', others: [last, june] })
})

test('a title without a date is dated by its headings, in the office’s zone', () => {
  const dated = article('Que faire à Auch cette semaine', {
    html: '<h3>Lundi 6</h3><p>10h, visite</p><h3>Mardi 7</h3><p>10h, visite</p>',
    publishedAt: '2026-07-03T22:30:00Z',
  })
  assert.deepEqual(choose(dated), { kind: 'found', article: dated })
})

test('a corrected post counts once, as corrected', () => {
  const first = article('Que faire à Auch cette semaine : 6-12 juillet', {
    guid: 'a',
    modifiedAt: '2026-07-04T06:00:00Z',
  })
  const corrected = { ...first, html: '<p>Corrigé</p>', modifiedAt: '2026-07-04T09:00:00Z' }
  assert.deepEqual(choose(corrected, first), { kind: 'found', article: corrected })
  assert.deepEqual(choose(first, corrected), { kind: 'found', article: corrected })
})

test('two posts that claim the week are both given back', () => {
  const one = article('Que faire à Auch cette semaine : 6-12 juillet', { guid: 'a' })
  const other = article('Que faire à Auch cette semaine : du 6 au 12 juillet', { guid: 'b' })
  assert.deepEqual(choose(one, other), { kind: 'ambiguous', candidates: [one, other] })
})

test('the category finds a post whose title is another, when it tells the week', () => {
  const agenda = article('Votre semaine du 6 au 12 juillet', { categories: ['Agenda hebdo'] })
  const season = article('Le calendrier de l’été, du 1er juillet au 31 août', { categories: ['Agenda hebdo'] })
  assert.deepEqual(choose(season, agenda), { kind: 'found', article: agenda })
})
