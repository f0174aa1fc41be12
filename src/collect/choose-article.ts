import type { Article, ArticleChoice } from '../domain/article.js'
import { weekName, type Week } from '../domain/week.js'
import { loosen } from './reading/text.js'
import { articleWeek, toldWeek } from './reading/week.js'

export interface WantedArticle {
  /** Words that the title begins with or holds; case, accents, punctuation and emoji do not matter. */
  title: string
  category?: string
}

/**
 * Finds the article of a week by its title, or else by its category, and by the week that it is about: never simply the
 * newest. A post that came twice counts once, in its latest state. Several that claim the week are all given back.
 */
export function chooseArticle(articles: Article[], wanted: WantedArticle, week: Week, zone: string): ArticleChoice {
  const posts = latestOfEach(articles)
  const series = posts.filter((article) => hasTitle(article, wanted.title))
  const ofWeek = series.filter((article) => isAbout(articleWeek(article, zone), week))
  const candidates = ofWeek.length > 0 ? ofWeek : categoryOfWeek(posts, wanted, week, zone)
  const [only, other] = candidates
  if (only && !other) return { kind: 'found', article: only }
  if (only && other) return { kind: 'ambiguous', candidates }
  return { kind: 'missing', others: series.toSorted(newestFirst) }
}

const isAbout = (found: Week | null, week: Week) => found !== null && weekName(found) === weekName(week)

/** Whether an article is one of the series whose titles hold these words. */
export function hasTitle(article: Pick<Article, 'title'>, title: string): boolean {
  const words = loosen(title)
  return words !== '' && loosen(article.title).includes(words)
}

/** A category may hold other posts: there, only the title or the first lines may tell the week. */
function categoryOfWeek(posts: Article[], wanted: WantedArticle, week: Week, zone: string): Article[] {
  if (wanted.category === undefined) return []
  const name = loosen(wanted.category)
  return posts
    .filter((article) => article.categories.some((category) => loosen(category) === name))
    .filter((article) => isAbout(toldWeek(article, zone), week))
}

const stateOf = (article: Article) => article.modifiedAt ?? article.publishedAt ?? ''
const newestFirst = (one: Article, other: Article) => (other.publishedAt ?? '').localeCompare(one.publishedAt ?? '')

/** One article per guid: the one corrected last; among equals, the first of the feed. */
export function latestOfEach(articles: Article[]): Article[] {
  const latest = new Map<string, Article>()
  for (const article of articles) {
    const known = latest.get(article.guid)
    if (!known || stateOf(article) > stateOf(known)) latest.set(article.guid, article)
  }
  return [...latest.values()]
}
