import type { Context } from 'hono'
import { type Choice, type Correcting, correctNewsIssue } from '../../../../jobs/steps/correct.js'
import type { CorrectedNews } from '../../../compose/news/correct-news.js'
import type { DeskEnv } from '../desk.js'
import { note } from '../guards.js'
import { newsChangeInWords } from './change-words.js'
import type { Stale } from '../issue/answer.js'
import { type IssueOnDesk, issueOnDesk } from '../issue/issue-on-desk.js'

export interface NewsOnDesk {
  onDesk: IssueOnDesk
  news: CorrectedNews
}

/** The issue of monthly news that an address names; null where it names none. */
export async function newsNamed(c: Context<DeskEnv>): Promise<NewsOnDesk | null> {
  const onDesk = await issueOnDesk(c)
  return onDesk?.news ? { onDesk, news: onDesk.news } : null
}

/** Corrects the news in the name of whoever sits at the desk, and writes down that they did. */
export async function notedNews(
  c: Context<DeskEnv>,
  { issue }: IssueOnDesk,
  choose: (news: CorrectedNews) => Choice<Stale>,
): Promise<Correcting<Stale>> {
  const desk = c.get('desk')
  let what = ''
  const outcome = await correctNewsIssue(desk.context, issue.id, desk.staff.name, (news) => {
    const choice = choose(news)
    if ('change' in choice) what = newsChangeInWords(desk, news, choice.change)
    return choice
  })
  const words = [issue.subject, what].filter(Boolean).join(' – ')
  if (outcome.state === 'done') await note(desk, 'corrected', `issue/${issue.id}`, words)
  return outcome
}
