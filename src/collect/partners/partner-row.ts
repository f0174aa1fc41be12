import type { ListedPartner } from '../../domain/index.js'

/** One mailbox of one partner, or a partner without one, as a line of the file gives it; what the file does not say is null. */
export interface PartnerRow extends ListedPartner {
  /** Of the file, from 1, headings included. */
  line: number
}

/** A cell or a line that was left out. */
export interface Refusal {
  line: number
  /** The heading of the column, as written; null when the whole line is concerned. */
  column: string | null
  value?: string
  /** Whom the line is about, where it says so. */
  who?: string
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
