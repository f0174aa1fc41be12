import type { Generated } from 'kysely'

export interface OrganisationsTable {
  id: string
  name: string
  /** The name as compared: `nameKey` of the domain. */
  name_key: string
  /** The name as lists are sorted by it: `sortKey` of the domain. */
  sort_key: Generated<string>
  /** An `OrganisationKind`, or a list's own word. */
  kind: string | null
  commune: string | null
  /** `communeKey` of the domain; empty when the commune is not known. */
  commune_key: string
  address: string | null
  postcode: string | null
  latitude: number | null
  longitude: number | null
  siret: string | null
  phone: string | null
  website: string | null
  /** A list as JSON. */
  labels: string | null
  /** A list as JSON. */
  languages: string | null
  staff: string | null
  /** 1 pins up the agenda, 0 does not. */
  poster: number | null
  created_at: string
  /** The import that added it. */
  import_id: string | null
  /** The first list after that import which names it too, without a mailbox: contacts have their own. */
  found_by: string | null
}

/** A list that was entered. What it added is marked in the rows themselves. */
export interface ImportsTable {
  id: string
  file: string
  who: string
  at: string
  added: number
  changed: number
  unchanged: number
  refused: number
  undone_at: string | null
  undone_by: string | null
}

/** What an import changed in a row that was there before. */
export interface ImportChangesTable {
  id: string
  import_id: string
  noun: 'organisation' | 'contact'
  row_id: string
  /** The changed columns as JSON. */
  before: string
  after: string
}
