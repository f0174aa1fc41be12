import type { Context } from 'hono'
import { remembered } from '../../../base/remembered.js'
import { type CorrectedWeek, correctWeek, linesOf } from '../../../compose/corrections/correct-week.js'
import { toldSinceApproval } from '../../../../jobs/steps/blog-since-approval.js'
import { newsOnDesk } from '../../../../jobs/steps/correct.js'
import type { CorrectedNews } from '../../../compose/news/correct-news.js'
import type { Agenda, Correction, EventLine } from '../../../domain/index.js'
import type { StoredIssue } from '../../../store/issues.js'
import type { DeskEnv } from '../desk.js'

/** An issue as staff work on it. */
export interface IssueOnDesk {
  issue: StoredIssue
  /** Null while there is no article to correct, and for monthly news. */
  week: CorrectedWeek | null
  /** Null for a weekly agenda. */
  news: CorrectedNews | null
  /** How many things the blog tells otherwise since the issue was approved. */
  toldSince: number
  /** Where its screens are. */
  base: string
  /** Whether whoever looks may change it. */
  open: boolean
}

export const issuesPath = '/console/numeros'

/** An issue is looked at again and again between two corrections. */
const correctedLately = remembered((told) => {
  const [agenda, corrections] = JSON.parse(told) as [Agenda, Correction[]]
  return correctWeek(agenda, corrections)
}, 20)

/** The issue that an address names; null where there is none. */
export async function issueOnDesk(c: Context<DeskEnv>): Promise<IssueOnDesk | null> {
  const { context, may } = c.get('desk')
  const issue = await context.store.issues.byId(c.req.param('id') ?? '')
  if (!issue) return null
  const { list } = await context.store.issues.corrections(issue.id)
  return {
    issue,
    week: issue.agenda && correctedLately(JSON.stringify([issue.agenda, list])),
    news: newsOnDesk(context, issue, list),
    toldSince: (await toldSinceApproval(context.store.issues, issue)).length,
    base: `${issuesPath}/${issue.id}`,
    open: issue.state !== 'sent' && may('editor'),
  }
}

/** The line that an address names. */
export const lineNamed = (week: CorrectedWeek, ref: string): EventLine | null =>
  linesOf(week).find((line) => line.ref === ref) ?? null

/** Whether a part of a screen is asked for, rather than a screen. */
export const asksPart = (c: Context): boolean => c.req.header('hx-request') === 'true'
