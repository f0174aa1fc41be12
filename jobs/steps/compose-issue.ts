import { createHash } from 'node:crypto'
import { type CheckedIssue, checkIssue } from '../../src/compose/checks.js'
import { allConflicts, correctWeek } from '../../src/compose/corrections/correct-week.js'
import { composeWeeklyIssue } from '../../src/compose/weekly-issue.js'
import {
  type Agenda,
  type CheckFinding,
  type Corrections,
  type IssueContent,
  shiftWeek,
  type Week,
  weekName,
} from '../../src/domain/index.js'
import type { IssueSource, NewIssue } from '../../src/store/issues.js'
import type { IssueLinks, Newsroom, RenderedMail } from './context.js'
import { messageOfIssue, translationFile } from './issue-message.js'
import { publicationSettings } from './publication-settings.js'
import { sampleMessage } from './sample-message.js'
import { sayFinding } from './words.js'

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

/** What an issue is made of: what the article says, and what staff corrected. */
export interface IssueParts {
  publication: string
  week: Week
  agenda: Agenda
  source: Omit<IssueSource, 'deadLinks'>
  corrections: Corrections
  deadLinks(content: IssueContent): Promise<string[]>
  /** Told of the mail before the paper is printed. */
  early?(mail: RenderedMail): void
}

/** Corrects, composes, renders and checks an issue; nothing is read from the blog, nothing is stored. */
export async function composeIssue(
  context: Newsroom,
  { publication, week, agenda, source, corrections, deadLinks: checkLinks, early }: IssueParts,
): Promise<NewIssue> {
  const previous = await context.storedContent(publication, shiftWeek(week, -1))
  const corrected = correctWeek(agenda, corrections.list)
  const period = weekName(week)
  const image = corrected.agenda.image
  // One without a credit may not be shown; one that cannot be had holds nothing up: the issue leaves without, and says so.
  const asked = image?.credit ? await context.picture({ publication, period }, image.url) : null
  const picture = typeof asked === 'string' ? null : asked
  const content = composeWeeklyIssue({
    publication: { id: publication, title: publicationSettings(context, publication).title },
    language: context.office.language,
    article: source.article,
    agenda: corrected.agenda,
    picture: picture?.name ?? null,
    days: corrected.days,
    previous,
  })
  const [rendered, deadLinks] = await Promise.all([
    context.render(content, issueLinks(context.publicUrl, publication, period), early),
    checkLinks(content),
  ])
  const checked: CheckedIssue = {
    week,
    agenda: corrected.agenda,
    content,
    previous,
    publishedAt: source.publishedAt,
    now: context.clock.now(),
    deadLinks,
    pictureProblem: typeof asked === 'string' ? asked : null,
    corrected: {
      conflicts: [...new Set(allConflicts(corrected).map(({ correction }) => correction.target.title))],
      orphans: corrected.orphans.map(({ target }) => target.title),
    },
    mailBytes: rendered.mailBytes,
    poster: rendered.poster,
  }
  const findings = checkIssue(checked).map((finding) => sayFinding(context.texts, finding))
  const blocked = findings.some((finding) => finding.level === 'blocks')
  const files = [
    { name: 'mail.html', contentType: 'text/html; charset=utf-8', body: Buffer.from(rendered.html) },
    { name: 'mail.txt', contentType: 'text/plain; charset=utf-8', body: Buffer.from(rendered.text) },
    ...rendered.files,
    ...(picture ? [picture] : []),
    ...(rendered.translations ?? []).map(translationFile),
  ]
  const message = messageOfIssue(context, { publication, period, subject: rendered.subject }, rendered)
  return {
    publication,
    period,
    state: blocked ? 'held' : 'composed',
    stateReason: blocked ? 'checks' : null,
    content,
    agenda,
    source: { ...source, deadLinks },
    corrections: corrections.version,
    findings,
    fingerprint: fingerprint(content, findings),
    subject: rendered.subject,
    files: [...files, await sampleMessage(context, message, files)],
  }
}

function fingerprint(content: IssueContent, findings: CheckFinding[]): string {
  return createHash('sha256')
    .update(JSON.stringify([content, findings]))
    .digest('hex')
}
