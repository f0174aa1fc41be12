import { type Expression, sql, type SqlBool } from 'kysely'
import { stamp } from '../../base/clock.js'
import { communeKey, type ConditionName, type ConditionValues, plainWords } from '../../domain/index.js'
import { editionOf, orderedSince, tookOneOf } from './editions.js'
import { people, type World } from './people.js'
import { positionOf } from './places.js'

/** Mean radius of the Earth in kilometres (IUGG). */
const earthRadius = 6371.0088

type Compilers = {
  [Name in ConditionName]: (
    value: ConditionValues[Name],
    world: World,
  ) => Expression<SqlBool | null> | Promise<Expression<SqlBool | null>>
}

/** The SQL of each condition, over `People`. What is not known may be null: the compiler takes that for "no". */
export const conditionCompilers: Compilers = {
  kind: (kinds, world) => spelt(world, 'kind', kinds),
  commune: (communes) => people('owner.commune_key', 'in', communes.map(communeKey)),
  within: async ({ km, of, orUnplaced }, world) => {
    const near = isNear(await positionOf(world.db, of), km)
    if (!orUnplaced) return near
    return people.or([near, people('owner.latitude', 'is', null), people('owner.longitude', 'is', null)])
  },
  label: (labels, world) => listing(world, 'labels', labels),
  spoken: (languages, world) => listing(world, 'languages', languages),
  poster: (displays) => people('owner.poster', '=', Number(displays)),
  staff: (names, world) => spelt(world, 'staff', names),
  language: (languages) => people('member.language', 'in', languages),
  subscribed: (publications) => receives(publications),
  notSubscribed: (publications) => people.not(receives(publications)),
  entered: ({ since, before }, { timeZone }) => {
    const start = (day: string) => startOf(day, timeZone)
    return people.and([
      ...(since === undefined ? [] : [people('member.created_at', '>=', start(since))]),
      ...(before === undefined ? [] : [people('member.created_at', '<', start(before))]),
    ])
  },
  took: async (edition, world) => tookOneOf([(await editionOf(world, edition)).id]),
  outdated: async (edition, world) => {
    const { id, later } = await editionOf(world, edition)
    // Nothing has replaced it: nobody has an old one.
    return later.length === 0 ? sql<SqlBool>`false` : people.and([tookOneOf([id]), people.not(tookOneOf(later))])
  },
  ordered: (when, { timeZone }) => {
    if ('never' in when) return people.not(orderedSince(null))
    const { since, before } = when
    const start = (day: string) => startOf(day, timeZone)
    return people.and([
      orderedSince(since === undefined ? null : start(since)),
      ...(before === undefined ? [] : [people.not(orderedSince(start(before)))]),
    ])
  },
  bounced: (wanted, world) => {
    const came = sql<SqlBool>`${addressHash(world)} in (
      select address_hash from bounces union all select address_hash from suppressions where reason = 'bounced')`
    return wanted ? came : people.not(came)
  },
  suppressed: (wanted, world) => {
    const listed = sql<SqlBool>`${addressHash(world)} in (select address_hash from suppressions)`
    return wanted ? listed : people.not(listed)
  },
}

/** When a day begins in a zone, as instants are stored. */
const startOf = (day: string, timeZone: string) =>
  stamp(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant())

/** The contact's address as the opposition list has it: read where it is written down, made where it is not yet. */
export const addressHash = ({ engine, hashKey }: World) =>
  sql<string>`case when member.hashed_key = member.email_key then member.address_hash
    else ${engine.keyedHash(hashKey, sql.ref('member.email_key'))} end`

const receives = (publications: readonly string[]) =>
  people.exists(
    people
      .selectFrom('subscriptions')
      .select('publication')
      .whereRef('contact_id', '=', 'member.id')
      .where('publication', 'in', publications)
      .where('until', 'is', null),
  )

/**
 * The haversine formula, solved for what it compares: no arc is computed for a row, and both databases give the same
 * answer up to the last digits of a double, some micrometres.
 */
function isNear({ latitude, longitude }: { latitude: number; longitude: number }, km: number): Expression<SqlBool> {
  const most = Math.sin(Math.min(km / (2 * earthRadius), Math.PI / 2)) ** 2
  const cosine = Math.cos((latitude * Math.PI) / 180)
  const halfSine = (column: string, degrees: number) =>
    sql<number>`power(sin(radians(${sql.ref(column)} - ${degrees}) / 2), 2)`
  return sql<SqlBool>`${halfSine('owner.latitude', latitude)}
    + ${cosine} * cos(radians(owner.latitude)) * ${halfSine('owner.longitude', longitude)} <= ${most}`
}

/** Case and accents do not count; a text of signs alone is compared as it is. */
const asCompared = (text: string) => plainWords(text) || text

function spelt(world: World, column: 'kind' | 'staff', wanted: readonly string[]) {
  const words = new Set(wanted.map(asCompared))
  return oneOfTheirs(world, column, (stored) => words.has(asCompared(stored)))
}

function listing(world: World, column: 'labels' | 'languages', wanted: readonly string[]) {
  const words = new Set(wanted.map(asCompared))
  return oneOfTheirs(world, column, (stored) =>
    (JSON.parse(stored) as string[]).some((one) => words.has(asCompared(one))),
  )
}

/**
 * Whether a column of the organisation holds what `fits`. A directory has few different values in these columns: each is
 * held against the rule once, as the domain compares, and the database is given those that fit.
 */
async function oneOfTheirs(
  { db, engine }: World,
  column: 'kind' | 'staff' | 'labels' | 'languages',
  fits: (stored: string) => boolean,
): Promise<Expression<SqlBool>> {
  const stored = await db.selectFrom('organisations').select(`${column} as key`).distinct().execute()
  const fitting = stored.filter(({ key }) => key !== null && fits(key))
  return sql<SqlBool>`${sql.ref(`owner.${column}`)} in (select given.key from ${engine.given({ key: 'text' }, fitting)})`
}
