import { monthNamed, weekNamed } from '../../src/domain/index.js'
import type { NewIssue } from '../../src/store/issues.js'
import type { NewRawCopy } from '../../src/store/raw-copies.js'
import type { Newsroom } from './context.js'
import { prepareMonthlyIssue } from './prepare-monthly-issue.js'
import { prepareWeeklyIssue } from './prepare-weekly-issue.js'
import { publicationSettings } from './publication-settings.js'

/** An issue made from what the feeds say at this moment; nothing is stored yet. */
export interface PreparedIssue {
  issue: NewIssue
  raw: NewRawCopy[]
}

/**
 * Collects, corrects, composes, renders and checks the issue of a period. What stands in the way is a finding that
 * blocks, never an exception.
 * @throws {Error} where the period is none of this publication: settings that were changed from one kind to another.
 */
export async function prepareIssue(context: Newsroom, publication: string, period: string): Promise<PreparedIssue> {
  const settings = publicationSettings(context, publication)
  const [week, month] = [weekNamed(period), monthNamed(period)]
  if (settings.kind === 'weekly-agenda' && week) return await prepareWeeklyIssue(context, publication, settings, week)
  if (settings.kind === 'monthly-news' && month) return await prepareMonthlyIssue(context, publication, settings, month)
  throw new Error(`${publication} has no issue of ${period}`)
}
