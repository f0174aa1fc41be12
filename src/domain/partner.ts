/** What is known of an organisation; null is "not known", so that a file that is silent erases nothing. */
export interface OrganisationDetails {
  name: string
  /** An `OrganisationKind`, or the words of a list that are none of ours. */
  kind: string | null
  commune: string | null
  /** Number and street, on one line. */
  address: string | null
  postcode: string | null
  /** Degrees, WGS 84. */
  latitude: number | null
  longitude: number | null
  /** Fourteen digits, of which the last checks the others. */
  siret: string | null
  phone: string | null
  website: string | null
  /** Quality labels: Accueil Vélo, Qualité Tourisme… */
  labels: string[] | null
  /** Languages spoken there, ISO 639-1. */
  languages: string[] | null
  /** Who looks after it in the office. */
  staff: string | null
  /** Whether it pins up the agenda. */
  poster: boolean | null
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

/** One mailbox of one partner, or a partner without one, as a list gives it; what the list does not say is null. */
export interface ListedPartner extends Omit<OrganisationDetails, 'name'> {
  organisation: string | null
  contactName: string | null
  role: string | null
  /** Written to as it stands: no spaces, the domain in lower case and in ASCII (RFC 5891). Null for an organisation alone. */
  email: string | null
  /** ISO 639-1; null where the list names none that is known. */
  language: string | null
  /** The publications that the list subscribes it to; null where it does not say. */
  publications: string[] | null
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
