import { type CheckedIssue, checkIssue } from '../../src/compose/checks.js'
import { allConflicts, correctWeek } from '../../src/compose/corrections/correct-week.js'
import { composeWeeklyIssue } from '../../src/compose/weekly-issue.js'
import {
  type Agenda,
  type Corrections,
  shiftWeek,
  type Week,
  type WeeklyContent,
  weekName,
} from '../../src/domain/index.js'
import type { IssueSource, NewIssue } from '../../src/store/issues.js'
import type { Newsroom, RenderedMail } from './context.js'
import { finishIssue } from './finish-issue.js'
import { issueLinks } from './issue-links.js'
import { publicationSettings } from './publication-settings.js'

/** What an issue is made of: what the article says, and what staff corrected. */
export interface IssueParts {
  publication: string
  week: Week
  agenda: Agenda
  source: { article: NonNullable<IssueSource['article']>; publishedAt: string | null }
  corrections: Corrections
  deadLinks(content: WeeklyContent): Promise<string[]>
  /** Told of the mail before the paper is printed. */
  early?(mail: RenderedMail): void
}

/** Corrects, composes, renders and checks an issue; nothing is read from the blog, nothing is stored. */
export async function composeIssue(
  context: Newsroom,
  { publication, week, agenda, source, corrections, deadLinks: checkLinks, early }: IssueParts,
): Promise<NewIssue> {
  const before = await context.stored.content(publication, weekName(shiftWeek(week, -1)))
  const previous = before?.kind === 'weekly-agenda' ? before : null
  const corrected = correctWeek(agenda, corrections.list)
  const period = weekName(week)
  const image = corrected.agenda.image
  // One without a credit may not be shown; one that cannot be had holds nothing up: the issue leaves without, and says so.
  const asked = image?.credit ? await context.picture({ publication, period }, image.url) : null
  const picture = typeof asked === 'string' ? null : asked
  const content = composeWeeklyIssue({
    publication: { id: publication, title: publicationSettings(context, publication).title },
    language: context.office.language,
    article: source.article,
    agenda: corrected.agenda,
    picture: picture?.name ?? null,
    days: corrected.days,
    previous,
  })
  const [rendered, deadLinks] = await Promise.all([
    context.render(content, issueLinks(context.publicUrl, publication, period), early),
    checkLinks(content),
  ])
  const checked: CheckedIssue = {
    week,
    agenda: corrected.agenda,
    content,
    previous,
    publishedAt: source.publishedAt,
    now: context.clock.now(),
    deadLinks,
    pictureProblem: typeof asked === 'string' ? asked : null,
    corrected: {
      conflicts: [...new Set(allConflicts(corrected).map(({ correction }) => correction.target.title))],
      orphans: corrected.orphans.map(({ target }) => target.title),
    },
    mailBytes: rendered.mailBytes,
    poster: rendered.poster ?? { pages: 1, shrunk: false, cut: [] },
  }
  return await finishIssue(context, {
    publication,
    period,
    content,
    agenda,
    source: { ...source, deadLinks },
    corrections: corrections.version,
    findings: checkIssue(checked),
    pictures: picture ? [picture] : [],
    rendered,
  })
}
