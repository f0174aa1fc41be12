import { createHash } from 'node:crypto'
import { reasonOf } from '../../src/base/reason-of.js'
import type { RawFinding } from '../../src/compose/findings.js'
import { type Agenda, type Article, type Week, weekName } from '../../src/domain/index.js'
import type { WeeklyAgendaSettings } from '../../src/domain/settings/publications.js'
import type { NewIssue } from '../../src/store/issues.js'
import type { NewRawCopy } from '../../src/store/raw-copies.js'
import { composeIssue } from './compose-issue.js'
import type { Newsroom } from './context.js'
import type { PreparedIssue } from './prepare-issue.js'
import { sayFinding } from './words.js'

/** What the feed says of a week at this moment, or the finding that says why it says nothing. */
export async function readWeek(
  context: Newsroom,
  settings: WeeklyAgendaSettings,
  week: Week,
): Promise<{ raw: NewRawCopy[] } & ({ article: Article; agenda: Agenda } | { nothing: RawFinding })> {
  const collected = await context.collect(settings.feed).catch((error: unknown) => reasonOf(error))
  if (typeof collected === 'string') {
    const values = { feed: settings.feed, cause: collected }
    return { raw: [], nothing: { code: 'feed-failed', level: 'blocks', values } }
  }
  const { raw, articles } = collected
  const choice = context.choose(articles, settings, week)
  if (choice.kind !== 'found') return { raw, nothing: notFound(choice, settings, week) }
  return { raw, article: choice.article, agenda: context.read(choice.article, week) }
}

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
  const said = await readWeek(context, settings, week)
  if ('nothing' in said)
    return { issue: await emptyIssue(context, publication, settings, week, said.nothing), raw: said.raw }
  const { title, url, modifiedAt, publishedAt } = said.article
  const issue = await composeIssue(context, {
    publication,
    week,
    agenda: said.agenda,
    source: { article: { title, url }, publishedAt: modifiedAt ?? publishedAt },
    corrections: await context.stored.corrections(publication, weekName(week)),
    deadLinks: (content) => context.deadLinks(content),
  })
  return { issue, raw: said.raw }
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
