import { checkNews, type PictureFailure } from '../../src/compose/news/check-news.js'
import { correctNews } from '../../src/compose/news/correct-news.js'
import { composeMonthlyIssue, picturesOf } from '../../src/compose/news/monthly-issue.js'
import type { Corrections, MonthlyContent, NewsReading, PictureFile } from '../../src/domain/index.js'
import type { MonthlyNewsSettings } from '../../src/domain/settings/publications.js'
import type { NewIssue } from '../../src/store/issues.js'
import { issueLinks } from './issue-links.js'
import type { Newsroom, RenderedMail } from './context.js'
import { finishIssue } from './finish-issue.js'
import type { PlannedMonth } from './monthly-calendar.js'

/** Pictures of one issue: more make a mail that nobody loads. */
const mostPictures = 30

/** What an issue of monthly news is made of: what the blogs tell, and what staff chose and wrote. */
export interface NewsParts {
  publication: string
  settings: MonthlyNewsSettings
  plan: PlannedMonth
  reading: NewsReading
  corrections: Corrections
  /** Those that could not be fetched and are not tried again now. */
  failed: readonly PictureFailure[]
  deadLinks(content: MonthlyContent): Promise<string[]>
  early?(mail: RenderedMail): void
}

/** Corrects, composes, renders and checks an issue of monthly news; no blog is read, only pictures that are missing. */
export async function composeNews(context: Newsroom, parts: NewsParts): Promise<NewIssue> {
  const { publication, settings, plan, reading, corrections } = parts
  const news = correctNews(reading, corrections.list, settings.most)
  const wanted = picturesOf(news)
  const { had, failed } = await getPictures(context, parts, wanted.slice(0, mostPictures))
  const content = composeMonthlyIssue({
    publication: { id: publication, title: settings.title },
    period: plan.period,
    language: context.office.language,
    sendDate: plan.sendDate,
    news,
    pictures: new Map(had.map(({ url, file }) => [url, file.name])),
  })
  const [rendered, deadLinks] = await Promise.all([
    context.render(content, issueLinks(context.publicUrl, publication, plan.period), parts.early),
    parts.deadLinks(content),
  ])
  const findings = checkNews({
    reading,
    news,
    content,
    deadLinks,
    pictures: { failed, notTried: Math.max(0, wanted.length - mostPictures), most: mostPictures },
    mailBytes: rendered.mailBytes,
  })
  return await finishIssue(context, {
    publication,
    period: plan.period,
    content,
    agenda: null,
    news: reading,
    source: { article: null, publishedAt: null, deadLinks, failedPictures: failed },
    corrections: corrections.version,
    findings,
    pictures: had.map(({ file }) => file),
    rendered,
  })
}

/** So many are fetched at the same time: each may be a large photo before it is made small. */
const fetchedAtOnce = 3

/** The pictures of these addresses, fetched where the issue does not have them yet. */
async function getPictures(
  context: Newsroom,
  { publication, plan, failed: before }: NewsParts,
  urls: readonly string[],
): Promise<{ had: { url: string; file: PictureFile }[]; failed: PictureFailure[] }> {
  const known = new Map(before.map((one) => [one.url, one]))
  const found = new Map<string, PictureFile>()
  const waiting = urls.values()
  const worker = async () => {
    for (const url of waiting) {
      if (known.has(url)) continue
      const answer = await context.picture({ publication, period: plan.period }, url)
      if (typeof answer === 'string') known.set(url, { url, problem: answer })
      else found.set(url, answer)
    }
  }
  await Promise.all(Array.from({ length: fetchedAtOnce }, worker))
  return {
    had: urls.flatMap((url) => {
      const file = found.get(url)
      return file ? [{ url, file }] : []
    }),
    failed: urls.flatMap((url) => known.get(url) ?? []),
  }
}
