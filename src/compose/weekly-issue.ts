import {
  type Agenda,
  type Article,
  type IssueDay,
  readPictureName,
  type WeeklyContent,
  weekName,
} from '../domain/index.js'
import { changesSince } from './changes.js'
import { orderDays } from './order.js'

export interface WeeklyIssueParts {
  publication: { id: string; title: string }
  language: string
  article: Pick<Article, 'title' | 'url'>
  agenda: Agenda
  /** Name of the file that its image is; null when there is none. */
  picture: string | null
  /** The days in an order of staff's own; by hour otherwise. */
  days?: IssueDay[]
  /** Last week's issue, when there was one. */
  previous: WeeklyContent | null
}

/** The image to show; none without a credit: nobody may print it. */
function issueImage({ image }: Agenda, file: string | null): WeeklyContent['image'] {
  const size = readPictureName(file ?? '')
  if (!image?.credit || file === null || !size) return null
  return { ...image, file, width: size.width, height: size.height }
}

/** Lays a week's agenda out as an issue: day by day, what runs all week apart, and what changed. */
export function composeWeeklyIssue({
  publication,
  language,
  article,
  agenda,
  picture,
  days = orderDays(agenda.occurrences),
  previous,
}: WeeklyIssueParts): WeeklyContent {
  return {
    kind: 'weekly-agenda',
    publication,
    period: weekName(agenda.week),
    week: agenda.week,
    language,
    article: { title: article.title, url: article.url },
    intro: agenda.intro,
    image: issueImage(agenda, picture),
    days,
    ongoing: agenda.ongoing,
    changes: changesSince(previous, days, agenda.ongoing),
    nextWeek: agenda.nextWeek,
    toComplete: agenda.toComplete,
    warnings: agenda.warnings,
  }
}
