import type { Kysely, Selectable } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import { newId } from '../../base/ids.js'
import {
  type ChangeSource,
  readRule,
  type Segment,
  segmentKey,
  type SegmentRule,
  UnusableSegment,
} from '../../domain/index.js'
import { journalRows } from '../journal.js'
import type { Schema } from '../schema.js'
import { contactsUnder } from './compile.js'
import { countMembers, membersPage, type MembersWanted } from './members.js'
import type { ContactQuery, World } from './people.js'
import { everyPartner, reachOf, subscribersReached } from './reach.js'
import type { SegmentsTable } from './table.js'

/** What became of a segment that was to be removed or renamed. */
export type SegmentFate = 'done' | 'unknown' | 'taken' | { campaigns: string[] }

/** Saved rules over organisations and contacts, and who is under them. Each change leaves a line in the journal. */
export function segmentRows(world: World, clock: Clock) {
  const { db } = world
  const now = () => stamp(clock.now())

  const byName = async (name: string): Promise<Segment | null> => {
    const row = await db.selectFrom('segments').selectAll().where('name_key', '=', segmentKey(name)).executeTakeFirst()
    return row ? segmentOf(row) : null
  }

  const tell = (what: 'segment-saved' | 'segment-removed', id: string, source: ChangeSource, note: string) =>
    journalRows(db, clock).write([{ what, contactId: null, subject: `segment/${id}` }], { ...source, note })

  return {
    /** Every segment, by name. */
    async list(): Promise<Segment[]> {
      return (await db.selectFrom('segments').selectAll().orderBy('name_key').execute()).map(segmentOf)
    },

    /** A segment by its name, however that is written; or null. */
    byName,

    /**
     * Saves a rule under a name: a new segment, or another rule for the one of that name. Call it inside a transaction.
     * The rule comes from `readRule`; the name has a letter or a digit.
     */
    async save(
      name: string,
      rule: SegmentRule,
      source: ChangeSource,
    ): Promise<{ segment: Segment; outcome: 'added' | 'changed' | 'unchanged' }> {
      const known = await byName(name)
      const written = JSON.stringify(rule)
      if (!known) {
        const row = { id: newId(), name: name.trim(), name_key: segmentKey(name), rule: written }
        await db
          .insertInto('segments')
          .values({ ...row, created_at: now(), changed_at: now() })
          .execute()
        await tell('segment-saved', row.id, source, `${row.name}: ${written}`)
        return { segment: { id: row.id, name: row.name, rule }, outcome: 'added' }
      }
      const before = JSON.stringify(known.rule)
      if (before === written) return { segment: known, outcome: 'unchanged' }
      await db.updateTable('segments').set({ rule: written, changed_at: now() }).where('id', '=', known.id).execute()
      await tell('segment-saved', known.id, source, `${known.name}: ${before} → ${written}`)
      return { segment: { ...known, rule }, outcome: 'changed' }
    },

    /** Gives a segment another name, which no other has. Call it inside a transaction. */
    async rename(name: string, newName: string, source: ChangeSource): Promise<Exclude<SegmentFate, object>> {
      const known = await byName(name)
      if (!known) return 'unknown'
      const other = await byName(newName)
      if (other && other.id !== known.id) return 'taken'
      if (known.name === newName.trim()) return 'done'
      await db
        .updateTable('segments')
        .set({ name: newName.trim(), name_key: segmentKey(newName), changed_at: now() })
        .where('id', '=', known.id)
        .execute()
      await tell('segment-saved', known.id, source, `${known.name} → ${newName.trim()}`)
      return 'done'
    },

    /** Removes a segment, unless a campaign that is not over was frozen with it. Call it inside a transaction. */
    async remove(name: string, source: ChangeSource): Promise<Exclude<SegmentFate, 'taken'>> {
      const known = await byName(name)
      if (!known) return 'unknown'
      const campaigns = await db
        .selectFrom('campaigns')
        .select(['subject', 'segments'])
        .where('state', '!=', 'done')
        .where('segments', 'is not', null)
        .execute()
      const using = campaigns.filter(({ segments }) => frozenSegments(segments).some((one) => one.id === known.id))
      if (using.length > 0) return { campaigns: using.map((one) => one.subject) }
      await db.deleteFrom('segments').where('id', '=', known.id).execute()
      await tell('segment-removed', known.id, source, `${known.name}: ${JSON.stringify(known.rule)}`)
      return 'done'
    },

    /** How many contacts and addresses are under a rule. @throws {UnusableSegment} as `contactsOf`. */
    count: (rule: SegmentRule) => countMembers(rule, world),

    /** A page of those under a rule, with why each would get no message. @throws {UnusableSegment} as `contactsOf`. */
    members: (rule: SegmentRule, wanted?: MembersWanted) => membersPage(rule, world, wanted),

    /** What a rule that is being written would name: its count and its first members. */
    async preview(rule: SegmentRule, wanted: MembersWanted = { size: 10 }) {
      return { ...(await countMembers(rule, world)), members: (await membersPage(rule, world, wanted)).members }
    },

    /**
     * The contacts of these segments together, as a query that a freeze narrows its audience with.
     * @throws {UnusableSegment} when the directory does not know where a place is.
     */
    contactsOf: (segments: readonly Segment[]): Promise<ContactQuery> =>
      contactsUnder(
        segments.map((one) => one.rule),
        world,
      ),

    /** The contacts of every partner, as `contactsOf` gives those of segments. */
    everyPartner: (): ContactQuery => everyPartner(world),

    /** How many addresses a message of a publication would reach among these contacts. */
    reach: (among: ContactQuery, publication: string) => reachOf(among, publication, world),

    /** How many addresses an issue goes to among its subscribers; with `among`, those of them. */
    subscribersReached: (publication: string, among?: ContactQuery) => subscribersReached(publication, world, among),

    /** The segment that settings name. @throws {UnusableSegment} when there is none. */
    async required(name: string): Promise<Segment> {
      const found = await byName(name)
      if (!found) throw new UnusableSegment('segment-unknown', { segment: name })
      return found
    },

    /**
     * What organisations are and have, each value once and in order: what a rule is put together from on a screen. The
     * kinds are ours and those that lists brought.
     */
    choices: () => choicesOf(db),
  }
}

