import { createHash } from 'node:crypto'
import type { RawFinding } from '../../src/compose/findings.js'
import { type Article, type Week, weekName } from '../../src/domain/index.js'
import type { WeeklyAgendaSettings } from '../../src/domain/settings/publications.js'
import type { NewIssue } from '../../src/store/issues.js'
import type { NewRawCopy } from '../../src/store/raw-copies.js'
import { composeIssue } from './compose-issue.js'
import type { Newsroom } from './context.js'
import type { PreparedIssue } from './prepare-issue.js'
import { sayFinding } from './words.js'

/**
 * Collects, chooses, reads, corrects, composes, renders and checks. What stands in the way is a finding that blocks, never an
 * exception: a feed that is down or an article that is missing give an issue without content, to be held.
 */
export async function prepareWeeklyIssue(
  context: Newsroom,
  publication: string,
  settings: WeeklyAgendaSettings,
  week: Week,
): Promise<PreparedIssue> {
  const raw: NewRawCopy[] = []

  let articles: Article[]
  try {
    const collected = await context.collect(settings.feed)
    raw.push(...collected.raw)
    articles = collected.articles
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return {
      issue: await emptyIssue(context, publication, settings, week, {
        code: 'feed-failed',
        level: 'blocks',
        values: { feed: settings.feed, cause },
      }),
      raw,
    }
  }

  const choice = context.choose(articles, settings, week)
  if (choice.kind !== 'found') {
    return { issue: await emptyIssue(context, publication, settings, week, notFound(choice, settings, week)), raw }
  }

  const { title, url, modifiedAt, publishedAt } = choice.article
  const issue = await composeIssue(context, {
    publication,
    week,
    agenda: context.read(choice.article, week),
    source: { article: { title, url }, publishedAt: modifiedAt ?? publishedAt },
    corrections: await context.stored.corrections(publication, weekName(week)),
    deadLinks: (content) => context.deadLinks(content),
  })
  return { issue, raw }
}

function notFound(
  choice: { kind: 'missing'; others: Article[] } | { kind: 'ambiguous'; candidates: Article[] },
  settings: WeeklyAgendaSettings,
  week: Week,
): RawFinding {
  const list = (articles: Article[]) =>
    articles
      .slice(0, 3)
      .map((article) => `« ${article.title} »`)
      .join(', ')
  const values = { wanted: settings.article.title, feed: settings.feed, from: week.from, to: week.to }
  return choice.kind === 'missing'
    ? {
        code: 'article-missing',
        level: 'blocks',
        values: { ...values, others: list(choice.others), count: choice.others.length },
      }
    : { code: 'article-ambiguous', level: 'blocks', values: { ...values, candidates: list(choice.candidates) } }
}

async function emptyIssue(
  context: Newsroom,
  publication: string,
  { title }: WeeklyAgendaSettings,
  week: Week,
  finding: RawFinding,
): Promise<NewIssue> {
  const said = sayFinding(context.texts, finding)
  return {
    publication,
    period: weekName(week),
    state: 'held',
    stateReason: 'checks',
    content: null,
    agenda: null,
    corrections: (await context.stored.corrections(publication, weekName(week))).version,
    findings: [said],
    fingerprint: createHash('sha256').update(finding.code).digest('hex'),
    subject: title,
    files: [],
  }
}
