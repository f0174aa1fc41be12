import { readableUrl } from '../../base/readable-url.js'
import type { MonthlyContent, NewsReading, PictureProblem } from '../../domain/index.js'
import { blocks, inRank, mailFits, type RawFinding, titles, warns } from '../findings.js'
import type { CorrectedNews } from './correct-news.js'
import { isNothingNew } from './monthly-issue.js'

/** A picture that is not there, and why. */
export interface PictureFailure {
  url: string
  problem: PictureProblem
}

/** What the checks look at once an issue of monthly news is composed and rendered. */
export interface CheckedNews {
  reading: NewsReading
  news: CorrectedNews
  content: MonthlyContent
  deadLinks: readonly string[]
  pictures: { failed: readonly PictureFailure[]; notTried: number; most: number }
  mailBytes: number
}

type Check = (issue: CheckedNews) => RawFinding[]

const blogsRead: Check = ({ reading }) =>
  reading.failed.map(({ feed, cause }) => blocks('feed-failed', { feed, cause }))

const somethingNew: Check = ({ content, reading }) =>
  isNothingNew(content, reading) && reading.failed.length === 0
    ? [blocks('news-empty', { offered: reading.posts.length })]
    : []

const wholeMonth: Check = ({ reading }) => reading.short.map((feed) => warns('news-short', { feed }))

/** A title tells too little of what is new, and a picture beside it no more. */
const texts: Check = ({ content }) => {
  const bare = content.entries.filter((one) => !one.text)
  return bare.length > 0 ? [warns('news-bare', titles(bare.map((one) => one.title)))] : []
}

const repeated: Check = ({ content }) => {
  const seen = Map.groupBy(content.entries, (one) => one.title.toLowerCase())
  const twice = [...seen.values()].filter((list) => list.length > 1)
  return twice.length > 0 ? [warns('news-twice', titles(twice.map(([one]) => one?.title ?? '')))] : []
}

const shown = ({ news }: CheckedNews) => [
  ...news.lines.filter((line) => line.chosen),
  ...(news.partner ? [news.partner] : []),
]

const credits: Check = (issue) => {
  const without = shown(issue).filter(({ now }) => now.picture && !now.picture.credit)
  return without.length > 0 ? [warns('news-credit', titles(without.map(({ now }) => now.title)))] : []
}

const alternatives: Check = (issue) => {
  const silent = shown(issue).filter(({ now }) => now.picture?.credit && !now.picture.alt)
  return silent.length > 0 ? [warns('news-alt', titles(silent.map(({ now }) => now.title)))] : []
}

const picturesThere: Check = ({ pictures: { failed, notTried, most } }) => [
  ...failed.map(({ url, problem }) => warns(problem, { url })),
  ...(notTried > 0 ? [warns('news-pictures-many', { count: notTried, most })] : []),
]

const datesOver: Check = ({ news, content }) => {
  const over = news.dates.filter((line) => !line.hidden && !content.dates.some((one) => one.id === line.now.id))
  return over.length > 0 ? [warns('news-date-over', titles(over.map(({ now }) => now.title)))] : []
}

const correctionsAgree: Check = ({ news }) => {
  const disagreeing = news.lines.filter((line) => line.chosen && line.conflicts.length > 0)
  const lost = news.orphans.map(({ corrections, target }) => {
    const title = corrections.find(({ field }) => field === 'title')?.value
    return typeof title === 'string' ? title : target.title
  })
  return [
    ...(disagreeing.length > 0 ? [warns('news-conflict', titles(disagreeing.map(({ now }) => now.title)))] : []),
    ...(lost.length > 0 ? [warns('news-orphan', titles(lost))] : []),
  ]
}

const linksAlive: Check = ({ deadLinks }) => deadLinks.map((url) => warns('dead-link', { url: readableUrl(url) }))

/** Every check, in the order in which staff read the findings. */
const checks: readonly Check[] = [
  blogsRead,
  somethingNew,
  wholeMonth,
  correctionsAgree,
  repeated,
  texts,
  datesOver,
  linksAlive,
  credits,
  alternatives,
  picturesThere,
  ({ mailBytes }) => mailFits(mailBytes),
]

/** What stands in the way of an issue of monthly news (blocks), then what staff should know (warns). */
export const checkNews = (issue: CheckedNews): RawFinding[] => inRank(checks.flatMap((check) => check(issue)))
