/** One mailbox of one partner, as a line of the file gives it; what the file does not say is null. */
export interface PartnerRow {
  /** Of the file, from 1, headings included. */
  line: number
  organisation: string | null
  kind: string | null
  commune: string | null
  contactName: string | null
  /** Written to as it stands: no spaces, the domain in lower case and in ASCII (RFC 5891). */
  email: string
  /** ISO 639-1; null where the file names none that is known. */
  language: string | null
  role: string | null
}

/** A cell or a line that was left out. */
export interface Refusal {
  line: number
  /** The heading of the column, as written; null when the whole line is concerned. */
  column: string | null
  value?: string
  /** A French sentence. */
  why: string
}

/** A file that holds no partners at all; the message is a French sentence that says what to do. */
export class PartnersFileError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'PartnersFileError'
  }
}
