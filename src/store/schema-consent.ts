import type { Ground, JournalWhat } from '../domain/index.js'

/** A form that was filled in; nothing follows from it until the person confirms. */
export interface SignUpsTable {
  id: string
  /** The secret of the link in the confirmation mail. */
  token: string
  email: string
  email_key: string
  name: string | null
  language: string
  /** Names of publications as JSON. */
  publications: string
  agreed_text: string
  agreed_version: string
  asked_at: string
  expires_at: string
  confirmed_at: string | null
}

/** Who changed what; only ever added to, until a person is erased. */
export interface JournalTable {
  id: string
  at: string
  who: string
  what: JournalWhat
  door: string
  contact_id: string | null
  publication: string | null
  ground: Ground | null
  agreed_text: string | null
  agreed_version: string | null
  note: string | null
  /** What it is about, where that is no contact: "issue/ID", "campaign/ID". */
  subject: string | null
}
