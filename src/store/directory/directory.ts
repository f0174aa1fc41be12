import type { Kysely } from 'kysely'
import type { Clock } from '../../base/clock.js'
import type { ListedPartner } from '../../domain/index.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { beginImport, type Importer, type ImportOptions } from './import.js'
import { listedPartners } from './listed.js'
import { undoImport } from './undo.js'

/** The directory as lists bring it in and take it out. `hashKey` keys the hashes of the opposition list. */
export function directoryRows(db: Kysely<Schema>, clock: Clock, engine: Engine, hashKey: string) {
  return {
    /** Begins to enter a list; see `beginImport`. Within `inTurn('directory')` or `rehearse('directory')` only. */
    beginImport: <L extends ListedPartner>(options: ImportOptions): Importer<L> =>
      beginImport<L>(db, clock, engine, hashKey, options),

    /** Every import, the latest first. */
    imports: () => db.selectFrom('imports').selectAll().orderBy('id', 'desc').execute(),

    /** One import, or null. */
    importById: async (id: string) =>
      (await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,

    /** The first contacts that an import added, as the list gave them. */
    addedBy: async (importId: string, limit: number) =>
      await db
        .selectFrom('contacts')
        .leftJoin('organisations', 'organisations.id', 'contacts.organisation_id')
        .select(['contacts.id', 'contacts.organisation_id', 'contacts.name', 'contacts.email'])
        .select('organisations.name as organisation')
        .where('contacts.import_id', '=', importId)
        .orderBy('contacts.id')
        .limit(limit)
        .execute(),

    /** Takes back an import as a whole; see `undoImport`. Within `inTurn('directory')` only. */
    undo: (id: string, who: string) => undoImport(db, clock, engine, id, who),

    /** Every contact with its organisation as a list gives it, in the order of entry, `size` at a time. */
    listed: (size?: number) => listedPartners(db, size),
  }
}
