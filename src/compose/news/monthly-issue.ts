import {
  type FoundPicture,
  type MonthlyContent,
  type NewsEntry,
  type NewsReading,
  type PrintedEntry,
  readPictureName,
} from '../../domain/index.js'
import type { CorrectedNews } from './correct-news.js'

export interface MonthlyIssueParts {
  publication: { id: string; title: string }
  period: string
  language: string
  /** ISO date on which it leaves: what is over by then is no date to remember. */
  sendDate: string
  news: CorrectedNews
  /** The names of the pictures that we have, by where they were found. */
  pictures: ReadonlyMap<string, string>
}

/** Lays the news of a month out as an issue: what staff chose, in their order, without what may not be shown. */
export function composeMonthlyIssue(parts: MonthlyIssueParts): MonthlyContent {
  const { publication, period, language, sendDate, news, pictures } = parts
  const entry = (one: NewsEntry): PrintedEntry => ({ ...one, picture: shownPicture(one, pictures) })
  return {
    kind: 'monthly-news',
    publication,
    period,
    language,
    intro: news.intro.now,
    entries: news.lines.filter((line) => line.chosen).map((line) => entry(line.now)),
    partner: news.partner && entry(news.partner.now),
    dates: news.dates
      .filter((line) => !line.hidden && (line.now.until ?? line.now.date) >= sendDate)
      .map((line) => line.now),
  }
}

/** Nobody may print a picture that credits nobody, and none is shown that is not ours to serve. */
function shownPicture({ picture }: NewsEntry, pictures: MonthlyIssueParts['pictures']): PrintedEntry['picture'] {
  const file = picture && pictures.get(picture.url)
  const size = readPictureName(file ?? '')
  return picture?.credit && file && size ? { ...picture, file, width: size.width, height: size.height } : null
}

/** Where the pictures are that an issue may show, in the order in which it shows them. */
export function picturesOf(news: CorrectedNews): string[] {
  const shown = [...news.lines.filter((line) => line.chosen), ...(news.partner ? [news.partner] : [])]
  const found = shown.map(({ now }) => now.picture).filter((one): one is FoundPicture => !!one?.credit)
  return [...new Set(found.map(({ url }) => url))]
}

/** Whether there is nothing to tell that earlier issues did not tell: dates of theirs that are still to come are no news. */
export const isNothingNew = ({ entries, dates, partner }: MonthlyContent, { dates: told }: NewsReading): boolean =>
  entries.length === 0 && partner === null && dates.every(({ id }) => told.some((one) => one.id === id))
