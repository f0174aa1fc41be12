import { type CorrectedWeek, correctWeek } from '../../src/compose/corrections/correct-week.js'
import { type CorrectionChange, isEmpty } from '../../src/compose/corrections/edit.js'
import { targetKey } from '../../src/compose/corrections/target.js'
import { type CorrectedNews, correctNews } from '../../src/compose/news/correct-news.js'
import type { Correction } from '../../src/domain/index.js'
import type { StoredIssue } from '../../src/store/issues.js'
import type { JobContext } from './context.js'
import { publicationSettings } from './publication-settings.js'

/** What somebody wants of an issue, or why it is refused once it is looked at as it stands. */
export type Choice<R> = { change: CorrectionChange } | { refused: R }

/** How a correction ended. `reopened`: the issue was approved, and waits for approval again. */
export type Correcting<R> =
  { state: 'done'; reopened: boolean } | { state: 'nothing' | 'sent' | 'empty' } | { state: 'refused'; refused: R }

/**
 * Corrects a weekly issue. `choose` sees it as it stands, in turn with others who correct it: it compares that with what
 * was on the screen, so that nobody's change is overwritten unseen. What follows is rendered by `settleIssue`.
 */
export const correctIssue = <R = never>(
  context: JobContext,
  issueId: string,
  who: string,
  choose: (week: CorrectedWeek) => Choice<R>,
): Promise<Correcting<R>> =>
  inTurn(context, issueId, who, ({ agenda }, list) => (agenda ? choose(correctWeek(agenda, list)) : null))

/** The same of an issue of monthly news. */
export const correctNewsIssue = <R = never>(
  context: JobContext,
  issueId: string,
  who: string,
  choose: (news: CorrectedNews) => Choice<R>,
): Promise<Correcting<R>> =>
  inTurn(context, issueId, who, (issue, list) => {
    const news = newsOnDesk(context, issue, list)
    return news && choose(news)
  })

/** The news of an issue as staff corrected them; null for an issue of another kind. */
export function newsOnDesk(
  context: JobContext,
  { news, publication }: StoredIssue,
  list: readonly Correction[],
): CorrectedNews | null {
  if (!news) return null
  const settings = publicationSettings(context, publication)
  return correctNews(news, list, settings.kind === 'monthly-news' ? settings.most : 0)
}

async function inTurn<R>(
  { store }: JobContext,
  issueId: string,
  who: string,
  choose: (issue: StoredIssue, list: readonly Correction[]) => Choice<R> | null,
): Promise<Correcting<R>> {
  return await store.inTurn(`correct/${issueId}`, async ({ issues }): Promise<Correcting<R>> => {
    const issue = await issues.byId(issueId)
    if (issue?.state === 'sent') return { state: 'sent' }
    const choice = issue && choose(issue, (await issues.corrections(issueId)).list)
    if (!issue || !choice) return { state: 'empty' }
    if ('refused' in choice) return { state: 'refused', refused: choice.refused }
    const { put, drop } = choice.change
    if (isEmpty(choice.change)) return { state: 'nothing' }
    const keyed = {
      put: put.map((one) => ({ ...one, key: targetKey(one.target) })),
      drop: drop.map((one) => ({ ...one, key: targetKey(one.target) })),
    }
    if (!(await issues.correct(issueId, who, keyed))) return { state: 'sent' }
    await issues.note(issueId, who, 'corrected')
    return { state: 'done', reopened: issue.state === 'approved' }
  })
}
