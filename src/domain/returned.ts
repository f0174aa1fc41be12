/** Why a message came back. */
export const bounceReasons = [
  'mailbox-unknown',
  'domain-unknown',
  'mailbox-full',
  'mailbox-disabled',
  'size',
  'authentication',
  'spam-suspected',
  'relay-denied',
  'policy',
  'rate',
  'expired',
  'network',
  'system',
  'other',
] as const
export type BounceReason = (typeof bounceReasons)[number]

/** "hard": there is no such mailbox, or no such domain. All else is soft: it says nothing of the next message. */
export type BounceKind = 'hard' | 'soft'

/** One recipient whom a message did not reach. */
export interface Bounce {
  /** The address as the report names it; "" when it names none. */
  address: string
  /** The address that the message was first sent to, when it was forwarded and the report says so (RFC 3464, 2.3.1). */
  originalAddress: string | null
  kind: BounceKind
  reason: BounceReason
  action: 'failed' | 'delayed'
  /** Enhanced status code (RFC 3463); null when the report states none. */
  status: string | null
  /** SMTP reply code; null when the report states none. */
  code: number | null
  /** The server's words, on one line. */
  words: string
}

/** What a returned message tells of the message that it answers. */
export interface OriginalMessage {
  messageId: string | null
  to: string[]
  listId: string | null
}

/** What a message that came to the return or reply address is. */
export type Returned =
  | { kind: 'bounce'; bounces: Bounce[]; original: OriginalMessage }
  /** RFC 5965. `feedbackType` such as "abuse", "opt-out", "auth-failure"; "" when unsaid. */
  | { kind: 'complaint'; feedbackType: string; addresses: string[]; original: OriginalMessage }
  | { kind: 'auto-reply'; original: OriginalMessage }
  | { kind: 'challenge'; original: OriginalMessage }
  /** `withWords`: it says more than that, which somebody should read. */
  | { kind: 'unsubscription'; from: string; subject: string; withWords: boolean; original: OriginalMessage }
  | { kind: 'reply'; from: string; subject: string; original: OriginalMessage }
  /** Nothing to do: a report of success, or of something else. */
  | { kind: 'other'; original: OriginalMessage }

const hardReasons: ReadonlySet<BounceReason> = new Set(['mailbox-unknown', 'domain-unknown'])

/** What a reason means for the address. */
export const bounceKind = (reason: BounceReason): BounceKind => (hardReasons.has(reason) ? 'hard' : 'soft')
