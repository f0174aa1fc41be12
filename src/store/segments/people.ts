import { expressionBuilder, type Kysely, type Nullable, type SelectQueryBuilder } from 'kysely'
import type { OrganisationsTable } from '../directory/tables.js'
import type { Engine } from '../engine/engine.js'
import type { ContactsTable, Schema } from '../schema.js'

/** A contact and the organisation that it belongs to, if any, under names that no other query uses. */
export type People = Schema & { member: ContactsTable; owner: Nullable<OrganisationsTable> }

/** The ids of contacts; more conditions on "member.id" may follow. */
export type ContactQuery = SelectQueryBuilder<People, 'member' | 'owner', { id: string }>

/** What a rule is told with: the directory as it stands, the key of the opposition list, the zone that days are in. */
export interface World {
  db: Kysely<Schema>
  engine: Engine
  hashKey: string
  timeZone: string
}

/** Builds expressions over `People`. */
export const people = expressionBuilder<People, 'member' | 'owner'>()

/** Every contact with its organisation. */
export const everybody = (db: Kysely<Schema>) =>
  db.selectFrom('contacts as member').leftJoin('organisations as owner', 'owner.id', 'member.organisation_id')
