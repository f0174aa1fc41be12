import type { StaffRole } from '../domain/index.js'

/** Who may open the console. Written by better-auth. */
export interface StaffTable {
  id: string
  name: string
  email: string
  email_verified: number
  image: string | null
  role: StaffRole
  language: string
  two_factor_enabled: number
  created_at: string
  updated_at: string
}

/** A browser that is signed in. Written by better-auth. */
export interface StaffSessionsTable {
  id: string
  staff_id: string
  token: string
  expires_at: string
  ip_address: string | null
  user_agent: string | null
  created_at: string
  updated_at: string
}

/** A link that makes an account, once. */
export interface StaffInvitationsTable {
  id: string
  /** The link's secret is nowhere but in the link. */
  token_hash: string
  /** Null for the very first account: whoever holds the link says. */
  email: string | null
  name: string | null
  role: StaffRole
  who: string
  created_at: string
  expires_at: string
  used_at: string | null
}
