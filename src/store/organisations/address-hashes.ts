import { sql, type SqlBool } from 'kysely'
import { addressHash } from '../segments/conditions.js'
import type { World } from '../segments/people.js'

const atOnce = 2000

/**
 * Writes down the hash of every address that is new or was changed since the last call, some at a time: the opposition
 * list holds hashes only, and making them again for each question would take as long as reading the directory.
 */
export async function hashAddresses(world: World): Promise<void> {
  // What an import is writing at this moment is left to the next call: nobody waits for it.
  const unhashed = world.engine.forClaim(
    world.db
      .selectFrom('contacts')
      .select('id')
      .where(sql<SqlBool>`hashed_key is distinct from email_key`)
      .orderBy('id')
      .limit(atOnce),
  )
  for (;;) {
    const { numAffectedRows } = await sql`with unhashed as materialized ${unhashed}
      update contacts as member set address_hash = ${addressHash(world)}, hashed_key = email_key
      where id in (select id from unhashed)`.execute(world.db)
    if (!numAffectedRows) return
    // The database of one file answers at once, and would let nobody else have a word.
    await new Promise((next) => setImmediate(next))
  }
}
