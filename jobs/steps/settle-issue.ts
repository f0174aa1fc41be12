import { weekNamed } from '../../src/domain/index.js'
import { isSettled, type StoredIssue } from '../../src/store/issues.js'
import { composeIssue } from './compose-issue.js'
import type { JobContext, RenderedMail } from './context.js'

/** Corrections made while an issue is composed make it be composed again; nobody types that fast for that long. */
const mostTries = 20

/**
 * Composes an issue again, from what its article said last, until it holds every correction; at once where it does. What
 * the article says may change meanwhile: then that is taken. `early` is told of each mail before the paper is printed.
 */
export async function settleIssue(
  context: JobContext,
  issueId: string,
  early?: (mail: RenderedMail, version: number) => void,
): Promise<StoredIssue | null> {
  const { store } = context
  for (let tries = 0; tries < mostTries; tries++) {
    const issue = await store.issues.byId(issueId)
    if (!issue?.agenda || isSettled(issue) || issue.state === 'sent') return issue
    const { agenda, content, source } = issue
    const corrections = await store.issues.corrections(issueId)
    const composed = await composeIssue(context, {
      publication: issue.publication,
      week: weekNamed(issue.period) ?? agenda.week,
      agenda,
      source: source ?? { article: content?.article ?? { title: '', url: null }, publishedAt: null },
      corrections,
      // Links are followed when the article is read; those of a correction, then.
      deadLinks: async (now) => (source?.deadLinks ?? []).filter((url) => JSON.stringify(now).includes(url)),
      early: (mail) => early?.(mail, corrections.version),
    })
    await store.transaction(async (rows) => {
      if ((await rows.issues.byId(issueId))?.revision === issue.revision) await rows.issues.save(composed)
    })
  }
  throw new Error(`the corrections of issue ${issueId} do not come to rest`)
}
