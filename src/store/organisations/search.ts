import { sql, type SqlBool } from 'kysely'
import { communeKey, nameKey } from '../../domain/index.js'
import type { World } from '../segments/people.js'
import { hashAddresses } from './address-hashes.js'

export interface PartnersWanted {
  /** Words to find, each of them somewhere in a name, a commune, an address or an e-mail address. */
  search?: string
  kind?: string
  commune?: string
  /**
   * Whose mail came back, who has left a publication ("unsubscribed"), who has said no to one or to all ("opposed"), or
   * organisations that have nobody to write to.
   */
  only?: 'bounced' | 'unsubscribed' | 'opposed' | 'without-contact'
  /** Which publication somebody has left, where that is asked for; by default any. */
  left?: string
  /** Where the page before ended. */
  after?: string
  /** By default 50. */
  size?: number
}

/** An organisation, or a contact that belongs to none. */
export interface FoundPartner {
  organisationId: string | null
  /** Of a contact without an organisation. */
  contactId: string | null
  name: string
  kind: string | null
  commune: string | null
  /** Addresses of its first contacts. */
  emails: string[]
}

export interface PartnersPage {
  partners: FoundPartner[]
  /** To be handed back as `after`; null at the end. */
  next: string | null
}

/**
 * Lists one after the other: organisations by their own words, then those that only their contacts are found by, then
 * contacts of no organisation. A word that many bear fills the page from the first, which is read in its order.
 */
const stages = ['own', 'contacts', 'alone'] as const
type Stage = (typeof stages)[number]

interface Place {
  stage: Stage
  key: string
  id: string
}

interface Row {
  id: string
  key: string
  name: string
  kind: string | null
  commune: string | null
}

const holds = (column: string, word: string) => sql<SqlBool>`${sql.ref(column)} like ${`%${word}%`}`

/** Finds partners by what somebody types. Accents, case and legal forms do not count. */
export async function searchPartners(world: World, wanted: PartnersWanted): Promise<PartnersPage> {
  const size = wanted.size ?? 50
  const words = nameKey(wanted.search ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 8)
  // Signs alone name nobody.
  if (words.length === 0 && (wanted.search ?? '').trim() !== '') return { partners: [], next: null }
  const begin = placeOf(wanted.after)
  if (wanted.only === 'bounced' || wanted.only === 'opposed') await hashAddresses(world)
  const few = await fewOf(world, words)
  const found: (Row & { stage: Stage })[] = []
  for (const stage of stages.slice(begin ? stages.indexOf(begin.stage) : 0)) {
    if (stage === 'contacts' && words.length === 0) continue
    const place = begin?.stage === stage ? begin : null
    const missing = size + 1 - found.length
    if (missing <= 0) break
    const query = stage === 'alone' ? aloneQuery(wanted, words) : organisationQuery(wanted, words, stage, few)
    if (!query) continue
    const order = stage === 'alone' ? ['member.email_key', 'member.id'] : ['owner.sort_key', 'owner.id']
    const [key, id] = order.map((column) => sql.ref(column))
    const rows = await sql<Row>`${query}
      ${place ? sql`and (${key}, ${id}) > (${place.key}, ${place.id})` : sql``}
      order by ${key}, ${id} limit ${missing}`.execute(world.db)
    found.push(...rows.rows.map((row) => ({ ...row, stage })))
  }
  const page = found.slice(0, size)
  const last = found.length > size ? page.at(-1) : undefined
  const emails = await emailsOf(
    world,
    page.filter((row) => row.stage !== 'alone').map((row) => row.id),
  )
  return {
    partners: page.map((row) => ({
      organisationId: row.stage === 'alone' ? null : row.id,
      contactId: row.stage === 'alone' ? row.id : null,
      name: row.name,
      kind: row.kind,
      commune: row.commune,
      emails: row.stage === 'alone' ? [row.key] : (emails.get(row.id) ?? []),
    })),
    next: last ? Buffer.from(JSON.stringify([last.stage, last.key, last.id])).toString('base64url') : null,
  }
}

const every = (column: string, words: readonly string[]) =>
  words.length === 0
    ? sql<SqlBool>`1 = 1`
    : sql<SqlBool>`(${sql.join(
        words.map((word) => holds(column, word)),
        sql` and `,
      )})`

/** A word that so many bear, or fewer, leads to those who do; one that more bear is soon met in their order. */
const fewBear = 500

