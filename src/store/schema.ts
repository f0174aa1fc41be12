import type { Generated } from 'kysely'
import type { DeliveryState, Halt, Papers } from '../domain/index.js'
import type { ImportChangesTable, ImportsTable, OrganisationsTable } from './directory/tables.js'
import type { DownloadsTable } from './schema-downloads.js'
import type { ImportDraftsTable } from './import-drafts.js'
import type { EditionTables } from './editions/tables.js'
import type { JournalTable, SignUpsTable } from './schema-consent.js'
import type {
  IssueCorrectionsTable,
  IssueEventsTable,
  IssueFilesTable,
  IssueLooksTable,
  IssueReadingsTable,
  IssuesTable,
  IssueUploadsTable,
  ProofTokensTable,
} from './schema-issues.js'
import type { StaffInvitationsTable, StaffSessionsTable, StaffTable } from './schema-staff.js'
import type { SegmentsTable } from './segments/table.js'

/*
 * Instants are ISO 8601 texts with milliseconds and Z, so that they sort as times do on every engine;
 * documents are JSON texts; ids are texts.
 */

export interface MetaTable {
  key: string
  value: string
}

export interface ContactsTable {
  id: string
  organisation_id: string | null
  name: string | null
  role: string | null
  email: string
  /** The address as compared: lower case, host in ASCII. */
  email_key: string
  language: string
  token: string
  papers: Generated<Papers>
  created_at: string
  import_id: string | null
  /** The first list after that import which names it too. */
  found_by: string | null
  /** The address as the opposition list has it, and from which `email_key` it was made: null until it is looked for. */
  address_hash: Generated<string | null>
  hashed_key: Generated<string | null>
}

export interface SubscriptionsTable {
  contact_id: string
  publication: string
  ground: string
  since: string
  until: string | null
  until_reason: string | null
  import_id: string | null
  /** The first list after that import which names it too. */
  found_by: string | null
}

export interface SuppressionsTable {
  /** Keyed hash of the address: outlives the contact without keeping the address. */
  address_hash: string
  reason: string
  since: string
}

export interface RawCopiesTable {
  id: string
  feed: string
  url: string
  status: number
  content_type: string | null
  etag: string | null
  last_modified: string | null
  body: Uint8Array
  fetched_at: string
}

export interface CampaignsTable {
  id: string
  /** thing + period ("issue/weekly-agenda/2026-W28"): one campaign each, whatever restarts. */
  key: string
  kind: string
  issue_id: string | null
  publication: string | null
  subject: string
  /** The message as built for all, MessageSource as JSON. */
  message: string
  state: string
  state_reason: string | null
  created_at: string
  finished_at: string | null
  /** Staff's word, beside the state: nothing leaves while it stands. */
  halted: Halt | null
  halted_at: string | null
  halted_by: string | null
  /** The Segment[] that its audience was frozen with, as JSON; null for all subscribers. */
  segments: Generated<string | null>
}

/** What staff did to a campaign. */
export interface CampaignEventsTable {
  id: string
  campaign_id: string
  at: string
  who: string
  what: string
  note: string | null
}

export interface DeliveriesTable {
  /** campaign id, "-", number in the audience. The Message-ID is made from it. */
  id: string
  campaign_id: string
  contact_id: string
  email: string
  email_key: string
  /** The host part of the address, as compared. */
  domain: string
  name: string | null
  language: string
  token: string
  papers: Generated<Papers>
  state: DeliveryState
  reason: string | null
  attempt: number
  /** When a pending or deferred delivery may be tried; null in the other states. */
  next_at: string | null
  /** The worker that has it in hand. */
  owner: string | null
  code: number | null
  /** Enhanced status code of the reply (RFC 3463). */
  status: string | null
  reply: string | null
  updated_at: string
}

export interface DeliveryEventsTable {
  delivery_id: string
  at: string
  what: string
  attempt: number
  code: number | null
  status: string | null
  reply: string | null
}

/** How many messages left under a scope ("server", "domain:example.org") in the seconds that begin at `slot`. */
export interface PaceSlotsTable {
  scope: string
  slot: string
  count: number
}

/** One line per scope, locked by whoever counts. */
export interface PaceScopesTable {
  scope: string
}

/** A mail server's circuit breaker. */
export interface MailServersTable {
  name: string
  /** How often in a row it could not be used. */
  failures: number
  /** Nobody tries before this instant. */
  closed_until: string
  kind: string
  reply: string
}

export interface JobsTable {
  id: string
  key: string
  kind: string
  payload: string
  state: string
  due_at: string
  attempt: number
  /** Grows with each claim; an outcome under an older claim is refused. */
  claim: number
  owner: string | null
  error: string | null
  created_at: string
  finished_at: string | null
}

export interface WorkersTable {
  id: string
  role: string
  host: string
  pid: number
  started_at: string
  beat_at: string
}

/** How far a mailbox was read: UIDs grow as long as UIDVALIDITY stays (RFC 3501, 2.3.1.1). */
export interface ReturnedMailboxesTable {
  mailbox: string
  uid_validity: string
  last_uid: number
}

/** A message that came back, once. */
export interface ReturnedMessagesTable {
  id: string
  mailbox: string
  uid_validity: string
  uid: number
  /** Recognises the message under another UID. */
  fingerprint: string
  kind: string
  at: string
  /** 1 once it was marked or moved in the mailbox, where settings ask for that. */
  filed: number
  /** The bytes of what is forwarded to staff; forgotten after a while. */
  source: Uint8Array | null
}

/** A bounce of an address, without the address. */
export interface BouncesTable {
  id: string
  address_hash: string
  delivery_id: string | null
  kind: string
  reason: string
  at: string
}

export interface Schema extends EditionTables {
  meta: MetaTable
  organisations: OrganisationsTable
  contacts: ContactsTable
  subscriptions: SubscriptionsTable
  suppressions: SuppressionsTable
  sign_ups: SignUpsTable
  journal: JournalTable
  staff: StaffTable
  staff_sessions: StaffSessionsTable
  staff_invitations: StaffInvitationsTable
  segments: SegmentsTable
  imports: ImportsTable
  import_changes: ImportChangesTable
  import_drafts: ImportDraftsTable
  raw_copies: RawCopiesTable
  issues: IssuesTable
  issue_files: IssueFilesTable
  issue_uploads: IssueUploadsTable
  issue_events: IssueEventsTable
  issue_corrections: IssueCorrectionsTable
  issue_readings: IssueReadingsTable
  issue_looks: IssueLooksTable
  proof_tokens: ProofTokensTable
  campaigns: CampaignsTable
  campaign_events: CampaignEventsTable
  deliveries: DeliveriesTable
  delivery_events: DeliveryEventsTable
  pace_slots: PaceSlotsTable
  pace_scopes: PaceScopesTable
  mail_servers: MailServersTable
  jobs: JobsTable
  workers: WorkersTable
  returned_mailboxes: ReturnedMailboxesTable
  returned_messages: ReturnedMessagesTable
  bounces: BouncesTable
  downloads: DownloadsTable
}
