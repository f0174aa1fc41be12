import { keyedHash, newToken } from '../../../src/base/ids.js'
import { communeKey, emailKey, nameKey, sortKey, plainWords } from '../../../src/domain/index.js'
import type { OrganisationDetails } from '../../../src/domain/index.js'
import type { DatabasePlace } from '../../../src/store/engine/engine.js'
import type { TestEngine } from '../../support/engines.js'
import { editions } from './editions.js'

/** An organisation of a test, or none, with one contact. */
export interface Person {
  organisation: Partial<OrganisationDetails> | null
  email: string
  name: string | null
  language: string
  /** Instant. */
  entered: string
  /** Publications, and whether the subscription still runs. */
  subscriptions: Record<string, boolean>
  bounced: boolean
  suppressed: 'opposed' | 'bounced' | null
  /** Orders of one of `editions`, by its place there. */
  orders: { edition: number; state: 'unconfirmed' | 'placed' | 'completed' | 'refused'; at: string }[]
}

const quoted = (value: string | number | null) =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
const values = (rows: readonly (string | number | null)[][]) =>
  rows.map((row) => `(${row.map(quoted).join(', ')})`).join(',\n')
const json = (list: readonly string[] | null | undefined) => (list ? JSON.stringify(list) : null)

/** Replaces the directory by these people, written straight into the tables; the n-th has the id `c<n>`. */
export async function fillDirectory(
  engine: TestEngine,
  place: DatabasePlace,
  people: readonly Person[],
): Promise<void> {
  const run = (statement: string) => engine.run(place, statement)
  const [meta] = await run("select value from meta where key = 'opposition-key'")
  const hash = (email: string) => keyedHash(String(meta?.['value']), emailKey(email))
  for (const table of [
    'order_lines',
    'orders',
    'editions',
    'subscriptions',
    'bounces',
    'suppressions',
    'contacts',
    'organisations',
  ])
    await run(`delete from ${table}`)
  const insert = async (into: string, rows: (string | number | null)[][]) => {
    for (let start = 0; start < rows.length; start += 1000)
      await run(`insert into ${into} values ${values(rows.slice(start, start + 1000))} on conflict do nothing`)
  }
  await insert(
    `organisations (id, name, name_key, sort_key, kind, commune, commune_key, latitude, longitude, labels, languages, staff,
      poster, created_at)`,
    people.flatMap(({ organisation: one, entered }, n) =>
      one
        ? [
            [
              `o${n}`,
              one.name ?? `Maison ${n}`,
              nameKey(one.name ?? `Maison ${n}`),
              sortKey(one.name ?? `Maison ${n}`),
              one.kind ?? null,
              one.commune ?? null,
              communeKey(one.commune ?? null),
              one.latitude ?? null,
              one.longitude ?? null,
              json(one.labels),
              json(one.languages),
              one.staff ?? null,
              one.poster === undefined || one.poster === null ? null : Number(one.poster),
              entered,
            ],
          ]
        : [],
    ),
  )
  await insert(
    'contacts (id, organisation_id, name, role, email, email_key, language, token, created_at)',
    people.map((one, n) => [
      `c${n}`,
      one.organisation ? `o${n}` : null,
      one.name,
      null,
      one.email,
      emailKey(one.email),
      one.language,
      newToken(),
      one.entered,
    ]),
  )
  await insert(
    'subscriptions (contact_id, publication, ground, since, until)',
    people.flatMap((one, n) =>
      Object.entries(one.subscriptions).map(([publication, runs]) => [
        `c${n}`,
        publication,
        'partner',
        one.entered,
        runs ? null : '2026-06-01T00:00:00.000Z',
      ]),
    ),
  )
  await insert(
    'bounces (id, address_hash, delivery_id, kind, reason, at)',
    people.flatMap((one, n) =>
      one.bounced ? [[`b${n}`, hash(one.email), null, 'soft', 'mailbox-full', one.entered]] : [],
    ),
  )
  await insert(
    'suppressions (address_hash, reason, since)',
    people.flatMap((one) => (one.suppressed ? [[hash(one.email), one.suppressed, one.entered]] : [])),
  )
  await insert(
    'editions (id, title, title_key, kind, year, languages, replaces, created_at)',
    editions.map(({ title, year }, n) => {
      const earlier = editions.findIndex((one) => one.title === title && one.year === year - 1)
      return [
        `e${n}`,
        title,
        plainWords(title),
        'guide',
        year,
        '["fr"]',
        earlier < 0 ? null : `e${earlier}`,
        `${year}-01-01T00:00:00.000Z`,
      ]
    }),
  )
  const orders = people.flatMap((one, n) =>
    one.orders.map((order, m) => ({ ...order, id: `r${n}-${m}`, email: one.email })),
  )
  await insert(
    'orders (id, token, email, email_key, language, way, state, created_at, changed_at)',
    orders.map((one) => [
      one.id,
      newToken(),
      one.email,
      emailKey(one.email),
      'fr',
      'pick-up',
      one.state,
      one.at,
      one.at,
    ]),
  )
  await insert(
    'order_lines (order_id, edition_id, copies)',
    orders.map((one) => [one.id, `e${one.edition}`, 5]),
  )
}
