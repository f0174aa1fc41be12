import { type Kysely, sql } from 'kysely'

/** Who has left a publication is read by an index that holds nobody else, however many receive it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index subscriptions_ended on subscriptions (publication, contact_id)
    where until is not null`.execute(db)
}