/** The organisations that bear one of the words, themselves or in a contact, where they are few; else null. */
async function fewOf({ db }: World, words: readonly string[]): Promise<string[] | null> {
  for (const word of words.toSorted((a, b) => b.length - a.length)) {
    const bearing = await sql<{ id: string }>`select organisation_id as id from contacts as member
      where organisation_id > '' and ${holds('member.words', word)} limit ${fewBear + 1}`.execute(db)
    if (bearing.rows.length > fewBear) continue
    const own = await sql<{ id: string }>`select owner.id from organisations as owner
      where owner.sort_key >= '' and ${holds('owner.words', word)}
      order by owner.sort_key, owner.id limit ${fewBear + 1}`.execute(db)
    if (own.rows.length <= fewBear) return [...new Set([...own.rows, ...bearing.rows].map((row) => row.id))]
  }
  return null
}

function organisationQuery(
  { kind, commune, only, left }: PartnersWanted,
  words: string[],
  stage: Stage,
  few: string[] | null,
) {
  const own = every('owner.words', words)
  const conditions = [few ? among('owner.id', few) : sql<SqlBool>`owner.sort_key >= ''`]
  if (stage === 'own') conditions.push(own)
  else conditions.push(sql<SqlBool>`not ${own}`, ...words.map(ownOrOfContact))
  if (kind) conditions.push(sql<SqlBool>`owner.kind = ${kind}`)
  if (commune) conditions.push(sql<SqlBool>`owner.commune_key = ${communeKey(commune)}`)
  if (only === 'without-contact')
    conditions.push(sql<SqlBool>`not exists (select 1 from contacts where organisation_id = owner.id)`)
  else if (only)
    conditions.push(sql<SqlBool>`owner.id in (
      select organisation_id from contacts as member where organisation_id is not null and ${standing(only, left)})`)
  return sql`select owner.id, owner.sort_key as key, owner.name, owner.kind, owner.commune
    from organisations as owner where ${sql.join(conditions, sql` and `)}`
}

/*
 * SQLite computes `words` anew for each row, a hundred times slower than it reads them, unless it goes by the index that
 * holds them: the condition on the index' first column, which all rows meet, is what makes it.
 */

const among = (column: string, ids: readonly string[]) =>
  ids.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`${sql.ref(column)} in (${sql.join(ids)})`

const ownOrOfContact = (word: string) =>
  sql<SqlBool>`(${holds('owner.words', word)} or exists (
    select 1 from contacts as member where member.organisation_id = owner.id and ${holds('member.words', word)}))`

function aloneQuery({ kind, commune, only, left }: PartnersWanted, words: string[]) {
  if (kind || commune || only === 'without-contact') return null
  const standingToo = only ? sql`and ${standing(only, left)}` : sql``
  return sql`select member.id, member.email_key as key, coalesce(member.name, member.email) as name,
      null as kind, null as commune
    from contacts as member where organisation_id is null and member.email_key >= '' and ${every('member.words', words)} ${standingToo}`
}

/**
 * What the opposition list, the notices and the ended subscriptions say of a contact: `hashAddresses` has been called.
 * An address that died is nobody's word.
 */
function standing(only: 'bounced' | 'unsubscribed' | 'opposed', left: string | undefined) {
  const ended = sql`select contact_id from subscriptions where until is not null`
  if (only === 'unsubscribed')
    return sql<SqlBool>`member.id in (${ended} ${left === undefined ? sql`` : sql`and publication = ${left}`})`
  if (only === 'opposed')
    return sql<SqlBool>`member.id in (${ended} union all select id from contacts
      where address_hash in (select address_hash from suppressions where reason != 'bounced'))`
  return sql<SqlBool>`member.address_hash in (
    select address_hash from bounces union all select address_hash from suppressions where reason = 'bounced')`
}

const emailsPerOrganisation = 3

async function emailsOf({ db }: World, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('contacts')
    .select(['organisation_id', 'email'])
    .where('organisation_id', 'in', ids)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return new Map(
    Map.groupBy(rows, (row) => row.organisation_id ?? '')
      .entries()
      .map(([id, theirs]) => [id, theirs.slice(0, emailsPerOrganisation).map((row) => row.email)]),
  )
}

function placeOf(after: string | undefined): Place | null {
  if (!after) return null
  try {
    const [stage, key, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[]
    const known = stages.find((one) => one === stage)
    return known && typeof key === 'string' && typeof id === 'string' ? { stage: known, key, id } : null
  } catch {
    return null
  }
}
