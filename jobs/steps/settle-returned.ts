import { messageIdDelivery } from '../../src/deliver/message.js'
import { sentTo } from '../../src/deliver/returned/envelope.js'
import { tagsOf } from '../../src/deliver/return-path.js'
import { type Bounce, emailKey, isBulk, isPersonsComplaint, type Returned } from '../../src/domain/index.js'
import type { BouncedDelivery } from '../../src/store/returned.js'
import type { Rows } from '../../src/store/store.js'
import { applyBounce } from './apply-bounce.js'
import type { JobContext } from './context.js'
import { forwardToStaff } from './forward-to-staff.js'
import { alarm } from './notices.js'
import { unsubscribeByMail } from './unsubscribe-by-mail.js'

/** A message that came back, as it is settled. */
export interface ReturnedMail {
  /** Its row's. */
  id: string
  raw: Uint8Array
  returned: Returned
}

/** A report older than this speaks of no delivery of ours by its address alone. */
const reportHours = 24 * 14

/** Does what a returned message asks for, in the transaction that enters it. */
export async function settleReturned(context: JobContext, rows: Rows, mail: ReturnedMail): Promise<void> {
  const { returned } = mail
  switch (returned.kind) {
    case 'bounce':
      for (const bounce of returned.bounces) await settleBounce(context, rows, mail, bounce)
      return
    case 'complaint':
      return await settleComplaint(context, rows, mail, returned)
    case 'unsubscription':
      if ((await unsubscribeByMail(context, rows, returned)) && !returned.withWords) return
      return await forwardToStaff(context, rows, mail, returned)
    case 'reply':
      return await forwardToStaff(context, rows, mail, returned)
    case 'challenge':
      return await alarm(context, rows, {
        key: `alarm/challenge/${mail.id}`,
        code: 'challenge',
        values: { words: returned.original.messageId ?? '' },
        issueId: null,
      })
    case 'auto-reply':
    case 'other':
      return
  }
}

interface Found {
  delivery: BouncedDelivery
  /** The report knows what only this very delivery tells; anybody can write an address into one. */
  certain: boolean
}

/** The delivery that a report speaks of: by its return address, else by its Message-ID, else by the recipient. */
async function deliveryOf(
  context: JobContext,
  rows: Rows,
  mail: ReturnedMail,
  addresses: readonly string[],
): Promise<Found | null> {
  const { returnPath } = context.office.sending
  if (returnPath?.verp)
    for (const tag of tagsOf(returnPath.address, sentTo(mail.raw))) {
      const delivery = await rows.returned.byTag(tag)
      if (delivery) return { delivery, certain: true }
    }
  const id = messageIdDelivery(mail.returned.original.messageId ?? '', context.office.sender.address)
  const named = id ? await rows.returned.byId(id) : null
  if (named) return { delivery: named, certain: addresses.some((address) => emailKey(address) === named.emailKey) }
  const since = context.clock.now().subtract({ hours: reportHours })
  for (const address of addresses) {
    const delivery = await rows.returned.lastTo(emailKey(address), since)
    // Where each message has a return address of its own, a true report that has neither is rare.
    if (delivery) return { delivery, certain: !returnPath?.verp }
  }
  return null
}

async function settleBounce(context: JobContext, rows: Rows, mail: ReturnedMail, bounce: Bounce): Promise<void> {
  const addresses = [bounce.address, bounce.originalAddress ?? ''].filter((address) => address !== '')
  const found = await deliveryOf(context, rows, mail, addresses)
  // Somebody else's report, or one that names nobody we wrote to.
  if (!found) return
  const { delivery, certain } = found
  const what = bounce.action === 'delayed' ? 'delayed' : 'bounced'
  await rows.returned.noteDelivery(delivery, { what, ...bounce })
  // What staff are told in their own mailboxes is no partner's affair; and nothing may follow from it that tells them again.
  if (!isBulk(delivery.campaignKind)) return
  // The Message-ID of a mail is known to more people than its recipient, and an address to everybody: neither alone is
  // enough to stop a partner.
  const taken =
    certain || bounce.kind === 'soft' ? bounce : { ...bounce, kind: 'soft' as const, reason: 'other' as const }
  await applyBounce(context, rows, delivery.emailKey, taken, delivery.id)
}

async function settleComplaint(
  context: JobContext,
  rows: Rows,
  mail: ReturnedMail,
  complaint: Extract<Returned, { kind: 'complaint' }>,
): Promise<void> {
  const found = await deliveryOf(context, rows, mail, complaint.addresses)
  const values = { type: complaint.feedbackType || 'abuse' }
  if (found && isPersonsComplaint(complaint.feedbackType)) {
    const { delivery } = found
    await rows.returned.noteDelivery(delivery, { what: 'complained', code: null, status: null, words: values.type })
    if (isBulk(delivery.campaignKind)) await rows.suppressions.suppress(delivery.emailKey, 'complained')
    return
  }
  await alarm(context, rows, { key: `alarm/complaint/${mail.id}`, code: 'complaint', values, issueId: null })
}
