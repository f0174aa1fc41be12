import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { reasonOf } from '../base/reason-of.js'
import * as foundation from './migrations/0001-foundation.js'
import * as halts from './migrations/0002-halts.js'
import * as pace from './migrations/0003-pace.js'
import * as directory from './migrations/0004-directory.js'
import * as returned from './migrations/0005-returned.js'
import * as consent from './migrations/0006-consent.js'
import * as segments from './migrations/0007-segments.js'
import * as foundBy from './migrations/0008-found-by.js'
import * as staff from './migrations/0010-staff.js'
import * as corrections from './migrations/0011-corrections.js'
import * as sends from './migrations/0012-sends.js'
import * as partnersDesk from './migrations/0013-partners-desk.js'
import * as editions from './migrations/0014-editions.js'
import * as issueOrder from './migrations/0015-issue-order.js'
import * as uploads from './migrations/0016-uploads.js'
import * as editionPages from './migrations/0017-edition-pages.js'
import * as quickScreens from './migrations/0018-quick-screens.js'
import * as roadsAndUploads from './migrations/0019-roads-and-uploads.js'
import * as journalByPerson from './migrations/0020-journal-by-person.js'
import * as roundsCorrected from './migrations/0021-rounds-corrected.js'
import * as endedSubscriptions from './migrations/0022-ended-subscriptions.js'
import * as sortedNames from './migrations/0023-sorted-names.js'
import type { Schema } from './schema.js'

/** Every migration by name, in order. They only go forward: an older program refuses a newer database. */
const migrations = {
  '0001-foundation': foundation,
  '0002-halts': halts,
  '0003-pace': pace,
  '0004-directory': directory,
  '0005-returned': returned,
  '0006-consent': consent,
  '0007-segments': segments,
  '0008-found-by': foundBy,
  '0010-staff': staff,
  '0011-corrections': corrections,
  '0012-sends': sends,
  '0013-partners-desk': partnersDesk,
  '0014-editions': editions,
  '0015-issue-order': issueOrder,
  '0016-uploads': uploads,
  '0017-edition-pages': editionPages,
  '0018-quick-screens': quickScreens,
  '0019-roads-and-uploads': roadsAndUploads,
  '0020-journal-by-person': journalByPerson,
  '0021-rounds-corrected': roundsCorrected,
  '0022-ended-subscriptions': endedSubscriptions,
  '0023-sorted-names': sortedNames,
}

export const migrationNames: readonly string[] = Object.keys(migrations)

export interface MigrationReport {
  /** Names of the migrations that this call carried out. */
  done: string[]
}

/**
 * Brings the database to the program's own version.
 * @throws Error with the name of the migration that failed; the database then stands as before.
 */
export async function migrate(db: Kysely<Schema>): Promise<MigrationReport> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results = [] } = await migrator.migrateToLatest()
  const failed = results.find((result) => result.status === 'Error')
  if (failed) throw new Error(`migration ${failed.migrationName}: ${reasonOf(error)}`, { cause: error })
  if (error) throw error
  return { done: results.filter((result) => result.status === 'Success').map((result) => result.migrationName) }
}

/**
 * Compares the database with this program, without changing it: migrations still to be carried out, and those that only
 * a newer program knows. Both empty when the two belong together.
 */
export async function migrationState(db: Kysely<Schema>): Promise<{ missing: string[]; unknown: string[] }> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const carriedOut = new Set(rows.map((row) => row.name))
  return {
    missing: migrationNames.filter((name) => !carriedOut.has(name)),
    unknown: [...carriedOut].filter((name) => !migrationNames.includes(name)),
  }
}
