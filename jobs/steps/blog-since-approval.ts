import { createHash } from 'node:crypto'
import { type ReadingChange, readingChanges } from '../../src/compose/reading-changes.js'
import { weekNamed } from '../../src/domain/index.js'
import { weekdayAndDay } from '../../src/render/dates.js'
import type { StoredIssue } from '../../src/store/issues.js'
import type { Rows } from '../../src/store/store.js'
import type { PlannedIssue } from './calendar-of-publication.js'
import type { JobContext } from './context.js'
import { alarm } from './notices.js'
import { readWeek } from './prepare-weekly-issue.js'
import { publicationSettings } from './publication-settings.js'
import { aboutWords } from './words.js'

/** What the blog tells otherwise than the week that staff approved; nothing while an issue is not approved. */
export async function toldSinceApproval(issues: Rows['issues'], issue: StoredIssue): Promise<ReadingChange[]> {
  if (issue.state !== 'approved' || !issue.agenda) return []
  const last = await issues.lastReading(issue.id)
  return last && 'occurrences' in last.said ? readingChanges(issue.agenda, last.said) : []
}

/**
 * Reads the blog once more for a week that staff approved. What they approved stays as it is; what the blog tells
 * otherwise is kept for the desk, and told to staff once: an event may have been called off.
 */
export async function compareWithBlog(context: JobContext, plan: PlannedIssue, issue: StoredIssue): Promise<void> {
  const settings = publicationSettings(context, issue.publication)
  const week = weekNamed(issue.period)
  if (settings.kind !== 'weekly-agenda' || !week) return
  const said = await readWeek(context, settings, week)
  // A blog that cannot be read, or has lost its article, says nothing against what was approved.
  if ('nothing' in said) return
  await context.store.transaction(async (rows) => {
    for (const copy of said.raw) await rows.rawCopies.keep(copy)
    const standing = await rows.issues.byId(issue.id)
    if (standing?.state !== 'approved') return
    await rows.issues.keepReading(issue.id, said.agenda)
    const changes = await toldSinceApproval(rows.issues, standing)
    if (changes.length === 0) return
    const which = createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 16)
    await alarm(context, rows, {
      key: `alarm/told-since/${plan.publication}/${plan.period}/${which}`,
      code: 'told-since',
      values: {
        publication: settings.title,
        about: aboutWords(context.texts, plan.period),
        count: changes.length,
        who: standing.decidedBy ?? '',
      },
      more: changes.slice(0, mostTold).map((change) => changeWords(context, change)),
      issueId: issue.id,
    })
  })
  context.wake()
}

/** A mail names so many changes; the desk shows them all. */
const mostTold = 10

function changeWords({ texts }: JobContext, { kind, event }: ReadingChange): string {
  const day = 'date' in event ? weekdayAndDay(event.date, texts) : ''
  const called = 'status' in event && event.status !== 'scheduled' ? event.status : kind
  return texts.t(`alarm.told-since.${called}`, { event: [event.title, event.commune, day].filter(Boolean).join(', ') })
}
