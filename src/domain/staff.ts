/** What a member of staff may do in the console: each may do all that the one before may. */
export const staffRoles = ['reader', 'editor', 'administrator'] as const
export type StaffRole = (typeof staffRoles)[number]

/** Someone at the console. */
export interface StaffMember {
  id: string
  name: string
  email: string
  role: StaffRole
  language: string
  /** Signs in with a code from their telephone as well. */
  secondFactor: boolean
}

/** Whether a role may do what is open to `needed`. */
export const mayAct = (role: StaffRole, needed: StaffRole): boolean =>
  staffRoles.indexOf(role) >= staffRoles.indexOf(needed)
