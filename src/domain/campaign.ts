import type { Papers } from './consent.js'
import type { SuppressionReason } from './suppression.js'

/**
 * The states of a delivery. The sum of all states is the frozen audience, at any instant:
 * pending + sending + deferred + accepted + failed + uncertain + excluded.
 */
export const deliveryStates = ['pending', 'sending', 'deferred', 'accepted', 'failed', 'uncertain', 'excluded'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Why a member of the audience was left out. */
export type Exclusion = 'unsubscribed' | SuppressionReason | 'no-address' | 'invalid-address' | 'duplicate'

/**
 * What staff may do to a send under way. "paused": for a while, the campaign stays open. "stopped": it ends here; what was
 * never tried stays pending, and leaves only if the campaign is resumed.
 */
export type Halt = 'paused' | 'stopped'

/** Staff's or the log's word on an uncertain delivery: send it again under the same Message-ID, or take it as sent. */
export type Settlement = 'resend' | 'take-as-sent'

export type CampaignSums = Record<DeliveryState, number> & { audience: number }

/** One member of an audience when it is frozen; `excluded` when it is left out from the start. */
export interface Recipient {
  contactId: string
  email: string
  emailKey: string
  name: string | null
  language: string
  /** Opaque token of this recipient's links; always `tokenLength` characters. */
  token: string
  /** By default attached. */
  papers?: Papers
  excluded: Exclusion | null
}

/** A delivery in the hands of one worker, its intent written down. */
export interface ClaimedDelivery {
  id: string
  campaignId: string
  contactId: string
  email: string
  emailKey: string
  name: string | null
  token: string
  language: string
  /** By default attached. */
  papers?: Papers
  attempt: number
}

/** What became of one attempt. */
export type Outcome =
  | { state: 'accepted'; code: number; reply: string }
  | { state: 'failed'; code: number | null; reply: string }
  | { state: 'deferred'; code: number | null; reply: string }
  /** The server may or may not have taken it: never sent again silently. */
  | { state: 'uncertain'; code: null; reply: string }
  /** Nothing was tried: the server could not be reached or refused us as a whole. */
  | { state: 'pending'; code: number | null; reply: string }
  | { state: 'excluded'; reason: Exclusion }

export type CampaignKind = 'issue' | 'announcement' | 'proof' | 'alarm' | 'test' | 'forward' | 'confirmation' | 'access'

/** What partners are sent as subscribers: each message has its way out, and what comes back of it counts. */
export const bulkKinds = ['issue', 'announcement'] as const satisfies readonly CampaignKind[]
export const isBulk = (kind: string): boolean => bulkKinds.some((one) => one === kind)

/** What goes to one person or to staff: not a send to partners. */
export const noticeKinds: readonly CampaignKind[] = ['proof', 'alarm', 'test', 'forward', 'confirmation', 'access']

/** The enhanced status code at the head of a server's reply, such as "5.1.1" (RFC 3463, RFC 2034); null without one. */
export function enhancedStatus(reply: string | null): string | null {
  return reply?.match(/^(?:\d{3}[ -])?([245]\.\d{1,3}\.\d{1,3})(?=\s|$)/)?.[1] ?? null
}

/** A message's words in one language. */
export interface MessageWords {
  language: string
  subject: string
  html: string
  text: string
}

/** A message as written once for a whole audience. `tokenPlaceholder` stands where each recipient's token goes. */
export interface MessageSource extends MessageWords {
  kind: CampaignKind
  from: { name: string; address: string }
  replyTo: string | null
  /** The same for recipients of other languages; whoever's is not among them gets the words above. */
  translations?: MessageWords[]
  /** Bulk messages carry the list headers; notices to staff do not. */
  list: { id: string; name: string; unsubscribeUrl: string; unsubscribeMail: string } | null
  /** `issueId` may also be the id of a returned message, which has one file: itself. */
  attachments: { name: string; contentType: string; issueId: string; file: string }[]
}

/** Stands for the recipient's token in a message built for all. As long as a token, and found nowhere else. */
export const tokenPlaceholder = 'TOKENxTOKENxTOKENxTOKE'

/** The author of what the mail server's log settles, beside the names of staff. */
export const logDecider = 'smtp-log'
