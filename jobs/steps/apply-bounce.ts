import { diagnose } from '../../src/deliver/returned/diagnosis.js'
import { type Bounce, consequenceOf, enhancedStatus, softIsEnough } from '../../src/domain/index.js'
import type { DeliveryRecord } from '../../src/store/ledger.js'
import type { Rows } from '../../src/store/store.js'
import type { JobContext } from './context.js'
import { alarm } from './notices.js'

/** Lets the rules decide about an address whose message did not arrive; `deliveryId` is the message's, when known. */
export async function applyBounce(
  context: JobContext,
  rows: Rows,
  emailKey: string,
  bounce: Pick<Bounce, 'kind' | 'reason' | 'action' | 'words' | 'code' | 'status'>,
  deliveryId: string | null,
): Promise<void> {
  const consequence = consequenceOf(bounce)
  if (consequence === 'tell') return await tellRefusal(context, rows, bounce)
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

/** A refusal of what we send stops nobody; staff are told once a day for each kind of it. */
async function tellRefusal(
  context: JobContext,
  rows: Rows,
  { reason, words }: Pick<Bounce, 'reason' | 'words'>,
): Promise<void> {
  const day = context.clock.now().toZonedDateTimeISO(context.office.timeZone).toPlainDate().toString()
  const key = `alarm/refused/${reason}/${day}`
  // Laid out once: a send may meet hundreds of refusals.
  if (await rows.campaigns.byKey(key)) return
  await alarm(context, rows, {
    key,
    code: 'refused',
    values: { reason: context.texts.t(`bounce.${reason}`), words: words.slice(0, 300) },
    issueId: null,
  })
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
  if (campaign.kind !== 'issue') return
  for (const { delivery, outcome } of records) {
    if (outcome.state !== 'failed' || outcome.code === null || !stored.has(delivery.id)) continue
    const status = enhancedStatus(outcome.reply)
    const bounce = diagnose({ address: delivery.email, status, words: [outcome.reply] })
    await applyBounce(context, rows, delivery.emailKey, bounce, delivery.id)
  }
}
