import { type Candidate, freezePage, freezeReader } from '../../src/address/freeze-audience.js'
import { newId } from '../../src/base/ids.js'
import { type CampaignKind, type MessageSource, type Recipient, tokenPlaceholder } from '../../src/domain/index.js'
import type { Audience, NewCampaign } from '../../src/store/freeze.js'
import type { Rows } from '../../src/store/store.js'
import type { JobContext } from './context.js'
import { deliverKey } from './deliver-key.js'

/**
 * Freezes a campaign's audience and queues its delivery, with the caller's other writes. A key is sent once: a second
 * call finds the first one's campaign.
 */
export async function queueCampaign(
  rows: Rows,
  campaign: NewCampaign,
  audience: Audience,
): Promise<{ id: string; created: boolean }> {
  const frozen = await rows.ledger.freeze(campaign, audience)
  const { id, created } = frozen
  if (created) await rows.jobs.add({ key: deliverKey(id), kind: 'deliver', payload: { campaign: id } })
  return frozen
}

/** A mail that no list stands behind: to staff, or to one person who has asked for it. */
export interface PersonalMail {
  /** Sent once. */
  key: string
  kind: CampaignKind
  language: string
  issueId?: string | null
  replyTo?: string | null | undefined
  attachments?: MessageSource['attachments']
}

/** Puts such a mail into the ledger and the queue, with the caller's other writes. */
export async function queueMail(
  { office }: JobContext,
  rows: Rows,
  { key, kind, language, issueId = null, replyTo = null, attachments = [] }: PersonalMail,
  mail: Pick<MessageSource, 'subject' | 'html' | 'text'>,
  readers: Recipient[],
): Promise<void> {
  const message = { ...mail, kind, from: office.sender, replyTo, language, list: null, attachments }
  await queueCampaign(rows, { key, kind, issueId, publication: null, message }, [readers])
}

/** Queues a campaign of one copy, marked as a test; what it is a copy of stays as it is. Gives the campaign's id. */
export async function queueTest(
  { texts, office }: JobContext,
  rows: Rows,
  { message, ...about }: Pick<NewCampaign, 'issueId' | 'publication'> & { message: MessageSource },
  address: string,
): Promise<string> {
  const subject = texts.t('send.test-subject', { subject: message.subject })
  const reader = { id: 'test', email: address, name: null, language: office.language, token: tokenPlaceholder }
  const { id } = await queueCampaign(
    rows,
    { key: `test/${newId()}`, kind: 'test', ...about, message: { ...message, kind: 'test', subject } },
    [freezeReader(reader)],
  )
  return id
}

/** Whether at least one member of an audience may be written to. */
export async function anybody(pages: AsyncIterable<readonly Candidate[]>): Promise<boolean> {
  for await (const page of pages) if (freezePage(page).some((recipient) => !recipient.excluded)) return true
  return false
}
