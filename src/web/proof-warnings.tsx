import type { JobContext } from '../../jobs/steps/context.js'
import type { StoredIssue } from '../store/issues.js'
import { words } from './words.js'
import type { Examiner } from './console/examiner.js'
import { Nobody, readersOf } from './console/issue/facts.js'
import { SendRisks } from './console/risks.js'

/** Beside the approval on the proof's page, what the issue's desk says there too: what its sending risks, that nobody would get it. */
export async function proofWarnings(context: JobContext, examiner: Examiner, issue: StoredIssue) {
  if (issue.state === 'sent') return null
  const desk = {
    t: (...[key, values]: Parameters<typeof context.texts.t>) => words(context.texts, key, values),
    health: () => examiner.known(),
  }
  const facts = await readersOf(context, issue)
  return (
    <>
      <SendRisks desk={desk} />
      <Nobody desk={desk} issue={issue} facts={facts} />
    </>
  )
}
