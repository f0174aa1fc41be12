import type { ClaimedDelivery, MessageSource, Recipient } from '../../src/domain/index.js'

/** A message whose words do not matter. */
export const anyMessage: MessageSource = {
  kind: 'issue',
  from: { name: 'Office', address: 'office@example.org' },
  replyTo: null,
  subject: 'Semaine',
  html: '<p>Semaine</p>',
  text: 'Semaine',
  language: 'fr',
  list: null,
  attachments: [],
}

/** Somebody at `name`@example.org who may be written to; what matters otherwise is said. */
export function recipient(name: string, differing: Partial<Recipient> = {}): Recipient {
  const email = differing.email ?? `${name}@example.org`
  const common = { contactId: name, name: null, language: 'fr', token: 't'.repeat(22), excluded: null }
  return { ...common, email, emailKey: email, ...differing }
}

/** So many of them, `p0` and on. */
export const recipients = (count: number): Recipient[] => Array.from({ length: count }, (_, n) => recipient(`p${n}`))

/** The delivery to an address, claimed to be sent: the `number`th of a campaign "c". */
export const claimed = (email: string, number: number): ClaimedDelivery => ({
  id: `c-${number}`,
  campaignId: 'c',
  contactId: email,
  email,
  emailKey: email,
  name: null,
  token: 't'.repeat(22),
  language: 'fr',
  attempt: 1,
})
