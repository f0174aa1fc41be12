import type { Returned } from '../../domain/index.js'
import { addressesIn, addressOfField } from './addresses.js'
import { type Entity, partsOf } from './entity.js'
import { enclosedHead, originalOf } from './original.js'
import { fieldGroups } from './status-report.js'

/** A report of abuse (RFC 5965), or one of the older shapes that providers send; null when it is none. */
export function readComplaint(message: Entity, copy: string): Returned | null {
  const report = [...partsOf(message)].find((part) => part.type === 'message/feedback-report')
  const older = report ? null : olderShape(message, copy)
  if (!report && !older) return null
  const original = originalOf(message, copy)
  const fields = fieldGroups(report?.text ?? '')
  const told = fields.flatMap((group) => addressOfField(group.get('original-rcpt-to') ?? '') ?? [])
  const addresses = told.length > 0 ? told : older && older.length > 0 ? older : original.to.slice(0, 1)
  const feedbackType = fields.map((group) => group.get('feedback-type')).find((type) => type) ?? (report ? '' : 'abuse')
  return {
    kind: 'complaint',
    feedbackType: /^[a-z-]{1,30}/.exec(feedbackType.toLowerCase())?.[0] ?? '',
    addresses,
    original,
  }
}

/** Before RFC 5965, and beside it: a forwarded message whose headers say that it is a complaint. Gives the addresses. */
function olderShape(message: Entity, copy: string): string[] | null {
  const head = enclosedHead(message, copy)
  const told = [message, ...(head ? [head] : [])].flatMap((one) => addressesIn(one.header('x-hmxmroriginalrecipient')))
  if (told.length > 0) return told
  const byLoop = /scomp/i.test(message.header('x-loop')) && head !== null
  const bySubject =
    /^(?:complaint about message from|abuse report|email feedback report|client tos notification)/i.test(
      message.header('subject'),
    )
  if (!byLoop && !(bySubject && head)) return null
  return addressesIn(head?.header('to') ?? '').filter((address) => !/^redacted/i.test(address))
}