function segmentOf({ id, name, rule }: Pick<Selectable<SegmentsTable>, 'id' | 'name' | 'rule'>): Segment {
  const read = readRule(JSON.parse(rule))
  if (read.faults) throw new Error(`segment "${name}": its stored rule is not understood (${read.faults[0]?.code})`)
  return { id, name, rule: read.rule }
}

/** The segments that a campaign's audience was frozen with. */
export const frozenSegments = (stored: string | null): Segment[] =>
  stored === null ? [] : (JSON.parse(stored) as Segment[])

async function choicesOf(db: Kysely<Schema>) {
  const valuesOf = async (column: 'kind' | 'commune' | 'staff' | 'labels' | 'languages') =>
    (await db.selectFrom('organisations').select(`${column} as value`).distinct().execute()).flatMap(
      ({ value }) => value ?? [],
    )
  const listed = async (column: 'labels' | 'languages') =>
    (await valuesOf(column)).flatMap((json) => JSON.parse(json) as string[])
  const ordered = (values: string[]) => [...new Set(values)].sort((a, b) => a.localeCompare(b, 'fr'))
  return {
    kinds: ordered(await valuesOf('kind')),
    communes: ordered(await valuesOf('commune')),
    staff: ordered(await valuesOf('staff')),
    labels: ordered(await listed('labels')),
    spoken: ordered(await listed('languages')),
    editions: await db
      .selectFrom('editions')
      .select(['title', 'year'])
      .orderBy('year', 'desc')
      .orderBy('title_key')
      .execute(),
  }
}
