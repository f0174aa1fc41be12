import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId, newToken } from '../base/ids.js'
import type { StaffMember, StaffRole } from '../domain/index.js'
import type { Schema } from './schema.js'

export interface Invitation {
  id: string
  /** Null for the very first account. */
  email: string | null
  name: string | null
  role: StaffRole
  who: string
  expiresAt: string
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Staff, as seen from the office: better-auth alone writes passwords and sessions. */
export function staffRows(db: Kysely<Schema>, clock: Clock) {
  const open = () =>
    db.selectFrom('staff_invitations').where('used_at', 'is', null).where('expires_at', '>', stamp(clock.now()))
  return {
    async list(): Promise<StaffMember[]> {
      const rows = await db.selectFrom('staff').selectAll().orderBy('name').orderBy('id').execute()
      return rows.map(({ id, name, email, role, language, two_factor_enabled }) => {
        return { id, name, email, role, language, secondFactor: two_factor_enabled === 1 }
      })
    },

    async count(): Promise<number> {
      const { count } = await db
        .selectFrom('staff')
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    /** Changes what somebody may do; refused (false) when nobody would be left to administer. */
    async setRole(id: string, role: StaffRole): Promise<boolean> {
      if (role !== 'administrator' && !(await isAnotherAdministrator(id))) return false
      await db.updateTable('staff').set({ role }).where('id', '=', id).execute()
      return true
    },

    async setLanguage(id: string, language: string): Promise<void> {
      await db.updateTable('staff').set({ language }).where('id', '=', id).execute()
    },

    /** Takes somebody's account away, with every session; refused (false) when nobody would be left to administer. */
    async remove(id: string): Promise<boolean> {
      if (!(await isAnotherAdministrator(id))) return false
      await db.deleteFrom('staff').where('id', '=', id).execute()
      return true
    },

    /** A link's secret that makes one account within `hours`; an earlier one for the same address is of no use any more. */
    async invite({
      hours,
      email,
      ...invitation
    }: Omit<Invitation, 'id' | 'expiresAt'> & { hours: number }): Promise<string> {
      const token = newToken()
      const now = clock.now()
      await db
        .updateTable('staff_invitations')
        .set({ used_at: stamp(now) })
        .where('used_at', 'is', null)
        .where('email', email === null ? 'is' : '=', email)
        .execute()
      await db
        .insertInto('staff_invitations')
        .values({
          id: newId(),
          token_hash: hashOf(token),
          email,
          ...invitation,
          created_at: stamp(now),
          expires_at: stamp(now.add({ hours })),
        })
        .execute()
      return token
    },

    /** The invitation of a link that is still good, or null. */
    async invitation(token: string): Promise<Invitation | null> {
      const row = await open().selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst()
      return row ? asInvitation(row) : null
    },

    /** Those that nobody has followed yet. */
    async invitations(): Promise<Invitation[]> {
      return (await open().selectAll().where('email', 'is not', null).orderBy('created_at').execute()).map(asInvitation)
    },

    /** Uses a link up; false when it was used already. */
    async use(id: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('staff_invitations')
        .set({ used_at: stamp(clock.now()) })
        .where('id', '=', id)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }

  async function isAnotherAdministrator(id: string): Promise<boolean> {
    const row = await db
      .selectFrom('staff')
      .select('id')
      .where('role', '=', 'administrator')
      .where('id', '!=', id)
      .executeTakeFirst()
    return row !== undefined
  }
}

function asInvitation({
  id,
  email,
  name,
  role,
  who,
  expires_at,
}: {
  id: string
  email: string | null
  name: string | null
  role: StaffRole
  who: string
  expires_at: string
}): Invitation {
  return { id, email, name, role, who, expiresAt: expires_at }
}
