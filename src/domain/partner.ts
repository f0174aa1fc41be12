export interface Organisation {
  id: string
  name: string
  kind: string | null
  commune: string | null
}

export interface Contact {
  id: string
  organisationId: string | null
  name: string | null
  email: string
  language: string
  /** Opaque secret in the links of this contact's messages. */
  token: string
}

/** Where the right to write to a contact comes from. */
export type Ground = 'partner' | 'asked' | 'professional-interest'

export interface Subscription {
  contactId: string
  publication: string
  ground: Ground
  /** ISO instant. */
  since: string
  until: string | null
}

/** An address as compared: two spellings of one mailbox are the same. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase()
}

/** The host part of an address, as compared. */
export function domainOf(emailKey: string): string {
  return emailKey.slice(emailKey.lastIndexOf('@') + 1)
}
