import { sql, type SqlBool } from 'kysely'
import { keyedHash } from '../../base/ids.js'
import { plainWords, type SegmentRule, suppressionReason, type SuppressionReason } from '../../domain/index.js'
import { contactsUnder } from './compile.js'
import { type ContactQuery, people, type World } from './people.js'

/** Who is in a segment, in numbers; several contacts may share an address, which gets one copy. */
export interface SegmentCount {
  contacts: number
  addresses: number
}

/** One contact of a segment. */
export interface SegmentMember {
  contactId: string
  email: string
  name: string | null
  role: string | null
  language: string
  organisation: { id: string; name: string; kind: string | null; commune: string | null } | null
  /** Why it would get no message at this moment; null when it would. */
  notWritten: SuppressionReason | 'unsubscribed' | 'not-subscribed' | null
}

export interface MembersPage {
  /** How many members there are in all, the search applied. */
  total: number
  members: SegmentMember[]
}

export interface MembersWanted {
  /** Words to find in the organisation's name, its commune, the contact's name or address. */
  search?: string
  /** Whether they get this publication; by default, any. */
  publication?: string
  /** By default 50. */
  size?: number
  /** How many to leave out at the beginning. */
  offset?: number
}

/** How many contacts and addresses a rule names. */
export async function countMembers(rule: SegmentRule, world: World): Promise<SegmentCount> {
  const among = await contactsUnder([rule], world)
  const row = await among
    .clearSelect()
    .select(({ fn }) => [
      fn.countAll<number>().as('contacts'),
      fn.count<number>('member.email_key').distinct().as('addresses'),
    ])
    .executeTakeFirstOrThrow()
  return { contacts: Number(row.contacts), addresses: Number(row.addresses) }
}

/** A page of the contacts that a rule names, by the organisation's name. */
export async function membersPage(
  rule: SegmentRule,
  world: World,
  { search = '', publication, size = 50, offset = 0 }: MembersWanted = {},
): Promise<MembersPage> {
  const found = searched(await contactsUnder([rule], world), search)
  const page = await found
    .clearSelect()
    .select([
      'member.id',
      'member.email',
      'member.email_key',
      'member.name',
      'member.role',
      'member.language',
      'owner.id as organisation_id',
      'owner.name as organisation',
      'owner.kind',
      'owner.commune',
      // Counted with the page: a rule is told once.
      sql<number>`count(*) over ()`.as('total'),
    ])
    .orderBy(sql`coalesce(owner.sort_key, member.email_key)`)
    .orderBy('member.id')
    .limit(size)
    .offset(offset)
    .execute()
  const reasons = await whyNotWritten(page, publication, world)
  const members = page.map((row) => ({
    contactId: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    language: row.language,
    organisation:
      row.organisation_id === null || row.organisation === null
        ? null
        : { id: row.organisation_id, name: row.organisation, kind: row.kind, commune: row.commune },
    notWritten: reasons.get(row.id) ?? null,
  }))
  return { total: Number(page[0]?.total ?? (offset > 0 ? await countAll(found) : 0)), members }
}

async function countAll(found: ContactQuery): Promise<number> {
  const all = found.clearSelect().select(({ fn }) => fn.countAll<number>().as('total'))
  return Number((await all.executeTakeFirstOrThrow()).total)
}

function searched(query: ContactQuery, search: string): ContactQuery {
  const written = search.trim()
  if (written === '') return query
  const holds = (column: string, text: string) =>
    sql<SqlBool>`${sql.ref(column)} like ${`%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`} escape ${sql.lit('\\')}`
  const plain = plainWords(written)
  return query.where(
    people.or([
      holds('member.name', written),
      holds('member.email_key', written.toLowerCase()),
      ...(plain === '' ? [] : [holds('owner.name_key', plain), holds('owner.commune_key', plain)]),
    ]),
  )
}

async function whyNotWritten(
  page: readonly { id: string; email_key: string }[],
  publication: string | undefined,
  { db, hashKey }: World,
): Promise<Map<string, SegmentMember['notWritten']>> {
  if (page.length === 0) return new Map()
  const ids = page.map((row) => row.id)
  const hashes = page.map((row) => keyedHash(hashKey, row.email_key))
  const opposed = await db
    .selectFrom('suppressions')
    .select(['address_hash', 'reason'])
    .where('address_hash', 'in', hashes)
    .execute()
  const reasonOf = new Map(opposed.map((row) => [row.address_hash, suppressionReason(row.reason)]))
  let held = db.selectFrom('subscriptions').select(['contact_id', 'until']).where('contact_id', 'in', ids)
  if (publication !== undefined) held = held.where('publication', '=', publication)
  const subscriptions = Map.groupBy(await held.execute(), (row) => row.contact_id)
  return new Map(
    page.map(({ id }, index) => {
      const theirs = subscriptions.get(id)
      const receives = theirs?.some((one) => one.until === null) ?? false
      const wish = receives ? null : theirs ? ('unsubscribed' as const) : ('not-subscribed' as const)
      return [id, reasonOf.get(hashes[index] ?? '') ?? wish]
    }),
  )
}
