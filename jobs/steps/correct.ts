import { type CorrectedWeek, correctWeek } from '../../src/compose/corrections/correct-week.js'
import { type CorrectionChange, isEmpty } from '../../src/compose/corrections/edit.js'
import { targetKey } from '../../src/compose/corrections/target.js'
import type { JobContext } from './context.js'

/** What somebody wants of a week, or why it is refused once the week is looked at as it stands. */
export type Choice<R> = { change: CorrectionChange } | { refused: R }

/** How a correction ended. `reopened`: the issue was approved, and waits for approval again. */
export type Correcting<R> =
  { state: 'done'; reopened: boolean } | { state: 'nothing' | 'sent' | 'empty' } | { state: 'refused'; refused: R }

/**
 * Corrects an issue. `choose` sees it as it stands, in turn with others who correct it: it compares that with what was on
 * the screen, so that nobody's change is overwritten unseen. What follows is rendered by `settleIssue`.
 */
export async function correctIssue<R = never>(
  { store }: JobContext,
  issueId: string,
  who: string,
  choose: (week: CorrectedWeek) => Choice<R>,
): Promise<Correcting<R>> {
  return await store.inTurn(`correct/${issueId}`, async ({ issues }): Promise<Correcting<R>> => {
    const issue = await issues.byId(issueId)
    if (issue?.state === 'sent') return { state: 'sent' }
    if (!issue?.agenda) return { state: 'empty' }
    const choice = choose(correctWeek(issue.agenda, (await issues.corrections(issueId)).list))
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
