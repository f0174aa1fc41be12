import { diagnose } from '../../src/deliver/returned/diagnosis.js'
import { type Bounce, consequenceOf, enhancedStatus, isBulk, softIsEnough } from '../../src/domain/index.js'
import type { DeliveryRecord } from '../../src/store/ledger.js'
import type { Rows } from '../../src/store/store.js'
import { refusalJob } from '../refusal.js'
import type { JobContext } from './context.js'

/** Lets the rules decide about an address whose message did not arrive; `deliveryId` is the message's, when known. */
export async function applyBounce(
  context: JobContext,
  rows: Rows,
  emailKey: string,
  bounce: Pick<Bounce, 'kind' | 'reason' | 'action' | 'words' | 'code' | 'status'>,
  deliveryId: string | null,
): Promise<void> {
  const consequence = consequenceOf(bounce)
  if (consequence === 'tell') return void (await rows.jobs.add(refusalJob(context, bounce)))
  if (consequence === 'none') return
  const counted = await rows.suppressions.addBounce(emailKey, { deliveryId, kind: bounce.kind, reason: bounce.reason })
  // One send counts once among the soft ones; a hard report stops the address even where a soft one came before it.
  const enough =
    consequence === 'suppress' ||
    (counted &&
      softIsEnough(await rows.suppressions.softBounces(emailKey), context.office.bounces, context.clock.now()))
  if (enough && (await rows.suppressions.suppress(emailKey, 'bounced')))
    context.log.info({ delivery: deliveryId, reason: bounce.reason }, 'an address is suppressed: it bounced')
}

/**
 * What the mail server refused for good during a send bounces as what comes back later does. Only what partners were
 * sent counts, and only what a server said.
 */
export async function applyRefusals(
  context: JobContext,
  rows: Rows,
  campaign: { kind: string },
  records: readonly DeliveryRecord[],
  stored: ReadonlySet<string>,
): Promise<void> {
  if (!isBulk(campaign.kind)) return
  for (const { delivery, outcome } of records) {
    if (outcome.state !== 'failed' || outcome.code === null || !stored.has(delivery.id)) continue
    const status = enhancedStatus(outcome.reply)
    const bounce = diagnose({ address: delivery.email, status, words: [outcome.reply] })
    await applyBounce(context, rows, delivery.emailKey, bounce, delivery.id)
  }
}
