import { createHash } from 'node:crypto'
import { type CheckedIssue, checkIssue, type RawFinding } from '../../src/compose/checks.js'
import { composeWeeklyIssue } from '../../src/compose/weekly-issue.js'
import {
  type Article,
  type CheckFinding,
  type IssueContent,
  shiftWeek,
  type Week,
  weekName,
} from '../../src/domain/index.js'
import type { PublicationSettings } from '../../src/domain/settings/publications.js'
import type { NewIssue } from '../../src/store/issues.js'
import type { NewRawCopy } from '../../src/store/raw-copies.js'
import type { IssueLinks, Newsroom } from './context.js'
import { publicationSettings } from './publication-settings.js'
import { messageOfIssue } from './issue-message.js'
import { sampleMessage } from './sample-message.js'
import { sayFinding } from './words.js'

/** An issue made from what the feed says at this moment; nothing is stored yet. */
export interface PreparedIssue {
  issue: NewIssue
  raw: NewRawCopy[]
}

/** The public addresses of an issue, as printed in it. */
export function issueLinks(publicUrl: string, publication: string, period: string): IssueLinks {
  const base = `${publicUrl}/numeros/${publication}/${period}`
  return {
    archive: `${base}/`,
    poster: `${base}/affiche.pdf`,
    booklet: `${base}/livret.pdf`,
    calendar: `${base}/agenda.ics`,
  }
}

/**
 * Collects, chooses, reads, composes, renders and checks. What stands in the way is a finding that blocks, never an
 * exception: a feed that is down or an article that is missing give an issue without content, to be held.
 */
export async function prepareWeeklyIssue(context: Newsroom, publication: string, week: Week): Promise<PreparedIssue> {
  const settings = publicationSettings(context, publication)
  const raw: NewRawCopy[] = []

  let articles: Article[]
  try {
    const collected = await context.collect(settings.feed)
    raw.push(...collected.raw)
    articles = collected.articles
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return {
      issue: emptyIssue(context, publication, week, {
        code: 'feed-failed',
        level: 'blocks',
        values: { feed: settings.feed, cause },
      }),
      raw,
    }
  }

  const choice = context.choose(articles, settings, week)
  if (choice.kind !== 'found') {
    return { issue: emptyIssue(context, publication, week, notFound(choice, settings, week)), raw }
  }

  const agenda = context.read(choice.article, week)
  const previous = await context.storedContent(publication, shiftWeek(week, -1))
  const content = composeWeeklyIssue({
    publication: { id: publication, title: settings.title },
    language: context.office.language,
    article: choice.article,
    agenda,
    previous,
  })
  const period = weekName(week)
  const [rendered, deadLinks] = await Promise.all([
    context.render(content, issueLinks(context.publicUrl, publication, period)),
    context.deadLinks(content),
  ])
  const checked: CheckedIssue = {
    week,
    agenda,
    content,
    previous,
    publishedAt: choice.article.modifiedAt ?? choice.article.publishedAt,
    now: context.clock.now(),
    deadLinks,
    mailBytes: rendered.mailBytes,
    poster: rendered.poster,
  }
  const findings = checkIssue(checked).map((finding) => sayFinding(context.texts, finding))
  const blocked = findings.some((finding) => finding.level === 'blocks')
  const files = [
    { name: 'mail.html', contentType: 'text/html; charset=utf-8', body: Buffer.from(rendered.html) },
    { name: 'mail.txt', contentType: 'text/plain; charset=utf-8', body: Buffer.from(rendered.text) },
    ...rendered.files,
  ]
  const message = messageOfIssue(context, { publication, period, subject: rendered.subject }, rendered)
  return {
    issue: {
      publication,
      period,
      state: blocked ? 'held' : 'composed',
      stateReason: blocked ? 'checks' : null,
      content,
      agenda,
      findings,
      fingerprint: fingerprint(content, findings),
      subject: rendered.subject,
      files: [...files, await sampleMessage(context, message, files)],
    },
    raw,
  }
}

function notFound(
  choice: { kind: 'missing'; others: Article[] } | { kind: 'ambiguous'; candidates: Article[] },
  settings: PublicationSettings,
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

function emptyIssue(context: Newsroom, publication: string, week: Week, finding: RawFinding): NewIssue {
  const said = sayFinding(context.texts, finding)
  return {
    publication,
    period: weekName(week),
    state: 'held',
    stateReason: 'checks',
    content: null,
    agenda: null,
    findings: [said],
    fingerprint: createHash('sha256').update(finding.code).digest('hex'),
    subject: publicationSettings(context, publication).title,
    files: [],
  }
}

function fingerprint(content: IssueContent, findings: CheckFinding[]): string {
  return createHash('sha256')
    .update(JSON.stringify([content, findings]))
    .digest('hex')
}
