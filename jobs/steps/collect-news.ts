import { hasTitle } from '../../src/collect/choose-article.js'
import { isOffered, postOf } from '../../src/collect/posts.js'
import { monthNamed, type NewsPost, type NewsReading } from '../../src/domain/index.js'
import type { MonthlyNewsSettings } from '../../src/domain/settings/publications.js'
import type { NewRawCopy } from '../../src/store/raw-copies.js'
import type { Newsroom, StoredNews } from './context.js'
import { monthlyIn, type PlannedMonth } from './monthly-calendar.js'

/** An issue that is this much older is no longer continued: its posts are no news. */
const longestGapMonths = 3

/** What the blogs of a publication tell of a month; one that cannot be read is named, and what it told before stays. */
export async function collectNews(
  context: Newsroom,
  settings: MonthlyNewsSettings,
  plan: PlannedMonth,
  stored: StoredNews,
): Promise<{ reading: NewsReading; raw: NewRawCopy[] }> {
  const since = sinceOf(context, settings, plan, stored)
  const posts: NewsPost[] = []
  const raw: NewRawCopy[] = []
  const [short, failed]: [string[], NewsReading['failed']] = [[], []]
  for (const source of settings.posts) {
    const known = stored.reading?.posts.filter(({ feed }) => feed === source.feed) ?? []
    try {
      const collected = await context.collectSince(source.feed, since)
      raw.push(...collected.raw)
      const fresh = collected.articles
        .filter((article) => isOffered(article, source) && !isAgenda(context, source.feed, article.title))
        .map(postOf)
      const oldest = collected.articles.reduce((least, { publishedAt }) => minOf(least, publishedAt), '9999')
      // A feed that ends before says nothing of what it told earlier.
      const before = collected.whole ? [] : known.filter((post) => (post.publishedAt ?? '') < oldest)
      if (!collected.whole && oldest > since.toString()) short.push(source.feed)
      posts.push(...fresh, ...before)
    } catch (error) {
      failed.push({ feed: source.feed, cause: error instanceof Error ? error.message : String(error) })
      posts.push(...known)
    }
  }
  const told = new Set(stored.last?.offered.map(keyOf))
  const isNew = (post: NewsPost) =>
    !told.has(keyOf(post)) && post.publishedAt !== null && post.publishedAt >= since.toString()
  const unique = new Map(posts.filter(isNew).map((post) => [keyOf(post), post]))
  return {
    reading: {
      kind: 'monthly-news',
      month: plan.period,
      posts: [...unique.values()].toSorted((a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '')),
      dates: stored.last?.dates.filter((one) => (one.until ?? one.date) >= plan.sendDate) ?? [],
      short,
      failed,
    },
    raw,
  }
}

const keyOf = ({ feed, guid }: Pick<NewsPost, 'feed' | 'guid'>) => `${feed} ${guid}`
const minOf = (least: string, text: string | null) => (text !== null && text < least ? text : least)

/** The posts of a month begin where the last issue that left has ended, be it that one was skipped since. */
function sinceOf(
  { office }: Newsroom,
  settings: MonthlyNewsSettings,
  { publication, period, since }: PlannedMonth,
  { last }: StoredNews,
): Temporal.Instant {
  const [month, before] = [monthNamed(period), last && monthNamed(last.period)]
  if (!month || !before || before.until(month, { largestUnit: 'months' }).months > longestGapMonths) return since
  const { composeAt } = monthlyIn(before, publication, settings, office)
  return Temporal.Instant.compare(composeAt, since) < 0 ? composeAt : since
}

/** The weekly agenda's own articles are told every week already. */
function isAgenda({ publications }: Newsroom, feed: string, title: string): boolean {
  return Object.values(publications).some(
    (one) => one.kind === 'weekly-agenda' && one.feed === feed && hasTitle({ title }, one.article.title),
  )
}
