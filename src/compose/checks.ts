import { readableUrl } from '../base/readable-url.js'
import type { Agenda, PictureProblem, Week, WeeklyContent } from '../domain/index.js'
import { blocks, inRank, mailFits, type RawFinding, titles, warns } from './findings.js'

export { mailLimitBytes, type RawFinding } from './findings.js'

/** What the checks look at once an issue is composed and rendered. */
export interface CheckedIssue {
  /** The week that the issue must be about. */
  week: Week
  agenda: Agenda
  content: WeeklyContent
  previous: WeeklyContent | null
  publishedAt: string | null
  now: Temporal.Instant
  deadLinks: readonly string[]
  /** Titles of what staff corrected and the article tells otherwise by now, or no longer tells. */
  corrected?: { conflicts: readonly string[]; orphans: readonly string[] }
  /** Why the article's picture is left out, when it is. */
  pictureProblem?: PictureProblem | null
  mailBytes: number
  /** `cut`: the beginnings of texts too long for paper. */
  poster: { pages: number; shrunk: boolean; cut: readonly string[] }
}

type Check = (issue: CheckedIssue) => RawFinding[]

const count = (content: WeeklyContent) => content.days.reduce((sum, day) => sum + day.occurrences.length, 0)

const rightWeek: Check = ({ agenda, week }) =>
  agenda.week.from === week.from ? [] : [blocks('article-stale', { from: agenda.week.from, to: agenda.week.to })]

const oldArticle: Check = ({ publishedAt, now }) => {
  if (!publishedAt) return []
  const days = Math.floor(now.since(Temporal.Instant.from(publishedAt)).total('hours') / 24)
  return days > 12 ? [warns('article-old', { days })] : []
}

const fullWeek: Check = ({ content, previous }) => {
  const now = count(content)
  if (now === 0) return [blocks('week-empty')]
  const before = previous ? count(previous) : 0
  return now < before / 2 ? [blocks('week-half', { now, before })] : []
}

const sameAsLastWeek: Check = ({ content, previous }) => {
  if (!previous) return []
  const key = (issue: WeeklyContent) =>
    new Set(issue.days.flatMap((day) => day.occurrences.map((one) => `${one.title}|${one.commune}|${one.start}`)))
  const [now, before] = [key(content), key(previous)]
  const shared = now.intersection(before).size
  return now.size >= 5 && shared / now.size > 0.9 ? [blocks('week-repeated', { shared, count: now.size })] : []
}

const datesInWeek: Check = ({ agenda, week }) => {
  const outside = agenda.occurrences.filter((one) => one.date < week.from || one.date > week.to)
  return outside.length > 0 && outside.length < agenda.occurrences.length
    ? [warns('outside-week', titles(outside.map((one) => one.title)))]
    : []
}

const placesKnown: Check = ({ agenda }) => {
  const without = agenda.occurrences.filter((one) => !one.commune && one.status !== 'cancelled')
  return without.length > 0 ? [warns('no-place', titles([...new Set(without.map((one) => one.title))]))] : []
}

const everythingRead: Check = ({ agenda }) =>
  agenda.toComplete.length > 0 ? [warns('to-complete', titles(agenda.toComplete.map((one) => one.text)))] : []

const articleWarnings: Check = ({ agenda }) =>
  agenda.warnings.map((warning) => warns('article-says', { text: warning.text }))

const correctionsAgree: Check = ({ corrected }) => [
  ...(corrected?.conflicts.length ? [warns('correction-conflict', titles(corrected.conflicts))] : []),
  ...(corrected?.orphans.length ? [warns('correction-orphan', titles(corrected.orphans))] : []),
]

const linksAlive: Check = ({ deadLinks }) => deadLinks.map((url) => warns('dead-link', { url: readableUrl(url) }))

const imageUsable: Check = ({ agenda, pictureProblem }) => {
  if (!agenda.image) return []
  const findings: RawFinding[] = []
  if (!agenda.image.alt) findings.push(warns('image-alt'))
  if (!agenda.image.credit) findings.push(warns('image-credit'))
  if (pictureProblem) findings.push(warns(pictureProblem, { url: agenda.image.url }))
  return findings
}

const posterFits: Check = ({ poster }) => {
  if (poster.pages > 1) return [warns('poster-pages', { pages: poster.pages })]
  return poster.shrunk ? [warns('poster-shrunk')] : []
}

const nothingCut: Check = ({ poster }) => (poster.cut.length > 0 ? [warns('paper-cut', titles(poster.cut))] : [])

/** Every check, in the order in which staff read the findings. */
const checks: readonly Check[] = [
  rightWeek,
  fullWeek,
  sameAsLastWeek,
  oldArticle,
  articleWarnings,
  datesInWeek,
  correctionsAgree,
  everythingRead,
  placesKnown,
  linksAlive,
  imageUsable,
  ({ mailBytes }) => mailFits(mailBytes),
  posterFits,
  nothingCut,
]

/** What stands in the way of an issue (blocks), then what staff should know (warns). */
export function checkIssue(issue: CheckedIssue): RawFinding[] {
  return inRank(checks.flatMap((check) => check(issue)))
}
