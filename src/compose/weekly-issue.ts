import { type Agenda, type Article, type IssueContent, type IssueDay, weekName } from '../domain/index.js'
import { changesSince } from './changes.js'
import { orderDays } from './order.js'

export interface WeeklyIssueParts {
  publication: { id: string; title: string }
  language: string
  article: Pick<Article, 'title' | 'url'>
  agenda: Agenda
  /** The days in an order of staff's own; by hour otherwise. */
  days?: IssueDay[]
  /** Last week's issue, when there was one. */
  previous: IssueContent | null
}

/** Lays a week's agenda out as an issue: day by day, what runs all week apart, and what changed. */
export function composeWeeklyIssue({
  publication,
  language,
  article,
  agenda,
  days = orderDays(agenda.occurrences),
  previous,
}: WeeklyIssueParts): IssueContent {
  return {
    publication,
    period: weekName(agenda.week),
    week: agenda.week,
    language,
    article: { title: article.title, url: article.url },
    intro: agenda.intro,
    // An image without a credit is left out: nobody may print it.
    image: agenda.image?.credit ? agenda.image : null,
    days,
    ongoing: agenda.ongoing,
    changes: changesSince(previous, days, agenda.ongoing),
    nextWeek: agenda.nextWeek,
    toComplete: agenda.toComplete,
    warnings: agenda.warnings,
  }
}
