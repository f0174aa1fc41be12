import type { OfficeSettings } from '../domain/settings/office.js'
import type { IssueLinks } from './links.js'

/** What a print needs besides the issue itself. */
export interface PrintInput {
  office: OfficeSettings
  links: IssueLinks
  /** ISO date of printing, shown on the paper. */
  printedOn: string
}
