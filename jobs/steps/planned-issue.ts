import type { IssuePayload } from '../schedule.js'
import { plannedOn, type PlannedIssue } from './calendar-of-publication.js'
import type { Newsroom } from './context.js'
import { publicationSettings } from './publication-settings.js'

/** The issue that a job is about. @throws where the settings have changed so that none leaves that day any more. */
export function plannedIssue(context: Newsroom, { publication, sendDate }: IssuePayload): PlannedIssue {
  const settings = publicationSettings(context, publication)
  const issue = plannedOn(Temporal.PlainDate.from(sendDate), publication, settings, context.office)
  if (!issue) throw new Error(`no issue of ${publication} leaves on ${sendDate}`)
  return issue
}
