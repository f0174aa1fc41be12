import type { JobContext, RenderedMail } from './context.js'
import { settleIssue } from './settle-issue.js'

/** What a desk shows of an issue that is being composed again. */
export interface Progress {
  /** The version of the corrections that the mail shown holds; the paper comes after it. */
  mail: number
  paper: number
  revision: number
}

export interface Redrawing {
  /** Composes an issue again until it holds every correction. One at a time for each issue: the last word wins. */
  settle(issueId: string): Promise<void>
  /** The mail of corrections whose paper is not printed yet. */
  draft(issueId: string): RenderedMail | null
  /** How far an issue is, as soon as that differs from `seen`, or after a while. */
  progress(issueId: string, seen: Pick<Progress, 'mail' | 'paper'>): Promise<Progress | null>
}

/** How long a browser waits for news before it asks again, and how often the rows are looked at meanwhile. */
const patienceMs = 20_000
const lookMs = 150

/** Renders what staff correct while they look on. */
export function openRedrawing(context: JobContext): Redrawing {
  const running = new Map<string, Promise<void>>()
  const drafts = new Map<string, { version: number; mail: RenderedMail }>()

  async function run(issueId: string): Promise<void> {
    try {
      await settleIssue(context, issueId, (mail, version) => {
        drafts.set(issueId, { version, mail })
        context.changes.made()
        // Whoever corrects one line corrects another.
        context.getReady()
      })
    } catch (error) {
      context.log.error({ err: error, issue: issueId }, 'the corrected issue could not be rendered')
    } finally {
      drafts.delete(issueId)
      running.delete(issueId)
      context.changes.made()
    }
  }

  async function now(issueId: string): Promise<Progress | null> {
    const issue = await context.store.issues.byId(issueId)
    if (!issue) return null
    const mail = drafts.get(issueId)?.version ?? issue.rendered
    return { mail, paper: issue.rendered, revision: issue.revision }
  }

  return {
    async settle(issueId) {
      // One that runs may have looked for corrections for the last time: whoever waits for it looks once more.
      await running.get(issueId)
      const next = running.get(issueId) ?? run(issueId)
      running.set(issueId, next)
      await next
    },
    draft: (issueId) => drafts.get(issueId)?.mail ?? null,
    async progress(issueId, seen) {
      const end = Date.now() + patienceMs
      for (;;) {
        const progress = await now(issueId)
        const news = progress && (progress.mail > seen.mail || progress.paper > seen.paper)
        // Whoever is told of news looks at it next.
        if (news) context.changes.made()
        if (!progress || news || Date.now() > end || context.stopping()) return progress
        await new Promise((resolve) => void setTimeout(resolve, lookMs).unref())
      }
    },
  }
}
