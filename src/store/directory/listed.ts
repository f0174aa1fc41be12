import type { Kysely, Nullable } from 'kysely'
import type { ListedPartner } from '../../domain/index.js'
import type { Schema } from '../schema.js'
import type { OrganisationRow } from './details.js'

const list = (json: string | null) => (json === null ? null : (JSON.parse(json) as string[]))

/**
 * Every contact with its organisation and what it is subscribed to, in the order of entry, then organisations without a
 * contact, `size` at a time.
 */
export async function* listedPartners(db: Kysely<Schema>, size = 1000): AsyncGenerator<ListedPartner[], undefined> {
  yield* listedContacts(db, size)
  yield* organisationsAlone(db, size)
}

async function* listedContacts(db: Kysely<Schema>, size: number): AsyncGenerator<ListedPartner[], undefined> {
  for (let after = { created_at: '', id: '' }; ;) {
    const rows = await db
      .selectFrom('contacts')
      .leftJoin('organisations', 'organisations.id', 'contacts.organisation_id')
      .selectAll('organisations')
      .select([
        'contacts.id as contact_id',
        'contacts.name as contact_name',
        'contacts.role',
        'contacts.email',
        'contacts.language',
        'contacts.created_at as entered_at',
        'organisations.name as organisation',
      ])
      .where((eb) => eb(eb.refTuple('contacts.created_at', 'contacts.id'), '>', eb.tuple(after.created_at, after.id)))
      .orderBy('contacts.created_at')
      .orderBy('contacts.id')
      .limit(size)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    after = { created_at: last.entered_at, id: last.contact_id }
    const subscriptions = Map.groupBy(
      await db
        .selectFrom('subscriptions')
        .select(['contact_id', 'publication'])
        .where('until', 'is', null)
        .where(
          'contact_id',
          'in',
          rows.map((row) => row.contact_id),
        )
        .orderBy('publication')
        .execute(),
      (row) => row.contact_id,
    )
    yield rows.map((row) => ({
      ...detailsOf(row),
      organisation: row.organisation,
      contactName: row.contact_name,
      role: row.role,
      email: row.email,
      language: row.language,
      publications: (subscriptions.get(row.contact_id) ?? []).map((one) => one.publication),
    }))
  }
}

async function* organisationsAlone(db: Kysely<Schema>, size: number): AsyncGenerator<ListedPartner[], undefined> {
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('organisations')
      .selectAll()
      .where('id', '>', after)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('contacts').select('id').whereRef('organisation_id', '=', 'organisations.id'))),
      )
      .orderBy('id')
      .limit(size)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    yield rows.map((row) => ({ ...detailsOf(row), organisation: row.name, ...nobody }))
  }
}

const nobody = { contactName: null, role: null, email: null, language: null, publications: null }

const detailsOf = (row: Nullable<OrganisationRow>) => ({
  kind: row.kind,
  commune: row.commune,
  address: row.address,
  postcode: row.postcode,
  latitude: row.latitude,
  longitude: row.longitude,
  siret: row.siret,
  phone: row.phone,
  website: row.website,
  labels: list(row.labels),
  languages: list(row.languages),
  staff: row.staff,
  poster: row.poster === null ? null : row.poster === 1,
})
