import { addressesIn, addressOfField } from './addresses.js'
import { anyOf } from './any-of.js'
import type { Finding } from './diagnosis.js'
import type { Entity } from './entity.js'
import { notDelivered } from './not-delivered.js'

/** Senders that do nothing but carry mail. */
const carrier = anyOf(
  /\b(?:mailer[-_.]?daemon|mail[-_.]?daemon|p[ao]+st[-_.]?master|mmdf|mdaemon|mta|mail-?system)@/,
  /mail delivery (?:sub)?system/,
  /mailer-daemon/,
  /postmaster/,
  /mail administrator/,
  /ndr administrator/,
  /mail delivery service/,
  /système de (?:messagerie|distribution)/,
)

/** Senders that may carry mail, among other things; lists are among them. */
const machine =
  /^[^@]*(?:no-?reply|bounces?|administrat(?:or|eur)|mail-?delivery|-(?:admin|owner|request)|listserv|majordomo|mailman|sympa)[^@]*@/i

/**
 * Whether a message without a readable status report is a notice of non-delivery: one that announces itself, or one that
 * says so and comes from a server. Programs that answer for people may come without a return path, too.
 */
export function isNotice(
  message: Entity,
  text: string,
  { hasCopy, automatic }: { hasCopy: boolean; automatic: boolean },
): boolean {
  if (message.header('x-failed-recipients') !== '') return true
  const from = message.header('from')
  const subject = message.header('subject')
  const told = notDelivered.test(text.slice(0, 20_000))
  const announced = notDelivered.test(subject) && !/^\s*(?:re|fwd?|tr|aw)\s*:/i.test(subject)
  const asReport = (message.parameters['report-type'] ?? '').toLowerCase() === 'delivery-status'
  if (asReport || carrier.test(from)) return announced || told
  const returnPath = message.header('return-path').trim()
  const withoutReturn = /^(?:<>|<?mailer-daemon\b)/i.test(returnPath)
  // A person may write of brochures that were not delivered.
  if (announced && told) return withoutReturn || machine.test(from) || hasCopy
  return withoutReturn && !automatic && (announced || told)
}

interface Mention {
  address: string
  line: number
}

/** Shapes of a line that names a recipient who was not reached, the surest first. */
const mentions: readonly RegExp[] = [
  // qmail, Postfix, sendmail: "<a@example.org>:", "<a@example.org>: host …", "550 <a@example.org>... User unknown"
  /^[\s*"'-]*(?:\d{3}[ -](?:\d\.\d\.\d )?)?(?:<(?=[^<>\s]+@)|"(?=[^<>"\s]+@))("?[^<>\s]{3,320}?)[>"]\s*(?:\.\.\.|:|\(|$)/,
  // Exim, Exchange and others: a line of its own, or with when or what after it
  /^[\s*-]*([^\s<>"':;,()]{1,64}@[^\s<>"':;,()]{1,255})(?:\s*(?:\.\.\.|:|;|,|\(| on | - |\s(?:invalid|error|unknown|failed))|\s*$)/i,
  /\b(?:rcpt to|recipients?|to|address|user|userid|mailbox|destinataires?|adresse|an|for|not reach|deliver(?:ed)? to|attempts)\s*(?:is |was |e-mail )?[:=]?\s*[<"'([]?([^\s<>"':;,()[\]]{1,64}@[^\s<>"':;,()[\]]{1,255})/i,
]

function mentionsIn(
  lines: readonly string[],
  known: (address: string) => boolean,
  shapes: readonly RegExp[] = mentions,
): Mention[] {
  for (const pattern of shapes) {
    const found: Mention[] = []
    for (const [line, text] of lines.entries()) {
      const named = pattern.exec(text.slice(0, 500))?.[1] ?? ''
      const address = named.startsWith('"') ? addressOfField(named) : addressesIn(named)[0]
      if (address && !known(address)) found.push({ address, line })
    }
    if (found.length > 0) return found
  }
  return []
}

/**
 * What a notice in prose says: whom it names, and the words that follow each name. `ours` are addresses that stand in
 * it as the sender's, `to` whom the original message was for.
 */
export function readNotice(message: Entity, text: string, to: readonly string[]): Finding[] {
  const lines = text.slice(0, 50_000).split('\n')
  const ours = new Set(
    addressesIn(
      ['from', 'to', 'return-path', 'reply-to', 'delivered-to', 'sender']
        .map((name) => message.header(name))
        .join(', '),
    ).map((one) => one.toLowerCase()),
  )
  const isOurs = (address: string) =>
    (ours.has(address.toLowerCase()) && !to.includes(address)) || carrier.test(address)
  const failed = addressesIn(message.header('x-failed-recipients'))
  const others = mentionsIn(lines, isOurs)
  // Whoever writes to themselves gets their own address back.
  const named = others.length > 0 ? others : mentionsIn(lines, (address) => carrier.test(address), mentions.slice(0, 1))
  const fallback =
    failed.length > 0
      ? failed
      : to.length > 0
        ? to.slice(0, 1)
        : addressesIn(text)
            .filter((one) => !isOurs(one))
            .slice(0, 1)
  const all = named.length > 0 ? named : fallback.map((address) => ({ address, line: -1 }))
  const delayed =
    /delay|retard|verzögert|still (?:trying|being)|will (?:continue|keep) (?:to )?(?:try|retry)|warning: (?:message|could not)/i.test(
      message.header('subject'),
    )
  const findings = new Map<string, Finding>()
  const whole = text.slice(0, 4000)
  for (const [index, { address, line }] of all.entries()) {
    const end = all.slice(index + 1).find((next) => next.line > line)?.line ?? lines.length
    const own =
      line < 0
        ? ''
        : lines
            .slice(line, Math.min(end, line + 12))
            .join('\n')
            .trim()
    const key = address.toLowerCase()
    const before = findings.get(key)
    if (before) before.words[0] += `\n${own}`
    else findings.set(key, { address, action: delayed ? 'delayed' : 'failed', words: [own, whole] })
  }
  if (findings.size === 0) return [{ address: '', action: delayed ? 'delayed' : 'failed', words: [whole] }]
  return [...findings.values()]
}
