import { type Bounce, bounceKind, type BounceReason } from '../../domain/index.js'
import { reasonInWords } from './reasons.js'
import { reasonOfStatus } from './status-meanings.js'

/** What a report says of one recipient, before it is understood. */
export interface Finding {
  address: string
  originalAddress?: string | null
  action?: string
  /** The report's own status field. */
  status?: string | null
  /** What the server said: of this recipient first, then of the whole message. */
  words: string[]
  /** The whole report speaks of this recipient only. */
  alone?: boolean
}

const statusPattern = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/g
const codePattern = /(?<![\d.-])([45]\d\d)(?=[ :,\]-]|$)/

/** A status such as 5.0.0 tells only whether to try again. */
const isVague = (status: string | undefined) => !status || /^\d\.0\.0$/.test(status)

/** What a server in between quotes of the one that refused, as IronPort does: "5.1.0 - Unknown address error 550-'…'". */
const quoted = /(?:^|\s)\d\.\d\.\d - [\w ]{1,40}error \d{3}[- ]'(.*)'/s

function statusOf(own: string | undefined, words: readonly string[]): string | null {
  const [first] = words
  const inner = quoted.exec(first ?? '')?.[1]?.match(statusPattern)?.[0]
  if (inner) return inner
  const said = /^\s*\d{3}[ -](\d\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(first ?? '')?.[1]
  if (said && !isVague(said) && said[0] === (own?.[0] ?? said[0])) return said
  if (own && !isVague(own) && !isQueueEnd.test(own)) return own
  const told = (own ? [first ?? ''] : words).flatMap((text) => text.match(statusPattern) ?? [])
  return (
    told.find((one) => !isVague(one) && !isQueueEnd.test(one) && one[0] === (own?.[0] ?? one[0])) ??
    own ??
    told[0] ??
    null
  )
}

/** "4.4.7": our side tried long enough. What the other side said is worth more. */
const isQueueEnd = /^[45]\.4\.7$/

function codeOf(words: readonly string[]): number | null {
  for (const text of words) {
    const code = codePattern.exec(text)?.[1]
    if (code) return Number(code)
  }
  return null
}

/**
 * A "user unknown" that came once the recipient had been taken, in reply to the message itself, or before a recipient
 * was named, says nothing of the mailbox: a filter spoke.
 */
const ofMessage =
  /in reply to (?:the )?end of data|after end of data|>>> DATA|(?:^|\d{3})\s*: user unknown|^5\.3\.0 - other mail/im
const ofSender =
  /in reply to mail from|after (?:pipelined )?mail from|>>> MAIL FROM|sender(?: address| domain)? (?:rejected|denied|invalid|unknown)|\bfrom: domain|my name was rejected/i

/** Reasons that take back a hard word: when two statements disagree, the milder one holds. */
const milder: ReadonlySet<BounceReason> = new Set(['mailbox-full', 'mailbox-disabled'])

function reasonOf({ words, action, alone }: Finding, status: string | null, code: number | null): BounceReason {
  const [first = '', ...others] = words
  const told =
    reasonInWords(quoted.exec(first)?.[1] ?? first) ??
    reasonOfStatus(status) ??
    others.map(reasonInWords).find((one) => one !== null) ??
    (code === 552 || code === 452 ? 'mailbox-full' : action === 'delayed' ? 'expired' : 'other')
  if (bounceKind(told) === 'soft') return told
  const whole = words.join('\n')
  if (ofSender.test(first) || (told === 'domain-unknown' && ofMessage.test(whole))) return 'policy'
  if (/user unknown|unknown user/i.test(first) && ofMessage.test(whole) && !/^[45]\.1\.1$/.test(status ?? ''))
    return 'other'
  const beside = alone ? reasonInWords(others.join('\n').slice(0, 1500)) : null
  return beside && milder.has(beside) ? beside : told
}

/** What a finding means: words tell more than codes, and a code more than nothing. */
export function diagnose(finding: Finding): Bounce {
  const status = statusOf(finding.status?.match(statusPattern)?.[0], finding.words)
  const code = codeOf(finding.words)
  const reason = reasonOf(finding, status, code)
  return {
    address: finding.address,
    originalAddress: finding.originalAddress ?? null,
    kind: bounceKind(reason),
    reason,
    action: finding.action === 'delayed' ? 'delayed' : 'failed',
    status,
    code,
    words: finding.words
      .join(' | ')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 500),
  }
}
