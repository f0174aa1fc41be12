import { monthNamed, weekNamed } from '../../src/domain/index.js'
import { isSettled, type NewIssue, type StoredIssue } from '../../src/store/issues.js'
import { composeIssue } from './compose-issue.js'
import { composeNews } from './compose-news.js'
import type { JobContext, RenderedMail } from './context.js'
import { monthlyIn } from './monthly-calendar.js'
import { publicationSettings } from './publication-settings.js'

/** Corrections made while an issue is composed make it be composed again; nobody types that fast for that long. */
const mostTries = 20

type Early = (mail: RenderedMail, version: number) => void

/**
 * Composes an issue again, from what its sources said last, until it holds every correction; at once where it does. What
 * they say may change meanwhile: then that is taken. `early` is told of each mail before the paper is printed.
 */
export async function settleIssue(context: JobContext, issueId: string, early?: Early): Promise<StoredIssue | null> {
  const { store } = context
  for (let tries = 0; tries < mostTries; tries++) {
    const issue = await store.issues.byId(issueId)
    if (!issue || isSettled(issue) || issue.state === 'sent') return issue
    const composed = await composeAgain(context, issue, early)
    if (!composed) return issue
    await store.transaction(async (rows) => {
      if ((await rows.issues.byId(issueId))?.revision === issue.revision) await rows.issues.save(composed)
    })
  }
  throw new Error(`the corrections of issue ${issueId} do not come to rest`)
}

/** The issue with the corrections of this moment; null where there is nothing to correct. */
async function composeAgain(context: JobContext, issue: StoredIssue, early?: Early): Promise<NewIssue | null> {
  const { publication, period, agenda, news, content, source } = issue
  const corrections = await context.store.issues.corrections(issue.id)
  const common = {
    publication,
    corrections,
    // Links are followed when the sources are read; those of a correction, then.
    deadLinks: async (now: object) => (source?.deadLinks ?? []).filter((url) => JSON.stringify(now).includes(url)),
    early: (mail: RenderedMail) => early?.(mail, corrections.version),
  }
  if (agenda) {
    const article = source?.article ?? (content?.kind === 'weekly-agenda' ? content.article : null)
    return await composeIssue(context, {
      ...common,
      week: weekNamed(period) ?? agenda.week,
      agenda,
      source: { article: article ?? { title: '', url: null }, publishedAt: source?.publishedAt ?? null },
    })
  }
  const settings = publicationSettings(context, publication)
  const month = monthNamed(period)
  if (!news || !month || settings.kind !== 'monthly-news') return null
  const plan = monthlyIn(month, publication, settings, context.office)
  return await composeNews(context, {
    ...common,
    settings,
    plan,
    reading: news,
    failed: source?.failedPictures ?? [],
  })
}
