import { type Kysely, sql } from 'kysely'

/**
 * What lets screens answer at once over a large directory and years of sends: each contact's address as the opposition
 * list has it, with the address that it was made from (see address-hashes.ts), and the campaigns that wait for somebody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['address_hash', 'hashed_key'])
    await db.schema.alterTable('contacts').addColumn(column, 'text').execute()
  await sql`create index contacts_address_hash on contacts (address_hash, organisation_id)
    where address_hash is not null`.execute(db)
  await sql`create index contacts_unhashed on contacts (id) where hashed_key is distinct from email_key`.execute(db)
  await sql`create index campaigns_waiting on campaigns (created_at, id)
    where state = 'blocked' or halted is not null`.execute(db)
}
