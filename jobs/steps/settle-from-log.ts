import type { Fate, Question } from '../../src/deliver/postfix-log.js'
import { messageId } from '../../src/deliver/message.js'
import { type Settlement, logDecider } from '../../src/domain/index.js'
import { settleDeliveries } from './campaign-decisions.js'
import type { JobContext } from './context.js'

type Needs = Pick<JobContext, 'store' | 'clock' | 'log' | 'mailLog'>

/** How much earlier than its outcome an attempt may have begun: a server may be slow at every command. */
const longestAttempt = { hours: 1 }

/** The log's silence after an attempt that ended here, connection closed. */
const silenceAfterEnd = Temporal.Duration.from({ minutes: 2 })

/**
 * The same when the worker was taken for dead: it may only sleep, and go on over its open connection when it wakes.
 * Postfix closes a silent one after five minutes (smtpd_timeout).
 */
const silenceAfterLoss = Temporal.Duration.from({ minutes: 6 })

const settlements: Record<Fate, Settlement | null> = {
  accepted: 'take-as-sent',
  'not-accepted': 'resend',
  'never-reached': 'resend',
  unknown: null,
}

/**
 * Settles uncertain deliveries by what the mail server's log tells of their Message-ID. The log is read only when there
 * is something in doubt and something new in it; what it cannot tell stays uncertain, for staff.
 * Returns how many were settled.
 */
export async function settleFromLog({ store, clock, log, mailLog }: Needs): Promise<number> {
  if (!mailLog) return 0
  const inDoubt = await store.campaigns.inDoubt()
  if (inDoubt.length === 0) return 0
  const lines = (await Promise.all(inDoubt.map((id) => uncertainLines(store, id)))).flat()
  const fates = await mailLog.fates(
    lines.map((line) => line.question),
    clock.now(),
  )
  let settled = 0
  for (const { id, campaignId, question } of lines) {
    const fate = fates.get(question.messageId) ?? 'unknown'
    const decision = settlements[fate]
    if (!decision) continue
    settled += await settleDeliveries(store, campaignId, [id], decision, logDecider)
    log.info({ delivery: id, fate, decision }, 'settled from the log of the mail server')
  }
  return settled
}

async function uncertainLines(store: Needs['store'], campaignId: string) {
  const { from } = await store.campaigns.message(campaignId)
  const deliveries = await store.campaigns.deliveries(campaignId, { state: 'uncertain' })
  const lines = []
  for (const delivery of deliveries) {
    const history = await store.campaigns.history(delivery.id)
    const changed = Temporal.Instant.from(delivery.updated_at)
    const doubted = history.findLast((event) => event.what === 'uncertain')?.at ?? delivery.updated_at
    const question: Question = {
      messageId: messageId(delivery.id, from.address),
      from: changed.subtract(longestAttempt),
      until: Temporal.Instant.from(doubted),
      silence: delivery.reason === 'worker-gone' ? silenceAfterLoss : silenceAfterEnd,
    }
    lines.push({ id: delivery.id, campaignId, question })
  }
  return lines
}
