import type { Kysely } from 'kysely'
import { type Edition, freeCopies, type OrderedBy } from '../../domain/index.js'
import type { Schema } from '../schema.js'
import { editionOf } from './editions.js'

/** A partner who orders, as the directory knows them; `kind` decides how much. */
export type Customer = OrderedBy & { kind: string | null }

/** Who orders, and what there is to order. */
export function customerRows(db: Kysely<Schema>) {
  return {
    /** The partner behind a contact, or null. */
    async customer(contactId: string): Promise<Customer | null> {
      const row = await db
        .selectFrom('contacts')
        .leftJoin('organisations', 'organisations.id', 'contacts.organisation_id')
        .select(['contacts.id', 'contacts.email', 'contacts.name', 'contacts.language', 'organisation_id'])
        .select(['organisations.name as organisation', 'kind', 'commune', 'address', 'postcode'])
        .where('contacts.id', '=', contactId)
        .executeTakeFirst()
      if (!row) return null
      return {
        contactId: row.id,
        organisationId: row.organisation_id,
        email: row.email,
        name: row.name,
        organisation: row.organisation,
        kind: row.kind,
        commune: row.commune,
        address: [row.address, row.postcode].filter(Boolean).join(', ') || null,
        language: row.language,
      }
    },

    /** The first contact of an address, or null: whoever confirms a mail may be a partner. */
    async customerAt(emailKey: string): Promise<Customer | null> {
      const row = await db
        .selectFrom('contacts')
        .select('id')
        .where('email_key', '=', emailKey)
        .orderBy('created_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      return row ? await this.customer(row.id) : null
    },

    /** Editions of which copies were counted, but those that a newer one of these replaces, with the copies that are free. */
    async orderable(): Promise<(Edition & { free: number })[]> {
      const stock = await db.selectFrom('edition_stock').selectAll().execute()
      const places = Map.groupBy(stock, (row) => row.edition_id)
      const rows = await db
        .selectFrom('editions')
        .selectAll()
        .where('id', 'in', (eb) => eb.selectFrom('edition_stock').select('edition_id'))
        .orderBy('year', 'desc')
        .orderBy('title_key')
        .execute()
      const replaced = new Set(rows.map((row) => row.replaces))
      return rows
        .filter((row) => !replaced.has(row.id))
        .map((row) => ({ ...editionOf(row), free: freeCopies(places.get(row.id) ?? []) }))
    },
  }
}
