import { UnusableSegment } from '../../src/domain/index.js'
import type { StoredIssue } from '../../src/store/issues.js'
import type { Rows } from '../../src/store/store.js'
import { audienceOf, tellUnusable } from './audience.js'
import type { PlannedIssue } from './calendar-of-publication.js'
import type { JobContext } from './context.js'
import { prepareIssue } from './prepare-issue.js'
import { type ProofStage, proveIssue } from './prove-issue.js'
import { publicationSettings } from './publication-settings.js'
import { settleIssue } from './settle-issue.js'
import { storeIssue } from './store-issue.js'

/** Prepares and stores the issue, and shows staff each new revision of it; at a `stage`, whatever has changed. */
export async function makeIssue(
  context: JobContext,
  plan: PlannedIssue,
  stage?: Exclude<ProofStage, 'draft'>,
): Promise<StoredIssue> {
  const prepared = await prepareIssue(context, plan.publication, plan.period)
  const settings = publicationSettings(context, plan.publication)
  const { issue, changed } = await context.store.transaction(async (rows) => {
    const saved = await storeIssue(rows, prepared)
    if (saved.changed || stage || (await isUnseen(rows, saved.issue)))
      await proveIssue(context, rows, saved.issue, plan, stage)
    // When it is made already: by its hour it is late to find out that nobody knows to whom it goes.
    await audienceOf(rows, settings).catch(async (error: unknown) => {
      if (!(error instanceof UnusableSegment)) throw error
      await tellUnusable(context, rows, plan, error)
    })
    return saved
  })
  if (changed)
    context.log.info(
      { issue: issue.id, period: issue.period, revision: issue.revision, state: issue.state },
      'issue composed',
    )
  context.wake()
  // Staff may have corrected something while the sources were read.
  return (await settleIssue(context, issue.id)) ?? issue
}

/** An issue that staff had made before its day was not sent to everybody then; on its day it is, unless it is decided. */
const isUnseen = async (rows: Rows, { id, state, stateReason }: StoredIssue): Promise<boolean> =>
  (state === 'composed' || stateReason === 'checks') && !(await rows.issues.proofWasSent(id))
