import type { Ground } from './partner.js'

/** How the printable agendas come with a message: as files, or only as the links that every message holds. */
export const papersChoices = ['attached', 'linked'] as const
export type Papers = (typeof papersChoices)[number]

/** Authors of changes, beside the names of staff. */
export const thePerson = 'person'
export const theProgram = 'program'

/** By which door a change came. */
export type Door =
  | 'import'
  | 'sign-up'
  | 'preferences'
  | 'unsubscribe-page'
  | 'one-click'
  | 'mail'
  | 'command'
  | 'rule'
  | 'retention'
  | 'console'
  | 'order-page'

/** The words that a person agreed to, as they stood on the screen, and a fingerprint that tells one wording from the next. */
export interface AgreedText {
  text: string
  version: string
}

/** Who made a change, by which door, and what was agreed to. */
export interface ChangeSource {
  who: string
  door: Door
  agreed?: AgreedText | null
  /** In a few words: the file of an import, an earlier and a later value. */
  note?: string | null
}

/** A change that somebody made at the console. */
export const staffOrigin = (who: string, note: string | null = null): ChangeSource => ({ who, door: 'console', note })

/** What staff do at the console, beside what concerns a contact. */
export const staffActs = [
  'joined',
  'invited',
  'role-changed',
  'removed',
  'approved',
  'held',
  'corrected',
  'skipped',
  'prepared',
  'sent-now',
  'tested',
  'paused',
  'resumed',
  'stopped',
  'settled',
  'imported',
  'import-undone',
  'exported',
  'segment-saved',
  'segment-removed',
  'setting-changed',
  'ledger-exported',
  'edition-saved',
  'announcement-saved',
  'announcement-approved',
  'stock-counted',
  'order-changed',
  'order-refused',
  'order-completed',
  'round-planned',
  'round-cancelled',
  'stop-noted',
  'stop-taken-back',
  'stop-joined',
  'stop-left',
  'order-taken-back',
] as const
export type StaffAct = (typeof staffActs)[number]

/** What the journal tells of: an earlier line is never overwritten by a later change. */
export const journalWhats = [
  'subscribed',
  'many-subscribed',
  'unsubscribed',
  'opposed',
  'opposition-lifted',
  'changed',
  'erased',
  'retention',
  'order-cancelled',
  ...staffActs,
] as const
export type JournalWhat = (typeof journalWhats)[number]

/** One line of the journal of who changed what. */
export interface JournalLine {
  at: string
  who: string
  what: JournalWhat
  door: string
  publication: string | null
  ground: Ground | null
  agreed: AgreedText | null
  note: string | null
}

/** Everything that the program knows about an address (GDPR art. 15): what `partners show` prints. */
export interface PersonFile {
  address: string
  at: string
  contacts: {
    name: string | null
    role: string | null
    email: string
    language: string
    papers: string
    since: string
    /** The list that it came with. */
    list: { file: string; who: string } | null
    organisation: { name: string; kind: string | null; commune: string | null } | null
  }[]
  subscriptions: { publication: string; ground: string; since: string; until: string | null; why: string | null }[]
  signUps: { publications: string[]; name: string | null; askedAt: string; confirmedAt: string | null; text: string }[]
  opposition: { since: string; reason: string } | null
  deliveries: {
    at: string
    subject: string
    kind: string
    state: string
    reason: string | null
    attempts: number
    reply: string | null
  }[]
  bounces: { at: string; kind: string; reason: string }[]
  orders: { at: string; state: string; remark: string | null; lines: { title: string; copies: number }[] }[]
  journal: JournalLine[]
}

/** What an erasure took away, and what it kept. */
export interface Erasure {
  contacts: number
  subscriptions: number
  journalLines: number
  signUps: number
  /** Those that had no other contact, where they were to go too. */
  organisations: number
  /** Lines of the ledger that stay for its sums, without name and address. */
  deliveries: number
  /** Whether the opposition list holds the address' keyed hash, so that no import writes to it again. */
  opposed: boolean
}
