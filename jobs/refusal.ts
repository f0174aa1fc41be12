import type { Bounce, BounceReason } from '../src/domain/index.js'
import type { NewJob } from '../src/store/jobs.js'
import type { JobContext } from './steps/context.js'
import { alarm } from './steps/notices.js'

export interface RefusalPayload {
  reason: BounceReason
  /** What the server said, without addresses. */
  words: string
}

/**
 * The job that tells staff of a refusal of what we send, which stops nobody: once a day for each kind of it, however many
 * messages a send has refused. A job of its own, since a mail takes longer to lay out than a send may wait for.
 */
export function refusalJob(context: JobContext, { reason, words }: Pick<Bounce, 'reason' | 'words'>): NewJob {
  const day = context.clock.now().toZonedDateTimeISO(context.office.timeZone).toPlainDate().toString()
  const payload: RefusalPayload = { reason, words: words.replace(/\S+@\S+/g, '…').slice(0, 300) }
  return { key: `alarm/refused/${reason}/${day}`, kind: 'refusal', payload }
}

/** Tells staff what a server refused, in its words. */
export async function tellRefusal(
  context: JobContext,
  { reason, words }: RefusalPayload,
  { key }: { key: string },
): Promise<undefined> {
  const values = { reason: context.texts.t(`bounce.${reason}`), words }
  await context.store.transaction((rows) => alarm(context, rows, { key, code: 'refused', values, issueId: null }))
  context.wake()
  return undefined
}
